// @differentiable
export function f(x: number): number {
  const y: string = x * x; // @expect AD1002
  return x * y.length;
}

// @differentiable
export function good(x: number): number {
  return x * x;
}
