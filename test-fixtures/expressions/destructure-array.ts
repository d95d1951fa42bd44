// @differentiable
export function f(p: readonly [number, number, number], xs: readonly number[]): number {
  const [a, , c] = p;
  const [first = 3, second = a] = xs;
  return a * c * first * second;
}

// @check f([1.5, 9, 2], [0.5, 0.7])
// @check f([1.5, 9, 2], [0.5])
// @closed grad f([2, 9, 3], []) = [[36, 0, 12], []]
