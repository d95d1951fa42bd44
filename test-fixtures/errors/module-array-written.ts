const seen: number[] = [];

// @differentiable
export function f(x: number): number {
  seen.push(x); // @expect AD2018
  return x * x;
}
