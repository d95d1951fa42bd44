import { grad } from "@adgen/runtime";

// Rounds, with the slope of the identity (straight through).
function rounded(x: number): number {
  return Math.round(x);
}

// @derivative of rounded
export function roundedTangent(x: number, xDot: number): { value: number; tangent: number } {
  return { value: rounded(x), tangent: xDot };
}

// @derivative of rounded
export function roundedAdjoint(x: number, seed: number): { value: number; grad: number } {
  return { value: rounded(x), grad: seed };
}

// A solver that stops early: by its rule, the exact derivative of the root.
function root(a: number): number {
  let x = a > 1 ? a : 1;
  for (let k = 0; k < 6; k++) x = (x + a / x) / 2;
  return x;
}

// @derivative of root
export function rootAdjoint(a: number, seed: number): { value: number; grad: number } {
  const value = root(a);
  return { value, grad: seed / (2 * value) };
}

// @derivative of root
export function rootTangent(a: number, aDot: number): { value: number; tangent: number } {
  const value = root(a);
  return { value, tangent: aDot / (2 * value) };
}

function energy(q: Float64Array, k: number): number {
  let sum = 0;
  for (let i = 0; i < q.length; i++) sum += k * q[i]! * q[i]!;
  return sum;
}

// @derivative of energy
export function energyAdjoint(
  q: Float64Array,
  k: number,
  seed: number,
): { value: number; grad: [q: Float64Array, k: number] } {
  const value = energy(q, k);
  return { value, grad: [q.map((x) => 2 * k * x * seed), (value / k) * seed] };
}

// @differentiable
export function through(x: number, y: number): number {
  return rounded(x * y) * y;
}

// @differentiable
export function roots(a: number, b: number): number {
  return root(a * a + b) * b;
}

// @differentiable
export function moving(q0: Float64Array, k: number): number {
  const q = new Float64Array(q0.length);
  for (let i = 0; i < q.length; i++) q[i] = q0[i]! * 2;
  let total = 0;
  for (let step = 0; step < 2; step++) {
    total += energy(q, k) * k;
    for (let i = 0; i < q.length; i++) q[i] = Math.sin(q[i]!);
  }
  return total + grad(root)(k);
}

// @closed value through(1.2, 3) = 12
// @closed grad through(1.2, 3) = [9, 1.2 * 3 + 4]
// @check roots(1.2, 0.5)
// @check moving(new Float64Array([0.3, -0.5]), 0.8)
