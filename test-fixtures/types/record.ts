// @differentiable
export function f(p: { readonly x: number; readonly y: number }): number {
  return p.x * p.y * p.y;
}

// @check f({ x: 1.5, y: 2 })
// @closed grad f({ x: 2, y: 3 }) = ({ x: 9, y: 12 })
