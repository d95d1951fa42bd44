// @differentiable
export function f(p: { readonly a: number; readonly b: number; readonly c: number }): number {
  let s = 1;
  let key: keyof typeof p;
  for (key in p) s = s * p[key] + p.a;
  return s;
}

// @check f({ a: 1.5, b: 2, c: -0.3 })
