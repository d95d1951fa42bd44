// @differentiable
export function f(x: number): number | undefined {
  if (x < 0) return undefined;
  return x * x;
}

// @check f(1.5)
// @check f(-1)
