// @differentiable
export function twice(x: number): number; // @expect AD2010
export function twice(x: readonly number[]): number;
export function twice(x: number | readonly number[]): number {
  return typeof x === "number" ? 2 * x : 2 * x[0]!;
}
