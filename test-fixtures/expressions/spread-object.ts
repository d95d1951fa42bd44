// @differentiable
export function f(o: { readonly a: number; readonly b: number }, c: number): number {
  const p = { ...o, b: o.b * c, c };
  return p.a * p.b * p.c;
}

// @check f({ a: 1.5, b: 2 }, 0.7)
// @closed grad f({ a: 2, b: 3 }, 5) = [{ a: 75, b: 50 }, 60]
