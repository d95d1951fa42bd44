import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseUnit } from "../../src/ir/parse.ts";
import { verify } from "../../src/ir/verify.ts";
import type { VerifyOptions } from "../../src/ir/verify.ts";
import { isPrimName, scalarRules } from "../../src/rules/scalar.ts";
import { randomFunction } from "./random-function.ts";

const arities: VerifyOptions["arities"] = (prim) => {
  if (!isPrimName(prim)) return undefined;
  return scalarRules[prim].variadic ? "variadic" : scalarRules[prim].params.length;
};

/** The violations in the first function of a text, as `invariant: message`. */
function violations(text: string, options: { structured?: boolean } = {}): readonly string[] {
  const unit = parseUnit(text);
  const [fn] = unit.functions.values();
  return verify(fn!, { arities, unit, ...options }).map(({ invariant, message }) => `${invariant}: ${message}`);
}

/** A body of a function of a number x (%0), an array xs (%1) and a flag (%2). */
const within = (body: string, result = "number"): string =>
  `func @f(%0 x, %1 xs: number[], %2 flag: boolean) -> ${result} { ${body} }
   func @callee(%0 a, %1 b: number[]) -> number { return %0 }
   type #List = { value: number; next: (#List | undefined) }`;

describe("a good function has no violations", () => {
  test("every op", () => {
    const text = readFileSync(join(import.meta.dirname, "../../../../test-fixtures/ir/every-op.ir"), "utf8");
    const unit = parseUnit(`${text}\nfunc @other(%0) -> number { return %0 }`);
    const found = [...unit.functions.values()].flatMap((fn) => verify(fn, { arities, unit }));
    // The fixture calls with the wrong arguments, and a primitive that does not exist, on purpose of the printer.
    expect(found.map(({ message }) => message)).toEqual([
      "other takes 1 arguments, not 2",
      "lib.ts#other takes 2 arguments, not 1",
      "length is no primitive",
    ]);
  });

  test("random functions", () => {
    fc.assert(
      fc.property(randomFunction, (fn) => {
        expect(verify(fn, { arities })).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("recursive types, narrowing and widening", () => {
    const body = `
      %3: #List = { value: %0, next: %4 }
      return %0`;
    expect(violations(within(`%4: undefined = undefined ${body}`))).toEqual([]);
    expect(violations(within("%3: (number | undefined) = %1[%0] %4 = cast %3 return %4"))).toEqual([]);
  });
});

describe("ssa", () => {
  test.each([
    ["%3 = add %0, %4 %4 = 1 return %3", "%4 is used before it is defined"],
    ["%3 = 1 %3 = 2 return %3", "%3 is defined twice"],
    ["%0 = 1 return %0", "%0 is defined twice"],
    ["if %2 { %3 = 1 yield } else { yield } return %3", "%3 is used outside of the region that defines it"],
    ["if %2 { %3 = 1 yield } else { %4 = neg %3 yield } return %0", "%3 is used outside of the region that defines it"],
    ["%3 = if %2 { yield %3 } else { yield %0 } return %3", "%3 is used before it is defined"],
    [
      "%3 s = for l (%4 i, %5 s) = (%0, %0) while < %0 step 1 { yield %5 } return %4",
      "%4 is used outside of the region that defines it",
    ],
  ])("%s", (body, message) => {
    expect(violations(within(body))).toEqual([`ssa: ${message}`]);
  });
});

describe("terminated", () => {
  test.each([
    ["yield", "the body of a function ends in yield"],
    ["if %2 { condition %2 } else { yield } return %0", "a branch ends in condition"],
    ["while l () = () { yield } do () { yield } return %0", "the test of a loop ends in yield"],
    ["if %2 { break l } else { yield } return %0", "nothing around it is a break target labelled l"],
    ["block l { continue l } return %0", "nothing around it is a continue target labelled l"],
    ["block l { yield } block m { break l } return %0", "nothing around it is a break target labelled l"],
    ["block l { block l { yield } yield } return %0", "the label l stands inside itself"],
  ])("%s", (body, message) => {
    expect(violations(within(body))).toEqual([`terminated: ${message}`]);
  });
});

describe("arity", () => {
  test.each([
    ["%3 = add %0 return %3", "add takes 2 arguments, not 1"],
    ["%3 = sine %0 return %3", "sine is no primitive"],
    ["%3 = fold sin(%0) return %3", "sin folds nothing"],
    ["%3 = call @callee(%0) return %3", "callee takes 2 arguments, not 1"],
    ["%3 = call @nobody(%0) return %3", "nobody is no function of the unit"],
    ['%3 = opaque pure ("a" %0) return %3', "opaque text of 1 pieces around 1 values"],
    ["%3 = if %2 { yield %0, %0 } else { yield %0 } return %3", "yields 2 values where 1 are taken"],
    ["if %2 (%3) { yield } else { yield } return %0", "a region of if has no parameters"],
    ["%3 = for l (%4 i, %5) = (%0) while < %0 step 1 { yield %5 } return %3", "starts with 0 values where 1 are taken"],
    ["%3 = for l (%4 i) = (%0) while < %0 step 1 { yield } return %3", "ends with 0 values where 1 are taken"],
    ["for l (%4 i) = (%0) while < %0 step 1 { break l %0 } return %0", "breaks with 1 values where 0 are taken"],
    ["for l (%4 i) = (%0) while < %0 step 1 { continue l %0 } return %0", "continues with 1 values where 0 are taken"],
    ["while l (%3) = () { condition %2 } do () { yield %0 } return %0", "starts with 0 values where 1 are taken"],
    ["while l () = () { condition %2, %0 } do () { yield } return %0", "gives 1 values where 0 are taken"],
    ["while l () = () { condition %2 } do () { yield %0 } return %0", "yields 1 values where 0 are taken"],
    ["%3 = while l () = () { condition %2 } do () { yield } return %3", "ends with 0 values where 1 are taken"],
    ["%3 = block l { break l } return %3", "breaks with 0 values where 1 are taken"],
    ["%3: [number, number] = [%0] return %0", "1 elements as [number, number]"],
    ["return", "returns nothing as number"],
  ])("%s", (body, message) => {
    expect(violations(within(body))).toEqual([`arity: ${message}`]);
  });

  test("a void function returns nothing", () => {
    expect(violations(within("return %0", "void"))).toEqual(["arity: returns a value as void"]);
  });
});

describe("types", () => {
  test.each([
    ['%3 = "text" return %3', "the constant: string is no number"],
    ["%3: boolean = add %0, %0 return %0", "add: number is no boolean"],
    ["%3 = lt %0, %0 return %3", "lt: boolean is no number"],
    ["%3 = add %0, %1 return %3", "number[] is no number"],
    ["%3 = fold max(...%0) return %3", "%0: number has no elements"],
    ["%3: boolean = select %2, %2, %0 return %0", "%0: number is no boolean"],
    ["%3 = call @callee(%1, %1) return %3", "argument %1: number[] is no number"],
    ["%3: number[] = [%2] return %0", "%2: boolean does not go with number"],
    ["%3: { x: number } = { y: %0 } return %0", "{ x: number } has no field y"],
    ["%3: { x: number } = { x: %1 } return %0", "field x: number[] does not go with number"],
    ["%3: boolean[] = allocate %0 fill %0 return %0", "the filling: number does not go with boolean"],
    ["%3 = zeros-like %2 return %0", "%2: boolean carries no derivative"],
    ["%3: boolean[] = zeros-like %1 return %0", "the shadow: number[] does not go with boolean[]"],
    ["%3: string = %1[%0] return %0", "what is read: number does not go with string"],
    ["%3 = %0[%0] return %3", "%0: number has no elements"],
    ["%1[%0] = %2 return %0", "what is stored: boolean does not go with number"],
    ["%1[%1] = %0 return %0", "number[] is no number"],
    ["fill %1 with %2 return %0", "the filling: boolean does not go with number"],
    ["%3 = push %1(%2) return %0", "what is pushed: boolean does not go with number"],
    ["%3: string = pop %1 return %0", "what is popped: number does not go with string"],
    ["%3 = if %2 { yield %0 } else { yield %1 } return %3", "yields %1 for %3: number[] is no number"],
    [
      "%3 = for l (%4 i, %5: boolean) = (%0, %2) while < %0 step 1 { yield %5 } return %3",
      "ends with %5 for %3: boolean is no number",
    ],
    ["for l (%4 i) = (%0) while < %0 step -1 { yield } return %0", "a counted loop cannot go on by -1 while <"],
    ["for l (%4 i) = (%0) while > %0 step -0.5 { yield } return %0", "a counted loop cannot go on by -0.5 while >"],
    ["return %1", "return %1: number[] is no number"],
  ])("%s", (body, message) => {
    expect(violations(within(body))).toEqual([`types: ${message}`]);
  });
});

test("exits-structured", () => {
  const text = within(`
    %3 s = for l (%4 i, %5 s) = (%0, %0) while < %0 step 1 {
      if %2 { break l %5 } else { yield }
      if %2 { throw %0 } else { yield }
      continue l %5
    }
    if %2 { return %3 } else { yield }
    block b { break b }
    return %3`);
  expect(violations(text)).toEqual([]);
  expect(violations(text, { structured: true })).toEqual([
    "exits-structured: a branch ends in break",
    "exits-structured: the body of a loop ends in continue",
    "exits-structured: a branch ends in return",
    "exits-structured: a block ends in break",
  ]);
});

test("a violation names its op", () => {
  const unit = parseUnit(within("%3 = add %0 return %3"));
  const [fn] = unit.functions.values();
  expect(verify(fn!, { arities })[0]?.op).toBe(fn!.body.ops[0]);
});
