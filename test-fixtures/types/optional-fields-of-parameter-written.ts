interface O { a?: number; b: number | null; c?: number[] }
// @differentiable
export function f(o: O, y: number): number {
  o.a = (o.a ?? 1) * y;
  o.b = o.a * 2;
  if (o.c) o.c[0] = y * y;
  return o.a * o.b * (o.c?.[0] ?? 1);
}

// @writes f(o)
// @check f({ b: null }, 3)
// @check f({ a: 2, b: 3, c: [1] }, 3)
