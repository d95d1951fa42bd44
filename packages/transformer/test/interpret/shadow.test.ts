import { describe, expect, test } from "vitest";
import { parseType } from "../../src/ir/parse-type.ts";
import { Scanner } from "../../src/ir/scan.ts";
import { parseUnit } from "../../src/ir/parse.ts";
import { cloneShadow, zerosLike } from "../../src/interpret/shadow.ts";
import { functionId } from "../../src/ir/ir.ts";
import { interpret } from "../../src/interpret/interpret.ts";

const { types } = parseUnit("type #Tree = { value: number; name: string; children: #Tree[] }");

describe("zeros like a value", () => {
  test.each([
    ["number", 5, 0],
    ["discrete", 5, undefined],
    ["string", "a", undefined],
    ["number[]", [1, 2], [0, 0]],
    // oxlint-disable-next-line no-sparse-arrays -- the hole is the point
    ["number[]", [1, , 3], [0, 0, 0]],
    ["number[][]", [[1], [], [1, 2]], [[0], [], [0, 0]]],
    ["Float64Array", new Float64Array([1, 2]), new Float64Array(2)],
    ["Float32Array", new Float32Array([1, 2]), new Float64Array(2)],
    ["Int32Array", new Int32Array(2), undefined],
    ["[number, string, number]", [1, "a", 2], [0, undefined, 0]],
    ["{ x: number; name: string; ys: number[] }", { x: 1, name: "a", ys: [1] }, { x: 0, ys: [0] }],
    ["{ x?: number; y: number }", { y: 1 }, { y: 0 }],
    ["(number | undefined)", undefined, undefined],
    ["(number | undefined)", 1, 0],
    ["(number[] | null)[]", [[1], null], [[0], undefined]],
    [
      "({ kind: string; r: number } | { kind: string; w: number; h: number })",
      { kind: "b", w: 1, h: 2 },
      { w: 0, h: 0 },
    ],
    [
      "#Tree",
      { value: 1, name: "a", children: [{ value: 2, name: "b", children: [] }] },
      { value: 0, children: [{ value: 0, children: [] }] },
    ],
  ])("%s of %j", (text, value, zeros) => {
    const type = parseType(new Scanner(text));
    expect(zerosLike(value, type, types)).toStrictEqual(zeros);
  });
});

test("a clone shares nothing", () => {
  const shadow = { xs: [[1], [2]], w: new Float64Array([3]), n: undefined };
  const copy = cloneShadow(shadow) as typeof shadow;
  expect(copy).toStrictEqual(shadow);
  copy.xs[0]![0] = 9;
  copy.w[0] = 9;
  expect(shadow).toEqual({ xs: [[1], [2]], w: new Float64Array([3]), n: undefined });
});

test("the ops give them", () => {
  const unit = parseUnit(`func @f(%0 p: { xs: number[] }) -> opaque "any" {
    %1: { xs: number[] } = zeros-like %0
    %2: { xs: number[] } = clone %1
    %3: number[] = %1.xs
    %4 = 7
    fill %3 with %4
    %5: [{ xs: number[] }, { xs: number[] }] = [%1, %2]
    return %5
  }`);
  expect(interpret(unit, functionId("f"), [{ xs: [1, 2] }]).value).toEqual([{ xs: [7, 7] }, { xs: [0, 0] }]);
});
