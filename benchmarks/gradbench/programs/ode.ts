/** A chain of equations, y₀′ = x₀ and yᵢ′ = xᵢ yᵢ₋₁, integrated from 0 to 2 by the classical Runge-Kutta method. */

function slope(x: Float64Array, y: Float64Array, out: Float64Array): void {
  out[0] = x[0]!;
  for (let i = 1; i < y.length; i++) out[i] = x[i]! * y[i - 1]!;
}

/** out = y + h k */
function moved(y: Float64Array, k: Float64Array, h: number, out: Float64Array): void {
  for (let i = 0; i < y.length; i++) out[i] = y[i]! + h * k[i]!;
}

// @differentiable wrt: x modes: vjp
export function chain(x: Float64Array, steps: number): Float64Array {
  const n = x.length;
  const h = 2 / steps;
  const y = new Float64Array(n);
  const at = new Float64Array(n);
  const k1 = new Float64Array(n);
  const k2 = new Float64Array(n);
  const k3 = new Float64Array(n);
  const k4 = new Float64Array(n);
  for (let step = 0; step < steps; step++) {
    slope(x, y, k1);
    moved(y, k1, h / 2, at);
    slope(x, at, k2);
    moved(y, k2, h / 2, at);
    slope(x, at, k3);
    moved(y, k3, h, at);
    slope(x, at, k4);
    for (let i = 0; i < n; i++) y[i] = y[i]! + (h * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!)) / 6;
  }
  return y;
}
