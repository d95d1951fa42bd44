function helper(x: number): number {
  return x * missing; // @expect AD1002
}

// @differentiable
export function f(x: number): number {
  return helper(x);
}
