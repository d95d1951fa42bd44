/** What is promised of emitted text: nothing recorded without need, nothing emitted for what is inactive, few operations. */
import { describe, expect, test } from "vitest";
import { analyse } from "../../src/analyse.ts";
import { compile } from "../../src/compile.ts";
import { Interpreter } from "../../src/interpret/interpret.ts";
import type { IrFunction } from "../../src/ir/ir.ts";
import { generatedPart } from "../fixtures/golden.ts";

/** The text of `f_vjp` of a marked function. */
function reverseText(source: string, modes: readonly ("vjp" | "hvp")[] = ["vjp"]): string {
  const { code, diagnostics } = compile(source, { fileName: "/f.ts", modes });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return generatedPart(code);
}

const sums = ["number[]", "readonly number[]", "Float64Array"].map(
  (type) => `// @differentiable
export function f(w: ${type}, x: ${type}): number {
  let s = 0;
  for (let i = 0; i < w.length; i++) s += w[i]! * x[i]!;
  return s;
}`,
);

describe("nothing is recorded for `s += w[i] * x[i]`", () => {
  test.each(sums)("%s", (source) => {
    const text = reverseText(source);
    // The two adjoints are the only memory.
    expect(text.match(/new (?:Float64Array|Array)\b/g)).toHaveLength(2);
    expect(text.match(/Bar = new /g)).toHaveLength(2);
    expect(text).not.toMatch(/\.push\(|= \[\]/);
  });
});

test("no adjoint statement for an inactive branch", () => {
  const text = reverseText(`// @differentiable wrt: x
export function f(x: number, k: number): number {
  let c = 0;
  if (k > 3) {
    c = k * k + Math.sqrt(k);
  } else {
    c = Math.exp(k);
  }
  return x * x * c;
}`);
  const adjoint = text.slice(text.indexOf("// adjoint"));
  expect(adjoint).toContain("seed");
  expect(adjoint).not.toMatch(/\bif\b|\?|\bk\b|kBar|Math\./);
});

const counted: readonly (readonly [string, string])[] = [
  ["a product", "let s = 1;\n  for (let i = 0; i < n; i++) s = s * Math.sin(x + i);\n  return s;"],
  ["backwards", "let s = 1;\n  for (let i = xs.length; i > 0; i--) s = s * Math.sin(x + i);\n  return s;"],
  ["by two", "let s = 1;\n  for (let i = 0; i < n; i += 2) s = s * Math.sin(x + i);\n  return s;"],
  ["for…of", "let s = x;\n  for (const v of xs) s = s * Math.cos(s * v);\n  return s;"],
  [
    "one inside another",
    "let s = x;\n  for (let i = 0; i < n; i++) {\n    for (let j = 0; j < i; j++) s = s * Math.cos(s + j);\n  }\n  return s;",
  ],
  [
    "a branch inside",
    "let s = x;\n  for (let i = 0; i < n; i++) {\n    if (s > i) s = s * s;\n    else s = Math.exp(-s);\n  }\n  return s;",
  ],
];

describe("no push and no pop in counted loops", () => {
  test.each(counted)("%s", (_, body) => {
    const source = `// @differentiable wrt: x\nexport function f(x: number, n: number, xs: readonly number[]): number {\n  ${body.replace(/^let/, "void n;\n  void xs;\n  let")}\n}`;
    expect(reverseText(source, ["vjp", "hvp"])).not.toMatch(/\.(?:push|pop)\(/);
  });
});

/** Kernels with the body of their loop: each primitive that is executed counts as one operation. */
const kernels: readonly (readonly [string, string])[] = [
  ["a sum of products", "s += x * xs[i]!;"],
  ["a product", "s = s * (1 + 0.01 * xs[i]! * x);"],
  ["transcendental", "s = s * Math.sin(x * xs[i]!) + Math.exp(-xs[i]!);"],
  ["a branch", "if (xs[i]! > 0.5) s = s * x;\n    else s = s + Math.sqrt(xs[i]!);"],
  ["logistic growth", "s = s + 0.01 * x * s * (1 - s);"],
  ["a quotient", "s = (s + xs[i]!) / (1 + x * x);"],
];

describe("the adjoint costs at most five times the primal", () => {
  describe.each(kernels)("%s", (_, body) => {
    const source = `// @differentiable wrt: x, xs
export function f(x: number, xs: readonly number[]): number {
  let s = 0.5;
  for (let i = 0; i < xs.length; i++) {
    ${body}
  }
  return s;
}`;
    const { functions } = analyse(source, { fileName: "/f.ts" });
    test.each([10, 100, 1000])("%i rounds", (rounds) => {
      const [found] = functions;
      const reverse = found?.reverse;
      if (!found || !reverse) throw new Error("no derivative");
      const xs = Array.from({ length: rounds }, (__, i) => 0.5 + 0.4 * Math.sin(i));
      const operations = (fn: IrFunction, ...args: readonly unknown[]): number => {
        const interpreter = new Interpreter(found.unit);
        interpreter.call(fn.id, args);
        return [...interpreter.counts.values()].reduce((sum, count) => sum + count, 0);
      };
      const primal = operations(found.lowered, 0.7, xs);
      // The reverse function runs the primal as well.
      expect(operations(reverse, 0.7, xs, 1) / primal).toBeLessThanOrEqual(5);
    });
  });
});
