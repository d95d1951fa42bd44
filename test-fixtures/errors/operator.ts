import { grad } from "@adgen/runtime";

function g(x: number): number {
  return x * x;
}

// @differentiable
export function f(x: number): number {
  return grad(g)(x) * x; // @expect AD2016
}
