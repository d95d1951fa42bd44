// @differentiable
export function f(x: number, o?: { readonly rate?: number; readonly inner?: { readonly y: number } }): number {
  const rate = o?.rate ?? 2;
  const y = o?.inner?.y;
  return x * rate * x + (y === undefined ? x : y * y);
}

// @check f(1.5)
// @check f(1.5, {})
// @check f(1.5, { rate: 0.3 })
// @check f(1.5, { rate: 0.3, inner: { y: 2 } })
// @closed grad f(2, { inner: { y: 3 } }) = [8, { inner: { y: 6 } }]
