// @differentiable
export function f(x: number, y: number): number {
  const a = new Float32Array(2);
  a[0] = x * y;
  a[1] = a[0] * x;
  return a[0]! * a[1]! * y;
}

// @nonsmooth f(1.1, 0.7)
// @closed grad f(2, 0.5) = [3 * 4 * 0.125, 3 * 8 * 0.25]
