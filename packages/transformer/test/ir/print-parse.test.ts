import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, parseUnit } from "../../src/ir/parse.ts";
import { parseType } from "../../src/ir/parse-type.ts";
import { printType } from "../../src/ir/print-type.ts";
import { print, printOp, printUnit } from "../../src/ir/print.ts";
import { Scanner } from "../../src/ir/scan.ts";
import type { Type } from "../../src/ir/types.ts";
import { eachOp, eachRegion } from "../../src/ir/visit.ts";
import { randomFunction } from "./random-function.ts";

const folder = join(import.meta.dirname, "../../../../test-fixtures/ir");

describe("the text form", () => {
  test("parse is the inverse of print", () => {
    fc.assert(
      fc.property(randomFunction, (fn) => {
        expect(parse(print(fn))).toStrictEqual(fn);
      }),
      { numRuns: 300 },
    );
  });

  test("the random functions have every kind of op and exit", () => {
    const kinds = new Set<string>();
    for (const fn of fc.sample(randomFunction, { numRuns: 200, seed: 1 })) {
      eachRegion(fn.body, (region) => void kinds.add(region.end.kind));
      eachOp(fn.body, (op) => void kinds.add(op.kind));
    }
    const all =
      "const undef prim fold cast call opaque array record allocate zeros-like clone load store length has-index push pop fill " +
      "comment if for while block yield condition return break continue throw";
    expect([...kinds].toSorted()).toEqual(all.split(" ").toSorted());
  });

  test.each(readdirSync(folder).filter((file) => file.endsWith(".ir")))("%s is printed as it was written", (file) => {
    const text = readFileSync(join(folder, file), "utf8").replaceAll(/^\/\/.*\n/gmu, "");
    expect(printUnit(parseUnit(text))).toBe(text);
  });

  test("for people: no origins, types as they wrote them, no unused values", () => {
    const text = `func @f(%0 p: { x: number }~"Point") -> number in "a.ts" @4+12:3 {
  unused (%9 old)
  %1 = %0.x @17+5:4
  return %1
}
`;
    const short = `func @f(%0 p: Point) -> number {
  %1 = %0.x
  return %1
}
`;
    expect(print(parse(text), { origins: false })).toBe(short);
  });

  test("an origin that is left out is the last one", () => {
    const fn = parse(`func @f() -> void in "a.ts" @4+12:3 {
      %0 = 1
      %1 = 2 @20+2:4
      %2 = 3
      return
    }`);
    const lines: number[] = [];
    eachOp(fn.body, (op) => void lines.push(op.origin.line));
    expect([...lines, fn.body.end.origin.line]).toEqual([3, 4, 4, 4]);
  });

  test("one op alone, for messages", () => {
    const fn = parse("func @f(%0 x) -> number { %1 y: boolean = lt %0, %0 return %0 }");
    expect(fn.body.ops.map((op) => printOp(fn, op))).toEqual(["%1 y: boolean = lt %0, %0"]);
  });

  test.each([
    ["func @f() -> number { %0 = add %1 % return %0 }", "IR text, 1:35: no word of this language, found %"],
    ["func @f() -> numbr { return }", "IR text, 1:20: numbr is no type, found {"],
    ["func @f() -> number {\n  %0 = 1\n", "IR text, 3:1: expected an op, found the end of the text"],
    ["func @f() -> number { return }\n x", "IR text, 2:2: expected the end of the text, found x"],
    [
      "func @f() -> readonly number { return }",
      "IR text, 1:30: readonly stands before an array, a tuple or a dictionary, found {",
    ],
  ])("a mistake is named with its place: %s", (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });
});

describe("types", () => {
  const plain: fc.Arbitrary<Type> = fc.constantFrom<Type>(
    { kind: "number" },
    { kind: "number", discrete: true },
    { kind: "boolean" },
    { kind: "void" },
    { kind: "null" },
    { kind: "typed-array", name: "Uint8ClampedArray" },
    { kind: "opaque", text: 'Map<"a", number>' },
    { kind: "named", name: "Tree" },
    { kind: "named", name: "Tree<number>" },
    { kind: "number", text: "Metres" },
  );
  const flag = (name: string): fc.Arbitrary<object> => fc.constantFrom({}, { [name]: true });
  const text = fc.constantFrom({}, { text: "Alias" }, { text: 'Odd<"x">' });
  const word = fc.constantFrom("x", "readonly", "two words", "0");
  const { type: anyType } = fc.letrec<{ type: Type }>((tie) => {
    const inner = tie("type");
    const array = fc
      .tuple(inner, flag("readonly"), text)
      .map(([element, r, t]) => ({ kind: "array", element, ...r, ...t }) as Type);
    const tuple = fc
      .tuple(fc.array(fc.tuple(word, inner), { maxLength: 3 }), fc.boolean(), flag("readonly"), text)
      .map(([items, labelled, r, t]) => {
        const labels = labelled && items.length > 0 ? { labels: items.map(([label]) => label) } : {};
        return { kind: "tuple", elements: items.map(([, type]) => type), ...labels, ...r, ...t } as Type;
      });
    const field = fc
      .tuple(word, inner, flag("optional"), flag("readonly"))
      .map(([name, type, o, r]) => ({ name, type, ...o, ...r }));
    const record = fc
      .tuple(fc.array(field, { maxLength: 3 }), text)
      .map(([fields, t]) => ({ kind: "record", fields, ...t }) as Type);
    const union = fc
      .tuple(fc.array(inner, { minLength: 2, maxLength: 3 }), text)
      .map(([members, t]) => ({ kind: "union", members, ...t }) as Type);
    return { type: fc.oneof({ depthSize: "small", withCrossShrink: true }, plain, array, tuple, record, union) };
  });

  test("parse is the inverse of print", () => {
    fc.assert(
      fc.property(anyType, (type) => {
        expect(parseType(new Scanner(printType(type)))).toStrictEqual(type);
      }),
      { numRuns: 500 },
    );
  });

  test("read as TypeScript", () => {
    const types: readonly Type[] = [
      { kind: "array", element: { kind: "array", element: { kind: "number" }, readonly: true }, readonly: true },
      { kind: "tuple", elements: [{ kind: "number" }, { kind: "boolean" }], labels: ["x", "flag"] },
      { kind: "record", fields: [{ name: "a b", type: { kind: "number" }, optional: true, readonly: true }] },
      { kind: "union", members: [{ kind: "number" }, { kind: "undefined" }] },
    ];
    expect(types.map((type) => printType(type))).toEqual([
      "readonly (readonly number[])[]",
      "[x: number, flag: boolean]",
      '{ readonly "a b"?: number }',
      "(number | undefined)",
    ]);
  });
});
