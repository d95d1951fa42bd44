import { describe, expect, test } from "vitest";
import { functionId, valueId } from "../../src/ir/ir.ts";
import type { OpaqueOp } from "../../src/ir/ir.ts";
import { parse, parseUnit } from "../../src/ir/parse.ts";
import { evaluateHost } from "../../src/interpret/host-expression.ts";
import { interpret } from "../../src/interpret/interpret.ts";
import { NotEvaluated } from "../../src/interpret/machine.ts";

const fn = parse("func @f() -> void { return }");

/** The value of a text in which `#0`, `#1` … stand for arguments. */
function valueOf(text: string, ...args: readonly unknown[]): unknown {
  const pieces = text.split(/#\d+/u);
  const used = [...text.matchAll(/#(\d+)/gu)].map((match) => Number(match[1]));
  const head = { kind: "opaque", effect: "pure", precedence: 20, origin: fn.origin } as const;
  const op: OpaqueOp = { ...head, result: valueId(0), pieces, args: used.map(valueId) };
  return evaluateHost(
    op,
    used.map((i) => args[i]),
    fn,
  );
}

describe("evaluated", () => {
  // Each is JavaScript: what the engine says of the same text is what must come out.
  test.each([
    "1 + 2 * 3 - 4 / 8",
    "2 ** 3 ** 2",
    "-(2 ** 2) % 3",
    "(1 + 2) * 3",
    "0xff | 1_000 & ~5 ^ 2",
    "7 >>> 1 << 2 >> 1",
    "1e3 + .5 + 1.25e-2",
    "12n",
    '"a\\n\\u0041\\x41\\"" + \'b\'',
    '1 < 2 && "yes" || "no"',
    'null ?? "other"',
    "0 ?? 5",
    '1 > 2 ? "a" : 2 > 1 ? "b" : "c"',
    'typeof 1 + typeof "a" + typeof undefined',
    "!0",
    "void 0",
    "null == undefined",
    "NaN !== NaN",
    "Number.isFinite(1 / 0)",
    "Number.MAX_SAFE_INTEGER",
    'Number("12.5") + parseFloat("3px")',
    "Math.PI * Math.max(1, 2)",
    'String(12).padStart(5, "0").length',
    '"abc"[1] + "abc".charCodeAt(0)',
    '[1, 2, 3].includes(2) + [1, [2]][1][0] + [1, 2].join("-")',
    "(1.005).toFixed(2)",
    "`a${1 + 1}b${`c${3}`}\\n$x`",
    "Array.isArray([])",
    "[1] instanceof Array && 2 > 1",
    'new RangeError("a") instanceof Error ? 1 : 2',
    "[1] instanceof Float64Array",
    "new Set([1, 2, 1]).size < [1, 2, 1].length",
    '"0" in [1] && !("1" in [1])',
    "Object.freeze([1, 2])[1]",
    "Array.from([3, 1, 2].keys())",
    "[3, 1, 2].filter((x) => !isNaN(x)).sort((p, q) => p - q || 1 / p - 1 / q)",
    'Array.from([10, 9, 1], String).sort((a, b) => (a < b ? -1 : Number(a > b))).join(" ")',
    "[...[1, 2], ...[3].filter((x) => [x].filter((y) => x > y).length > 0), Math.max(...[4, 5])]",
    "Array.from([1, 2], (x, i) => x * i)",
    "isNaN(NaN)",
  ])("%s", (text) => {
    // oxlint-disable-next-line no-eval -- the independent answer, for texts of this file
    expect(valueOf(text)).toStrictEqual((0, eval)(`(${text})`));
  });

  test("with arguments", () => {
    expect(valueOf("Number.isInteger(#0) && #0 > #1", 3, 2)).toBe(true);
    expect(valueOf("`${#0} of ${#1}`", 3, "x")).toBe("3 of x");
    expect(valueOf("#0.kind", { kind: "call" })).toBe("call");
    expect(valueOf("#0.toString", { toString: 5 })).toBe(5);
    expect(valueOf("#0.missing", {})).toBe(undefined);
    expect(valueOf("#0!.length", new Float64Array(4))).toBe(4);
  });

  test("errors", () => {
    const error = valueOf("new RangeError(`at ${#0}`)", 7);
    expect(error).toBeInstanceOf(RangeError);
    expect((error as Error).message).toBe("at 7");
    expect(valueOf('TypeError("x").message')).toBe("x");
  });

  test("the console is silent", () => {
    expect(valueOf('console.log("x", #0)', 1)).toBe(undefined);
  });

  test("what entry checks ask for: a type argument says nothing, views tell their buffer", () => {
    expect(valueOf("new Set<unknown>([#0, #1]).size", 1, 1)).toBe(1);
    const view = new Float64Array(2);
    expect(valueOf("#0.buffer === #1.buffer", view, view.subarray(1))).toBe(true);
  });

  test("reading from undefined throws as in the program", () => {
    expect(() => valueOf("#0.x", undefined)).toThrow(TypeError);
  });
});

describe("not evaluated", () => {
  test.each([
    "table[0]",
    "f(1)",
    "x",
    "1 +",
    "1 2",
    "#0(1)",
    "Math",
    "Math.sin",
    "[1].map(Math.sin)",
    "/a/.test('a')",
    "function () {}",
    "() => 1",
    '"".constructor.constructor("return 1")()',
    "Number.constructor",
    "[].constructor",
    "#0.constructor.constructor('return 1')()",
    'Function("return 1")()',
    'eval("1")',
    "globalThis",
    "new Function()",
    "new Map()",
    "import('fs')",
    "this",
    "process.exit()",
    "a = 1",
    "\uE0000\uE001",
  ])("%s", (text) => {
    expect(() => valueOf(text, {})).toThrow(NotEvaluated);
  });
});

test("is what the interpreter does with opaque ops", () => {
  const unit = parseUnit(`func @f(%0 x) -> number {
    %1: boolean = opaque pure ("Number.isFinite(" %0 ")")
    if %1 { yield } else {
      %2: opaque "RangeError" = opaque pure ("new RangeError('not finite: ' + " %0 ")")
      throw %2
    }
    return %0
  }`);
  expect(interpret(unit, functionId("f"), [1]).value).toBe(1);
  expect(() => interpret(unit, functionId("f"), [Infinity])).toThrow(new RangeError("not finite: Infinity"));
});
