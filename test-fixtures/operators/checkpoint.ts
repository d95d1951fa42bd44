import { checkpoint } from "@adgen/runtime";

function step(x: Float64Array, k: number): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.sin(x[i]! * k) * Math.exp(x[i]!);
  return sum;
}

// @differentiable
export function f(x: Float64Array, k: number): number {
  const again = checkpoint(step);
  let total = k;
  for (let i = 0; i < 3; i++) total = again(x, total) + checkpoint((t: number) => Math.cos(t) * t)(total);
  return total;
}

// What the call read is overwritten before the adjoint sweep: it is recorded all the same.
// @differentiable
export function overwritten(x0: Float64Array, k: number): number {
  const x = new Float64Array(x0.length);
  for (let i = 0; i < x.length; i++) x[i] = x0[i]! * k;
  const first = checkpoint(step)(x, k);
  for (let i = 0; i < x.length; i++) x[i] = x[i]! * 0.5;
  return first * checkpoint(step)(x, first);
}

// @check f(new Float64Array([0.3, -0.4]), 0.7)
// @check overwritten(new Float64Array([0.3, -0.4]), 0.7)
