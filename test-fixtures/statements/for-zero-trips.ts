// @differentiable
export function f(x: number, xs: readonly number[]): number {
  let s = x * x;
  for (let i = 0; i < xs.length; i++) s = s * xs[i]!;
  return s;
}

// @check f(3, [])
// @closed grad f(3, []) = [6, []]
