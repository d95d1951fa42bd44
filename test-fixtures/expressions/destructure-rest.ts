// @differentiable
export function f(xs: readonly number[], o: { readonly a: number; readonly b: number; readonly c: number }): number {
  const [first = 1, ...others] = xs;
  const { a, ...rest } = o;
  let s = first * a;
  for (const x of others) s = s * x + rest.b * rest.c;
  return s;
}

// @check f([1.5, 2, 0.5], { a: 2, b: 3, c: 0.1 })
