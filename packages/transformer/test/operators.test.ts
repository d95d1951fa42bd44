/** Operator calls in the text of a module: replaced on their line, found again in the output, said where the file stays as it is. */
import { expect, test } from "vitest";
import { compile } from "../src/compile.ts";
import { loadModule } from "./fixtures/evaluate.ts";
import { typeErrors49, typeErrors6 } from "./fixtures/type-check.ts";

const source = `import { grad, hessian, jvp, valueAndGrad, vjp } from "@adgen/runtime";

function loss(w: number[], scale = 2): number {
  return w[0]! * w[0]! * scale + w[1]!;
}

export const slope: (w: number[], scale?: number) => [w: number[], scale: number | undefined] = grad(loss);
export const first: (w: number[]) => number[] = grad(loss, 0);
export const both: { value: number; grad: number[] } = valueAndGrad(loss, 0)([3, 4]);

// Captured variables are read when the derivative is called.
export function descend(start: number, rate: number): number {
  let x = start;
  let target = 1;
  const step = grad((t: number) => {
    /* a comment */
    return (t - target) * (t - target);
  });
  for (let i = 0; i < 3; i++) {
    x -= rate * step(x);
    target += 1;
  }
  return x;
}

export function spread(xs: number[]): number[] {
  return grad((...all: number[]) => all[0]! * all[1]!)(...xs);
}

class Model {
  weight = 2;
  loss(x: number): number {
    return this.weight * x * x;
  }
  slope(x: number): number {
    return grad((z: number) => this.loss(z))(x);
  }
}
export const slopeOfModel: number = new Model().slope(3);

export const tangent: number = jvp((x: number, y: number) => x * y)([2, 5], [1, 0]).tangent;
export const seeded: number = vjp((x: number) => x * x)(3, 10).grad;
export const curved: number = hessian((x: number) => x ** 3)(2);
`;

const { code, diagnostics, functions } = compile(source, { fileName: "/use.ts", verify: true });

test("every call is replaced, and does what the operator says", () => {
  expect(diagnostics).toEqual([]);
  expect(functions).toEqual([]);
  const { exports } = loadModule("/use.ts", () => code);
  const run = (name: string, ...args: readonly unknown[]): unknown =>
    (exports[name] as (...list: readonly unknown[]) => unknown)(...args);
  expect(run("slope", [3, 4])).toEqual([[12, 1], undefined]);
  expect(run("slope", [3, 4], 5)).toEqual([[30, 1], 9]);
  expect(run("first", [3, 4])).toEqual([12, 1]);
  expect(exports["both"]).toEqual({ value: 22, grad: [12, 1] });
  // x ← x - 0.5 · 2 (x - target) is the target of that turn.
  expect(run("descend", 10, 0.5)).toBe(3);
  expect(run("spread", [3, 7])).toEqual([7, 3]);
  expect(exports["slopeOfModel"]).toBe(12);
  expect(exports["tangent"]).toBe(5);
  expect(exports["seeded"]).toBe(60);
  expect(exports["curved"]).toBe(12);
});

test("what was replaced stands on its line; the rest is kept to the byte", () => {
  const lines = code.split("\n");
  for (const [i, line] of source.trimEnd().split("\n").entries()) {
    if (/grad\(|vjp\(|jvp\(|hessian\(|valueAndGrad\(|a comment|return \(t|^ {2}\}\);/.test(line)) continue;
    expect(lines[i]).toBe(line);
  }
});

test("the output type-checks, and nothing in it is unused", () => {
  const texts = new Map([[`${import.meta.dirname}/use.ts`, code]]);
  expect(typeErrors6(texts)).toEqual([]);
  expect(typeErrors49(texts)).toEqual([]);
}, 60_000);

test("compiling the output changes nothing", () => {
  expect(compile(code, { fileName: "/use.ts" }).code).toBe(code);
});

test("operators under the name of a namespace", () => {
  const text = `import * as ad from "@adgen/runtime";
// @differentiable
export function f(x: number): number {
  return ad.grad((t: number) => t * t * x)(x);
}
`;
  const result = compile(text, { fileName: "/use.ts", verify: true });
  expect(result.diagnostics).toEqual([]);
  const { exports } = loadModule("/use.ts", () => result.code);
  // 2 x², and its slope 4 x.
  expect((exports["f"] as (x: number) => unknown)(3)).toBe(18);
  expect((exports["f_grad"] as (x: number) => unknown)(3)).toBe(12);
});

test("a file that stays as it is: an error, but a note inside a marked function", () => {
  const text = `import { grad } from "@adgen/runtime";
const square = (x: number): number => x * x;
export const slope = grad(square);
// @differentiable
export function f(x: number): number {
  return grad(square)(x) * x;
}
`;
  const result = compile(text, { fileName: "/use.ts", place: "sibling" });
  expect(result.diagnostics.map(({ code: found, severity, span }) => `${span.line} ${severity} ${found}`)).toEqual([
    "3 error AD1016",
    "6 note AD3009",
  ]);
  expect(result.code).not.toContain("@adgen/runtime");
});
