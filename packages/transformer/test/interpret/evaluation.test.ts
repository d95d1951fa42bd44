import { describe, expect, test } from "vitest";
import { evaluate } from "../../src/interpret/evaluation.ts";
import type { Evaluation } from "../../src/interpret/evaluation.ts";
import { interpret } from "../../src/interpret/interpret.ts";
import { adjointSweep, tangentsAlong } from "../../src/interpret/sweep.ts";
import { functionId } from "../../src/ir/ir.ts";
import { parseUnit } from "../../src/ir/parse.ts";

const f = functionId("f");

function traceOf(text: string, args: readonly unknown[]): Evaluation {
  return evaluate(parseUnit(text), f, args);
}

/** The adjoints of the inputs, by path. */
function gradientOf(evaluation: Evaluation): Readonly<Record<string, number>> {
  const { adjoints } = adjointSweep(evaluation, evaluation.outputs);
  return Object.fromEntries(evaluation.inputs.map(({ path, node }) => [path, adjoints[node.index] ?? NaN]));
}

/** ln(x1) + x1 x2 − sin(x2), as in tables 2 and 3 of the survey. */
const paper = `func @f(%0 x1, %1 x2) -> number {
  %2 = log %0
  %3 = mul %0, %1
  %4 = add %2, %3
  %5 = sin %1
  %6 y = sub %4, %5
  return %6
}`;

describe("the paper's example at (2, 5)", () => {
  const evaluation = traceOf(paper, [2, 5]);
  const [x1, x2] = evaluation.inputs.map(({ node }) => node);

  test("values", () => {
    const values = evaluation.nodes.map(({ value }) => Number(value.toFixed(3)));
    // oxlint-disable-next-line approx-constant -- rounded, as the table of the survey is
    expect(values).toEqual([2, 5, 0.693, 10, 10.693, -0.959, 11.652]);
    expect(evaluation.nodes.map(({ name }) => name)).toEqual([
      "x1",
      "x2",
      undefined,
      undefined,
      undefined,
      undefined,
      "y",
    ]);
  });

  test("tangents along x1", () => {
    const tangents = tangentsAlong(evaluation, new Map(x1 && [[x1, 1]]));
    expect(tangents.map((t) => Number(t.toFixed(3)))).toEqual([1, 0, 0.5, 5, 5.5, 0, 5.5]);
  });

  test("tangents along x2", () => {
    const tangents = tangentsAlong(evaluation, new Map(x2 && [[x2, 1]]));
    expect(tangents.map((t) => Number(t.toFixed(3)))).toEqual([0, 1, 0, 2, 2, 0.284, 1.716]);
  });

  test("adjoints, in the order of the table", () => {
    const { adjoints, steps } = adjointSweep(evaluation, evaluation.outputs);
    expect(adjoints.map((a) => Number(a.toFixed(3)))).toEqual([5.5, 1.716, 1, 1, 1, -1, 1]);
    expect(steps.map(({ to, from }) => [to.index, from.index])).toEqual([
      [4, 6],
      [5, 6],
      [1, 5],
      [2, 4],
      [3, 4],
      [0, 3],
      [1, 3],
      [0, 2],
    ]);
  });
});

