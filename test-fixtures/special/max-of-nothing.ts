// @differentiable
export function f(x: number, xs: readonly number[]): number {
  return Math.max(...xs) < 0 ? x * x : x;
}

// @closed grad f(3, []) = [6, []]
