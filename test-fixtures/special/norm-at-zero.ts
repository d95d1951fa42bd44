// @differentiable
export function norm(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}

// @closed vjp norm(0, 0)(0) = [0, 0]
