// @differentiable
export function f(o: { readonly [name: string]: number; readonly total: number }, name: string): number {
  return o[name]! ** 2; // @expect AD2026
}
