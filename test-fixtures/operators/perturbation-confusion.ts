import { grad, jvp } from "@adgen/runtime";

// d/dx (x · d/dy (x + y)) is 1, and not 2 (Siskind and Pearlmutter 2005).
// @differentiable
export function sum(x: number): number {
  return x * grad((y: number) => x + y)(1);
}

// @differentiable
export function product(x: number): number {
  return x * grad((y: number) => x * y * y)(2);
}

// @differentiable
export function forward(x: number): number {
  return x * jvp((y: number) => x + y)([1], [1]).tangent;
}

// The inner direction is the outer variable.
// @differentiable
export function direction(x: number): number {
  return jvp((y: number) => y * y * x)([x], [x]).tangent;
}

// @check sum(0.8)
// @closed grad sum(3) = 1
// @closed hvp sum(3)(1) = 0
// @check product(0.8)
// @closed grad product(3) = 24
// @check forward(0.8)
// @closed grad forward(3) = 1
// @check direction(0.7)
// @closed grad direction(2) = 24
