import type { Type, TypeTable } from "@adgen/transformer";
import { describe, expect, test } from "vitest";
import { UsageError } from "../src/command-error.ts";
import { parseList, valueFrom } from "../src/explain/arguments.ts";

const number: Type = { kind: "number" };
const point: Type = {
  kind: "record",
  fields: [
    { name: "x", type: number },
    { name: "label", type: { kind: "string" }, optional: true },
  ],
};
const table: TypeTable = new Map([
  [
    "Tree",
    {
      name: "Tree",
      emitted: false,
      type: {
        kind: "record",
        fields: [
          { name: "left", type: { kind: "union", members: [{ kind: "named", name: "Tree" }, { kind: "null" }] } },
        ],
      },
    },
  ],
]);

describe("arguments from JSON", () => {
  test.each<readonly [unknown, Type, unknown]>([
    [2, number, 2],
    [true, { kind: "boolean" }, true],
    ["a", { kind: "string" }, "a"],
    [null, { kind: "undefined" }, undefined],
    [null, { kind: "union", members: [number, { kind: "undefined" }] }, undefined],
    [undefined, { kind: "union", members: [number, { kind: "undefined" }] }, undefined],
    [[[1], [2, 3]], { kind: "array", element: { kind: "array", element: number } }, [[1], [2, 3]]],
    [[1, "a"], { kind: "tuple", elements: [number, { kind: "string" }] }, [1, "a"]],
    [[1, 2], { kind: "typed-array", name: "Float64Array" }, new Float64Array([1, 2])],
    [{ x: 1 }, point, { x: 1 }],
    [{ left: { left: null } }, { kind: "named", name: "Tree" }, { left: { left: null } }],
  ])("%j as %j", (json, type, value) => {
    expect(valueFrom(json, type, "x", table)).toStrictEqual(value);
  });

  test.each<readonly [unknown, Type, string]>([
    ["2", number, '`p` takes a number, not "2"'],
    [[1, "a"], { kind: "array", element: number }, '`p[1]` takes a number, not "a"'],
    [[1], { kind: "tuple", elements: [number, number] }, "`p` takes 2 elements, not [1]"],
    [{}, point, "`p` takes an object with `x`, not {}"],
    [{ x: 1, y: 2 }, point, "`p` takes an object without `y`"],
    [[], point, "`p` takes an object, not []"],
    [1, { kind: "opaque", text: "() => void" }, "`p` takes what JSON cannot say, not 1"],
  ])("not %j as %j", (json, type, message) => {
    expect(() => valueFrom(json, type, "p", table)).toThrow(message);
    expect(() => valueFrom(json, type, "p", table)).toThrow(UsageError);
  });

  test("a list is a JSON array", () => {
    expect(parseList("[2, [5]]", "--at")).toEqual([2, [5]]);
    expect(() => parseList("2, 5", "--at")).toThrow("--at is not JSON");
    expect(() => parseList("2", "--at")).toThrow("--at takes a JSON array");
  });
});
