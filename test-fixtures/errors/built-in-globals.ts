// @differentiable
export function cloned(o: { readonly x: number }): number {
  return structuredClone(o).x ** 2; // @expect AD2017
}
