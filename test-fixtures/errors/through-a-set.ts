// @differentiable
export function f(xs: readonly number[]): number {
  let s = 0;
  for (const x of new Set(xs)) s += x; // @expect AD2003
  return s;
}
