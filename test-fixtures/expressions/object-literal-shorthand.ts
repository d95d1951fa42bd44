// @differentiable
export function f(x: number, y: number): number {
  const sum = x + y;
  const o = { x, sum, product: x * y };
  return o.x * o.sum * o.product;
}

// @check f(1.5, 0.7)
