import { vjp } from "@adgen/runtime";

function summedUp(x: readonly number[]): number[] {
  const y = x.map((v) => v * v);
  for (let i = 1; i < y.length; i++) y[i]! += y[i - 1]! * y[i]!;
  return y;
}

// @differentiable
export function steepness(x: number[], s: number): number {
  const { value, grad: slopes } = vjp(summedUp)(x, [s, s * s, 1]);
  let sum = 0;
  for (const [i, bar] of slopes.entries()) sum += bar * bar * value[i]!;
  return sum;
}

// @check steepness([0.3, -0.4, 0.5], 1.3)
