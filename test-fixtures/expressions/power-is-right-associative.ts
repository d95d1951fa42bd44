// @differentiable
export function f(x: number, y: number): number {
  return x ** y ** 2 * (-x) ** 2;
}

// @check f(1.4, 1.3)
