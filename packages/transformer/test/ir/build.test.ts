import { describe, expect, test } from "vitest";
import { FunctionBuilder } from "../../src/ir/build.ts";
import { functionId, label } from "../../src/ir/ir.ts";
import { print } from "../../src/ir/print.ts";
import { arrayOf, booleanType, numberType } from "../../src/ir/types.ts";

const origin = { start: 0, length: 10, line: 1 };
const head = { id: functionId("f"), name: "f", fileName: "f.ts", origin };

describe("a function built", () => {
  test("with its results typed by the ops", () => {
    const fn = new FunctionBuilder(head);
    const [x, xs] = [fn.value(numberType, "x"), fn.value(arrayOf(numberType), "xs")];
    const body = fn.region();
    const isSmall = body.prim("lt", [x, body.number(1, origin)], origin, "isSmall");
    const flag = body.prim("select", [isSmall, isSmall, body.const_(true, origin)], origin);
    const n = body.length(xs, origin, "n");
    const zeros = body.zerosLike(xs, origin, "xsBar");
    const point = body.record({ x, isSmall }, origin);
    const inner = fn.region();
    const [chosen] = body.if_({
      condition: flag,
      then: inner.yields([inner.prim("mul", [x, x], origin)], origin),
      else: fn.region().yields([x], origin),
      results: [{ type: numberType, name: "r" }],
      origin,
    });
    const loop = fn.region([
      { type: numberType, name: "i" },
      { type: numberType, name: "s" },
    ]);
    const [i, s] = loop.params;
    const item = loop.load(xs, i!, numberType, origin);
    loop.store(zeros, i!, item, origin);
    const [sum] = body.for_({
      label: label("loop0"),
      from: body.number(0, origin),
      to: n,
      step: 1,
      compare: "<",
      inits: [chosen!],
      body: loop.yields([loop.prim("add", [s!, item], origin, "s")], origin),
      origin,
    });
    const built = fn.finish([x, xs], numberType, body.returns(sum!, origin));
    expect(fn.typeOf(point)).toEqual({
      kind: "record",
      fields: [
        { name: "x", type: numberType },
        { name: "isSmall", type: booleanType },
      ],
    });
    expect(print(built)).toMatchInlineSnapshot(`
      "func @f(%0 x, %1 xs: number[]) -> number in "f.ts" @0+10:1 {
        %2 = 1
        %3 isSmall: boolean = lt %0, %2
        %4: boolean = true
        %5: boolean = select %3, %3, %4
        %6 n = length %1
        %7 xsBar: number[] = zeros-like %1
        %8: { x: number; isSmall: boolean } = { x: %0, isSmall: %3 }
        %10 r = if %5 {
          %9 = mul %0, %0
          yield %9
        } else {
          yield %0
        }
        %14 = 0
        %16 s = for loop0 (%11 i, %12 s) = (%14, %10) while < %6 step 1 {
          %13 = %1[%11]
          %7[%11] = %13
          %15 s = add %12, %13
          yield %15
        }
        return %16
      }
      "
    `);
  });

  test("from another keeps its values", () => {
    const first = new FunctionBuilder(head);
    const x = first.value(numberType, "x");
    const region = first.region();
    const old = first.finish([x], numberType, region.returns(x, origin));

    const next = FunctionBuilder.from(old, { id: functionId("f_jvp"), name: "f_jvp" });
    const xDot = next.value(next.typeOf(x), `${next.nameOf(x)}Dot`);
    const built = next.finish([x, xDot], numberType, next.region().returns(xDot, origin));
    expect(print(built, { origins: false })).toBe("func @f_jvp(%0 x, %1 xDot) -> number {\n  return %1\n}\n");
    expect(old.values).toHaveLength(1);
  });

  test("a value of another function is a fault", () => {
    const fn = new FunctionBuilder(head);
    const other = new FunctionBuilder(head);
    expect(() => other.typeOf(fn.value(numberType))).toThrow("%0 is no value of f");
  });
});
