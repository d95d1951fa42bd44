import { grad } from "@adgen/runtime";

// @differentiable
export function f(x: number, y: number): number {
  let rate = x;
  const set = (to: number): void => {
    rate = to * y;
  };
  const setters = { set };
  const model = (t: number): number => Math.exp(rate * t) * t;
  setters.set(x * x);
  const first = grad(model)(y);
  setters.set(y);
  return first * grad(model)(x) + rate;
}

// @check f(0.5, 0.7)
