type State = { vars: Record<string, number>; log: number };
function step(s: State, k: string, x: number): State {
  const vars = { ...s.vars, [k]: (s.vars[k] ?? 1) * x };
  return { ...s, vars, log: s.log + vars[k]! };
}
// @differentiable
// @check f([1, 2, 3], ["a", "b", "a"])
export function f(xs: readonly number[], keys: readonly string[]): number {
  let s: State = { vars: {}, log: 0 };
  xs.forEach((x, i) => { s = step(s, keys[i]!, x); });
  return s.log * s.vars["a"]!;
}
