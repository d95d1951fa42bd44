// @differentiable
export function cloned(o: { readonly x: number; readonly when: Date }): number {
  return structuredClone(o).x ** 2; // @expect AD2017
}

// @differentiable
export function unknownKeys(o: Readonly<Record<string, string>>, x: number): number {
  return Object.values(o)[0]!.length * x; // @expect AD2035
}

// @differentiable
export function newField(o: { x: number }, x: number): number {
  const p = { x };
  return Object.assign(p, { y: o.x }).y * x; // @expect AD2026
}

// @differentiable
export function unknownFunction(xs: readonly number[], g: (x: number) => number): number {
  return xs.map(g)[0]!; // @expect AD2011
}
