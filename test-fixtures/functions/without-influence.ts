// @differentiable
export function f(x: number, unused: number, xs: readonly number[]): number {
  return x * x + (unused > 0 ? 1 : 2) + xs.length;
}

// @check f(1.5, 3, [1, 2])
// @closed grad f(1.5, 3, [1, 2]) = [3, 0, [0, 0]]
