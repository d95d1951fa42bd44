// @differentiable
export function f(x: number, set: ReadonlySet<number>): number {
  let s = x;
  for (const t of set) s = s * t; // @expect AD2017
  return s;
}
