// @differentiable
export function f(o: { x: number }): number {
  o.x *= 2;
  return o.x * o.x;
}

// @writes f(o)
// @check f({ x: 1.2 })
