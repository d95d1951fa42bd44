import { grad } from "@adgen/runtime";

// @differentiable
export function f(g: (x: number) => number, x: number): number {
  return grad(g)(x) * x; // @expect AD2016
}

export function slope(g: (x: number) => number): number {
  return grad(g)(2); // @expect AD2016
}
