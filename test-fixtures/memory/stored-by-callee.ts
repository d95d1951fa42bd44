// @differentiable
export function f(x: number, y: number): number {
  const box = { v: [x, y], k: 1 };
  const w = [y, x * y];
  const old = box.v;
  put(box, w);
  box.v[0] = old[0]! * w[1]!;
  w[1] = box.v[0]! * old[1]!;
  put(box, old);
  box.v[1] = w[0]! * w[1]!;
  return old[1]! * box.k + w[0]!;
}

function put(b: { v: number[]; k: number }, w: number[]): void {
  b.k *= w[0]!;
  b.v = w;
}

// @check f(1.2, 0.7)
