export function f(x: number): number {
  return x;
}

// @expect-next AD1003
// @differentiable
