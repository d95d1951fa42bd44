// @differentiable
// @check f([0.5, 1.5, 2, 3], ["constructor", "toString", "constructor", "a"])
export function f(xs: readonly number[], keys: readonly string[]): number {
  const d: Record<string, number> = Object.create(null);
  for (let i = 0; i < xs.length; i++) d[keys[i]!] = (d[keys[i]!] ?? 0) + xs[i]! ** 2;
  let s = 0;
  for (const k of Object.keys(d)) s += Math.sqrt(d[k]!);
  return s;
}
// @differentiable
// @check g([0.5, 1.5], ["__proto__", "a"])
export function g(xs: readonly number[], keys: readonly string[]): number {
  const d: Record<string, number> = {};
  for (let i = 0; i < xs.length; i++) d[keys[i]!] = xs[i]! ** 2;
  let s = 0;
  for (const v of Object.values(d)) s += v;
  return s;
}
// @differentiable
// @check h([0.5, 1.5], ["__proto__", "a"])
export function h(xs: readonly number[], keys: readonly string[]): number {
  const d: Record<string, number> = Object.create(null);
  for (let i = 0; i < xs.length; i++) d[keys[i]!] = xs[i]! ** 2;
  delete d["a"];
  let s = 0;
  for (const k of keys) s += d[k] ?? 7;
  return s;
}
