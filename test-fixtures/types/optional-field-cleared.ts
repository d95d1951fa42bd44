interface O { a?: number | undefined; b: number }
// @differentiable
export function f(o: O, y: number): number {
  const was = o.a ?? 1;
  o.a = undefined;
  o.b *= was * y;
  return o.b * was;
}

// @writes f(o)
// @check f({ b: 2 }, 3)
// @check f({ a: 2, b: 3 }, 3)
