// @differentiable
export function f(x: number): number {
  const o = { inner: { a: x, b: 2 }, list: [x, x * x] };
  o.inner.a = o.inner.a * o.inner.b;
  o.list[0] = o.inner.a * o.list[1]!;
  o.inner.b = o.list[0] * x;
  return o.inner.a * o.inner.b + o.list[0];
}

// @check f(1.2)
