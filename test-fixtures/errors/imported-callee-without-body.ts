import { performance } from "node:perf_hooks";

// @differentiable
export function f(x: number): number {
  return performance.timerify(Math.sqrt).length * x; // @expect AD2017
}
