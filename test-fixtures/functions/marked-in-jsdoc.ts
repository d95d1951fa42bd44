/**
 * A product.
 * @differentiable
 */
export function f(x: number, y: number): number {
  return x * y * y;
}

// @check f(1.5, 2)
