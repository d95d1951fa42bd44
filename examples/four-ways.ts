/** The volume under a wave: some arithmetic, a root, a power and two functions, in three variables. */
// @differentiable
export function f(x: number, y: number, z: number): number {
  const r = Math.sqrt(x * x + y * y + z * z);
  return Math.exp(-r) * Math.sin(x * y) + z ** 3 / r;
}
