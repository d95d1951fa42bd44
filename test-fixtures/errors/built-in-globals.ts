// @differentiable
export function made(x: number): number {
  const a = Array.from({ length: 3 }, () => x); // @expect AD2017
  return a[0]! * x;
}

// @differentiable
export function cloned(o: { readonly x: number }): number {
  return structuredClone(o).x ** 2; // @expect AD2017
}
