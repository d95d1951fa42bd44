// @differentiable
export function f(p: readonly [number, number?]): number {
  const y = p[1] ?? 2;
  return p[0] * y * y;
}

// @check f([1.5, 3])
// @check f([1.5])
