// @differentiable
export function f(x: number, ys: readonly number[]): number {
  let s = 0;
  for (let i = 0; i < ys.length; i++) {
    const scale = Math.exp(x);
    s += scale * ys[i]! * ys[i]!;
  }
  return s;
}

// @check f(0.3, [1, -2, 3])
