type T = number | { [k: string]: T };
function total(t: T): number {
  if (typeof t === "number") return t * t;
  let s = 0;
  for (const k in t) s += total(t[k]!);
  return s;
}
// @differentiable
// @check f({ a: 1, b: { c: 2, d: 3 } })
export function f(t: T): number { return total(t); }
