import { grad } from "@adgen/runtime";

function scaled(xs: number[], k: number): number {
  xs[0] = xs[0]! * k;
  return xs[0]! * k;
}

// @differentiable
export function f(k: number): number {
  return grad(scaled, 1)([1, 2], k); // @expect AD2016
}

// @differentiable
export function g(k: number): number {
  const buffer = [k];
  const slope = grad((t: number) => { // @expect AD2016
    buffer[0] = t * t;
    return buffer[0]! * t;
  })(k);
  return slope * buffer[0]!;
}

