import { grad, jvp, vjp } from "@adgen/runtime";

function potential(q: Float64Array, k: number): number {
  let sum = 0;
  for (let i = 0; i < q.length; i++) sum += Math.cos(q[i]!) * k + q[i]! * q[(i + 1) % q.length]!;
  return sum;
}

// A leapfrog whose force is the gradient of the potential.
// @differentiable
export function leapfrog(q0: Float64Array, k: number, dt: number): number {
  const q = new Float64Array(q0.length);
  const p = new Float64Array(q0.length);
  for (let i = 0; i < q.length; i++) q[i] = q0[i]!;
  for (let step = 0; step < 3; step++) {
    const force = grad(potential, 0)(q, k);
    for (let i = 0; i < q.length; i++) {
      p[i] = p[i]! - dt * force[i]!;
      q[i] = q[i]! + dt * p[i]!;
    }
  }
  let energy = potential(q, k);
  for (let i = 0; i < p.length; i++) energy += (p[i]! * p[i]!) / 2;
  return energy;
}

// Newton's iteration with the slope from the forward mode.
// @differentiable
export function root(a: number): number {
  let x = 1.4;
  for (let k = 0; k < 4; k++) {
    const { value, tangent } = jvp((t: number) => t * t * t - a)([x], [1]);
    x -= value / tangent;
  }
  return x;
}

// @differentiable
export function weighted(xs: readonly number[], seed: number): number {
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    const { value, grad: slope } = vjp((t: number) => Math.exp(t * xs[0]!))(xs[i]!, seed);
    sum += value * slope;
  }
  return sum;
}

// @check leapfrog(new Float64Array([0.3, -0.5, 0.9]), 0.7, 0.1)
// @check root(2.5)
// @check weighted([0.3, 0.8, -0.4], 1.5)
