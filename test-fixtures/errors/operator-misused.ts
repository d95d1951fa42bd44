import { grad, hessian, jacobian, vjp } from "@adgen/runtime";

function noisy(x: number): number {
  console.log(x);
  return x * x;
}

const pair = (x: number): [number, number] => [x, x * x];

export const h = hessian(noisy); // @expect AD2002
export const g = grad(pair); // @expect AD1017

// @differentiable
export function self(x: number): number {
  return x > 1 ? grad(self)(x - 1) : x * x; // @expect AD2016
}

// @differentiable
export function which(x: number, i: number): number {
  return grad((a: number, b: number) => a * b, i)(x, 2)[0]!; // @expect AD2016
}

// @differentiable
export function counts(x: number): number {
  let calls = 0;
  const slope = grad((t: number) => { // @expect AD2012
    calls++;
    return t * t;
  })(x);
  return slope * calls;
}

// @differentiable
export function unseeded(x: number): number {
  return vjp(pair, 0)(x).grad + jacobian(pair)(x)[1]; // @expect AD1002, AD2016
}
