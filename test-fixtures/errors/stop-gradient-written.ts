import { stopGradient } from "@adgen/runtime";

// @differentiable
export function f(x: number): number {
  const xs = [x, x * x];
  const ys = stopGradient(xs);
  ys[0] = 3 * x; // @expect AD2038
  return xs[0]! + ys[1]!;
}
