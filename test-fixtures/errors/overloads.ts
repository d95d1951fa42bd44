function twice(x: number): number; // @expect AD2010
function twice(x: readonly number[]): number;
function twice(x: number | readonly number[]): number {
  return typeof x === "number" ? 2 * x : 2 * x[0]!;
}

// @differentiable
export function f(x: number): number {
  return twice(x) * x;
}
