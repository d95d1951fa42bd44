// @differentiable wrt: x, y
export function f(x: number, y: number, i: number): number {
  const t: [number, number] = [x, y];
  const before = t[0];
  t.reverse();
  const between = t[0];
  t[0] = x * y;
  const last = t[i]!;
  t[1] = last * t[i]!;
  t[i] = t[1] + between;
  return t[0] * t[1] * before + t[i]! * between;
}

// @check f(1.3, 0.7, 0)
// @check f(1.3, 0.7, 1)
