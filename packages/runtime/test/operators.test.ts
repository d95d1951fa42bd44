import { checkpoint, grad, hessian, hvp, jacobian, jvp, stopGradient, valueAndGrad, vjp } from "@adgen/runtime";
import { expect, test } from "vitest";

const square = (x: number): number => x * x;

type Operator = (f: typeof square) => unknown;
const operators: Record<string, Operator> = { grad, valueAndGrad, jvp, vjp, jacobian, hessian, hvp };

test.each(Object.entries(operators))("%s says by name that its call must be compiled, and how", (name, operator) => {
  expect(() => operator(square)).toThrow(`${name}(f) was called at run time`);
  expect(() => operator(square)).toThrow(/adgen file\.ts.*@adgen\/transformer\/tsc/);
});

test("stopGradient and checkpoint are the identity", () => {
  const xs = new Float64Array([1, 2]);
  expect(stopGradient(xs)).toBe(xs);
  expect(stopGradient(-0)).toBe(-0);
  expect(checkpoint(square)).toBe(square);
});
