import { grad } from "@adgen/runtime";

function cube(x: number): number {
  return x * x * x;
}

// f = 3 x³
// @differentiable
export function f(x: number): number {
  return grad(cube)(x) * x;
}

// @check f(1.3)
// @closed value f(2) = 24
// @closed grad f(2) = 36
// @closed hvp f(2)(1) = 36
