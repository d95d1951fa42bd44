let total = 0;

// @differentiable
export function f(x: number): number {
  total += x; // @expect AD2018
  return x * total;
}
