// @differentiable
export function f(x: number, y: number): number {
  const inner = { v: x, w: y };
  const outer = { inner, s: 1 };
  outer.inner.v = inner.w * x;
  inner.w = outer.inner.v * y;
  outer.s = inner.v * outer.s;
  return outer.s * outer.inner.w + inner.v;
}

// @check f(1.2, 0.7)