/** The programs, their arguments, and the gradients that calculus gives. */
const programs: readonly (readonly [string, string, readonly unknown[], Readonly<Record<string, number>>])[] = [
  [
    "a loop that carries a product",
    `func @f(%0 x, %1 n) -> number {
      %2 = 1
      %3 s = for l (%4 i, %5 s) = (%2, %2) while <= %1 step 1 { %6 s = mul %5, %0 yield %6 }
      return %3
    }`,
    [3, 4],
    { x: 108, n: 0 },
  ],
  [
    "a loop left by break, from a branch",
    `func @f(%0 x) -> number {
      %1 = 0
      %2 = 10
      %3 = 3
      %4 s = for l (%5 i, %6 s) = (%1, %0) while < %2 step 1 {
        %7 s = mul %6, %0
        %8: boolean = eq %5, %3
        if %8 { %9 = add %7, %0 break l %9 } else { yield }
        yield %7
      }
      return %4
    }`,
    [2],
    // x⁵ + x
    { x: 81 },
  ],
  [
    "a while loop with continue",
    `func @f(%0 x) -> number {
      %1 = 0
      %2 = 1
      %3 = 4
      %4 n, %5 s = while l (%6 n, %7 s) = (%1, %0) {
        %8: boolean = lt %6, %3
        condition %8, %6, %7
      } do (%9 n, %10 s) {
        %11 n = add %9, %2
        %12: boolean = eq %9, %2
        if %12 { continue l %11, %10 } else { yield }
        %13 s = mul %10, %0
        yield %11, %13
      }
      return %5
    }`,
    [2],
    // x · x³
    { x: 32 },
  ],
  [
    "a carried swap",
    `func @f(%0 x, %1 y) -> number {
      %2 = 0
      %3 = 3
      %4 a, %5 b = for l (%6 i, %7 a, %8 b) = (%2, %0, %1) while < %3 step 1 { %9 = mul %7, %7 yield %8, %9 }
      %10 = mul %4, %5
      return %10
    }`,
    [2, 3],
    // (x, y), (y, x²), (x², y²), (y², x⁴)
    { x: 9 * 4 * 8, y: 2 * 3 * 16 },
  ],
  [
    "memory: a row taken out, written, spread and folded",
    `func @f(%0 rows: number[][], %1 p: { a: number }) -> number {
      %2 = 0
      %3: number[] = %0[%2]
      %4 = %1.a
      %5 = 1
      %6 = %3[%5]
      %7 = mul %6, %4
      %8: number[] = [...%3, %7]
      %9 = push %8(%4)
      %10 = pop %8
      %11 = fold max(...%8)
      %12 = mul %11, %10
      return %12
    }`,
    [[[1, 2]], { a: 5 }],
    // max(x0, x1, x1 a) a
    { "rows[0][0]": 0, "rows[0][1]": 25, "p.a": 20 },
  ],
  [
    "calls, recursive ones too",
    `func @f(%0 x, %1 n) -> number {
      %2 = 0
      %3: boolean = le %1, %2
      %4 = if %3 { %5 = 1 yield %5 } else {
        %6 = 1
        %7 = sub %1, %6
        %8 = call @f(%0, %7)
        %9 = call @g(%8, %0)
        yield %9
      }
      return %4
    }
    func @g(%0 a, %1 b) -> number {
      %2 = mul %0, %1
      return %2
    }`,
    [2, 5],
    { x: 80, n: 0 },
  ],
];

describe("the trace follows the program", () => {
  test.each(programs)("%s", (_, text, args, gradient) => {
    const evaluation = traceOf(text, structuredClone(args));
    expect(gradientOf(evaluation)).toEqual(gradient);
    expect(evaluation.value).toBe(interpret(parseUnit(text), f, structuredClone(args)).value);
  });

  test.each(programs)("%s: tangents agree with adjoints", (_, text, args, gradient) => {
    const evaluation = traceOf(text, structuredClone(args));
    for (const { path, node } of evaluation.inputs) {
      const tangents = tangentsAlong(evaluation, new Map([[node, 1]]));
      expect(evaluation.outputs.map((output) => tangents[output.node.index])).toEqual([gradient[path]]);
    }
  });
});

test("iterations and calls are counted, from the outside in", () => {
  const { nodes } = traceOf(
    `func @f(%0 x) -> number {
      %1 = 0
      %2 = 2
      %3 s = for outer (%4 i, %5 s) = (%1, %0) while < %2 step 1 {
        %6 s = for inner (%7 j, %8 s) = (%1, %5) while < %2 step 1 { %9 s = call @g(%8) yield %9 }
        yield %6
      }
      return %3
    }
    func @g(%0 a) -> number { %1 b = mul %0, %0 return %1 }`,
    [2],
  );
  const places = nodes
    .filter(({ name }) => name === "b")
    .map(({ place }) => place.map(({ name, count }) => `${name} ${count}`).join(", "));
  expect(places).toEqual(["for 1, for 1, g 1", "for 1, for 2, g 1", "for 2, for 1, g 1", "for 2, for 2, g 1"]);
});

test("what is not varied has no part in it", () => {
  const text = `func @f(%0 x, %1 s: string) -> number {
    %2 = 2
    %3 = floor %0
    %4 = mul %3, %2
    %5 = mul %0, %4
    return %5
  }`;
  const evaluation = traceOf(text, [1.5, "a"]);
  expect(evaluation.inputs.map(({ path }) => path)).toEqual(["x"]);
  expect(evaluation.nodes.map(({ isVaried }) => isVaried)).toEqual([true, false, false, true]);
  expect(gradientOf(evaluation)).toEqual({ x: 2 });
});
