function helper(x: number): number {
  return x * missing; // @expect AD1002, AD2027
}

// @differentiable
export function f(x: number): number {
  return helper(x);
}
