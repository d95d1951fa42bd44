// The names that derivatives like to use are the user's already.
// @differentiable
export function f(xDot: number, xBar: number): number {
  const value = xDot * xBar;
  const seed = value * value;
  const tangent = seed + xDot;
  const grad = tangent * xBar;
  return grad;
}

// @check f(1.5, 0.7)
