// @differentiable
export function three(x: number, y: number, z: number): number {
  return Math.max(x, y, z);
}

// @differentiable
export function itself(x: number): number {
  return Math.max(x, x) + Math.min(x, x);
}

// @differentiable
export function chain(x: number, y: number, z: number): number {
  return Math.max(Math.max(x, y), z);
}

// @closed grad three(2, 2, 2) = [1 / 3, 1 / 3, 1 / 3]
// @closed grad three(2, 1, 2) = [0.5, 0, 0.5]
// @closed grad itself(4) = 2
// @closed grad chain(2, 2, 2) = [0.25, 0.25, 0.5]
