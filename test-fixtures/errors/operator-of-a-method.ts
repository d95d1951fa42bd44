import { grad } from "@adgen/runtime";

class Model {
  readonly a: number;
  constructor(a: number) {
    this.a = a;
  }
  loss(x: number): number {
    return this.a * x * x;
  }
}

// @differentiable
export function f(x: number): number {
  const model = new Model(x);
  return grad(model.loss)(x); // @expect AD2016
}

// @differentiable
export function g(x: number): number {
  return grad(Math.max)(x, 1)[0]!; // @expect AD2016
}
