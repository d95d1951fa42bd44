// @differentiable
export function f(o: { readonly b: number; readonly a: number; readonly c: number }, k: number): number {
  const values = Object.values(o);
  let s = Object.keys(o).length * k;
  for (const [name, x] of Object.entries(o)) s = s * 0.5 + (name === "a" ? x * x : x * k);
  for (const v of Object.values({ p: k, q: s })) s += v * v;
  return values.reduce((t, x) => t * k + x, s);
}

// @check f({ b: 0.5, a: 1.5, c: 2 }, 0.7)
// @check f({ a: 1.5, c: 2, b: 0.5 }, 0.7)
