// @differentiable
export function f(x: number, y: number): number {
  return Math.hypot(x, y);
}

// @closed grad f(0, 0) = [0, 0]
// @closed grad f(-Infinity, 3) = [-1, 0]
// @closed grad f(3, 4) = [0.6, 0.8]
// @closed grad f(3e200, 4e200) = [0.6, 0.8]
// @closed grad f(3e-200, 4e-200) = [0.6, 0.8]
