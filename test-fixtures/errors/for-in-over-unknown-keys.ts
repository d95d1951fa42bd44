// @differentiable
export function f(o: { readonly [name: string]: number }, x: number): number {
  let s = x;
  for (const name in o) s = s * x + name.length; // @expect AD2035
  return s;
}
