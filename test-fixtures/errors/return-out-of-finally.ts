// @differentiable
export function f(x: number): number {
  try {
    return x * x;
  } finally {
    return x; // @expect AD2004
  }
}
