// @differentiable
export function f(o: { readonly x: number; readonly rate?: number }): number {
  if (o.rate === undefined) return o.x * o.x;
  return o.x * o.rate * o.rate;
}

// @check f({ x: 1.5, rate: 2 })
// @check f({ x: 1.5 })
// @closed grad f({ x: 3 }) = ({ x: 6 })
