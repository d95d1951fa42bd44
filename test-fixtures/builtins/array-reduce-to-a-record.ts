// @differentiable
export function f(xs: readonly number[], k: number): number {
  const { sum, squares } = xs.reduce(
    (total, x) => ({ sum: total.sum + x, squares: total.squares + x * x * k }),
    { sum: 0, squares: k },
  );
  const [a, b] = xs.reduce(([p, q], x): [number, number] => [q, p + x * q], [k, 1]);
  return squares - sum * sum + a * b;
}

// @check f([0.5, 1.5, 2], 0.7)
// @check f([], 0.7)
