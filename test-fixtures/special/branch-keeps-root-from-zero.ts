// @differentiable
export function norm(x: number, y: number): number {
  const s = x * x + y * y;
  return s > 0 ? Math.sqrt(s) : 0;
}

// @closed grad norm(0, 0) = [0, 0]
// @closed grad norm(3, 4) = [0.6, 0.8]
