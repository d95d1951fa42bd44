// @differentiable
export function f(x: number, ...others: number[]): number {
  let s = x;
  for (const y of others) s = s * y + x * x;
  return s;
}

// @check f(1.5, 2, 0.5)
// @check f(1.5)
// @closed grad f(2, 3) = [3 + 4, [2]]
