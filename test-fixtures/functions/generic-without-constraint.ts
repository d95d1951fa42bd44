/** What nothing is said about is carried along. */
// @differentiable
export function f<T>(x: number, kept: T): number {
  return kept === undefined ? x : x * x;
}

function last<T>(items: readonly T[], otherwise: T): T {
  return items.length > 0 ? items[items.length - 1]! : otherwise;
}

// @differentiable
export function g<T>(xs: readonly number[], labels: readonly T[]): { at: number; label: T | undefined } {
  return { at: last(xs, 0) ** 2 * labels.length, label: last<T | undefined>(labels, undefined) };
}
// @check f(1.5, "a")
// @check f(1.5, undefined)
// @check g([1, 2, 3], ["a", "b"])
