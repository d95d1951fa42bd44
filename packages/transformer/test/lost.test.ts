/** What is lost is never printed, wherever it is noticed first. */
import { expect, test } from "vitest";
import { compile } from "../src/index.ts";

const text = `declare function lookup(x: number): number;
function shared(x: number): number {
  return lookup(x) * x;
}
function sound(x: number): number {
  return x * x;
}
// @differentiable
export function first(x: number): number {
  return shared(x) * sound(x);
}
// @differentiable
export function second(x: number): number {
  return shared(x) + 1;
}
// @differentiable
export function third(x: number): number {
  return sound(x) + 1;
}
`;

test("a callee in which a derivative is lost spoils every function that reaches it, and no other", () => {
  const { code, diagnostics, functions } = compile(text, { fileName: "lost.ts" });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.map(({ code, span }) => `${code} ${span.line}`)).toEqual(["AD2003 3"]);
  expect(functions.filter(({ modes }) => Object.keys(modes).length > 0).map(({ name }) => name)).toEqual(["third"]);
  expect(code).toContain("function third_vjp(");
  expect(code).not.toContain("second_vjp");
});
