import { describe, expect, test } from "vitest";
import { functionId } from "../../src/ir/ir.ts";
import type { Op, Unit } from "../../src/ir/ir.ts";
import { effectsOf, functionEffects, isPure, isRemovable, levelOf, mayLeave, mayThrow } from "../../src/ir/effects.ts";
import { parse, parseUnit } from "../../src/ir/parse.ts";

/** The last op of a body with a number x (%0), an array xs (%1) and a flag (%2). */
function opOf(body: string): Op {
  return parse(`func @f(%0 x, %1 xs: number[], %2 flag: boolean) -> number { ${body} return %0 }`).body.ops.at(-1)!;
}

describe("one op", () => {
  test.each([
    ["%3 = 1", "pure", "pure, removable"],
    ["%3 = add %0, %0", "pure", "pure, removable"],
    ["%3 = random()", "effect", ""],
    ["%3 = fold max(%0, %0)", "pure", "pure, removable"],
    ["%3 = fold max(...%1)", "reads", "removable"],
    ["%3 = cast %0", "pure", "pure, removable"],
    ['%3 = opaque pure ("PI")', "pure", "pure, removable"],
    ['%3 = opaque reads ("table[0]")', "reads", "removable"],
    ['%3 = opaque effect ("tick()")', "effect", ""],
    ["%3: number[] = [%0]", "pure", "removable"],
    ["%3: number[] = [...%1]", "reads", "removable"],
    ["%3: { x: number } = { x: %0 }", "pure", "removable"],
    ["%3: number[] = allocate %0", "pure", "removable"],
    ["%3: number[] = zeros-like %1", "reads", "removable"],
    ["%3 = %1[%0]", "reads", "removable"],
    ["%3 = length %1", "reads", "removable"],
    ["%3: boolean = has-index %1[%0]", "reads", "removable"],
    ["%1[%0] = %0", "writes", ""],
    ["fill %1 with %0", "writes", ""],
    ["%3 = push %1(%0)", "writes", ""],
    ["%3 = pop %1", "writes", ""],
    ["%3 = call @unknown(%0)", "effect", ""],
    ['comment "text"', "pure", ""],
    ["if %2 { %3 = add %0, %0 yield } else { yield }", "pure", "pure, removable"],
    ["if %2 { %3 = %1[%0] yield } else { yield }", "reads", "removable"],
    ["if %2 { %1[%0] = %0 yield } else { yield }", "writes", ""],
    ["if %2 { throw %0 } else { yield }", "effect", ""],
    ["if %2 { return %0 } else { yield }", "effect", ""],
    ["block l { if %2 { break l } else { yield } yield }", "pure", "pure, removable"],
    [
      "for l (%3 i) = (%0) while < %0 step 1 { if %2 { continue l } else { break l } yield }",
      "pure",
      "pure, removable",
    ],
    ["while l () = () { condition %2 } do () { block m { continue l } yield }", "pure", "pure, removable"],
  ])("%s", (body, level, what) => {
    const op = opOf(body);
    const is = [...(isPure(op) ? ["pure"] : []), ...(isRemovable(op) ? ["removable"] : [])].join(", ");
    expect([levelOf(effectsOf(op)), is]).toEqual([level, what]);
  });

  test("an exit belongs to the ops between it and its label", () => {
    const loop = opOf("for l (%3 i) = (%0) while < %0 step 1 { block m { continue l } yield }");
    const inner = loop.kind === "for" ? loop.body.ops[0]! : loop;
    expect([mayLeave(loop), mayLeave(inner), mayThrow(inner)]).toEqual([false, true, false]);
    expect([...effectsOf(inner).exits]).toEqual(["l"]);
  });
});

describe("functions", () => {
  const unit = parseUnit(`
    func @pure(%0 x) -> number { %1 = sin %0 return %1 }
    func @local(%0 n) -> number {
      %1: number[] = allocate %0 fill %0
      %1[%0] = %0
      %2 = push %1(%0)
      %3 = %1[%2]
      return %3
    }
    func @nested(%0 row: number[]) -> number {
      %1: number[][] = [%0]
      %2: number[] = %1[%3]
      %2[%3] = %3
      return %3
    }
    func @reads(%0 xs: number[]) -> number { %1 = length %0 return %1 }
    func @makes(%0 x) -> number[] { %1: number[] = [%0] return %1 }
    func @throws(%0 x) -> number { throw %0 }
    func @prints(%0 x) -> void { %1: void = opaque effect ("console.log(" %0 ")") return }
    func @even(%0 x) -> number { %1 = call @odd(%0) return %1 }
    func @odd(%0 x) -> number { %1 = call @even(%0) %2 = call @reads(%3) return %1 }
    func @alone(%0 x) -> number { %1 = call @alone(%0) return %1 }
    func @callsMakes(%0 x) -> number { %1: number[] = call @makes(%0) return %0 }
    func @callsMissing(%0 x) -> number { %1 = call @missing(%0) return %1 }
    func @callsPrints(%0 x) -> number { if %0 { %1: void = call @prints(%0) yield } else { yield } return %0 }`);
  const effects = functionEffects(unit);

  test.each([
    ["pure", "pure"],
    ["local", "pure"],
    ["nested", "writes"],
    ["reads", "reads"],
    ["makes", "pure"],
    ["throws", "effect"],
    ["prints", "effect"],
    ["even", "reads"],
    ["odd", "reads"],
    ["alone", "pure"],
    ["callsMakes", "pure"],
    ["callsMissing", "effect"],
    ["callsPrints", "effect"],
  ])("%s: %s", (id, level) => {
    expect(levelOf(effects.get(functionId(id))!)).toBe(level);
  });

  test("a call does what its callee does", () => {
    const call = (id: string): Op => opOf(`%3 = call @${id}(%0)`);
    expect([isPure(call("pure"), effects), isRemovable(call("pure"), effects)]).toEqual([true, true]);
    expect([isPure(call("makes"), effects), isRemovable(call("makes"), effects)]).toEqual([false, true]);
    expect([isRemovable(call("throws"), effects), mayThrow(call("throws"), effects)]).toEqual([false, true]);
    expect(isRemovable(call("pure"))).toBe(false);
  });

  test("a chain of callers is settled in one pass over each", () => {
    const count = 2000;
    const links = Array.from({ length: count }, (_, i) => {
      const body =
        i === count - 1 ? '%1 = opaque effect ("tick()")' : `%1 = call @f${i + 1}(%0) %2 = call @f${i + 1}(%0)`;
      return `func @f${i}(%0) -> number { ${body} return %1 }`;
    });
    const chain: Unit = parseUnit(links.join("\n"));
    const found = functionEffects(chain);
    expect([...found.values()].every((effect) => effect.outside)).toBe(true);
  });
});
