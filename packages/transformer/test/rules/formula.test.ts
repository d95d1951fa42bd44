import { describe, expect, test } from "vitest";
import { contribution, needsOf, partialOf, pullback } from "../../src/rules/derive.ts";
import * as formula from "../../src/rules/formula.ts";
import { add, constant, div, mul, neg, out, param, seed, square, sub } from "../../src/rules/formula.ts";
import type { PrimName } from "../../src/rules/formula.ts";
import { textOfCall, textOfFormula, textWithNames } from "../../src/rules/formula-text.ts";
import type { Constants } from "../../src/rules/rule.ts";
import { scalarRules } from "../../src/rules/scalar.ts";

const x = param(0);
const y = param(1);
const text = (f: formula.Formula): string => textOfFormula(f, ["x", "y"]);

describe("construction", () => {
  test("folds constants", () => {
    expect(mul(2, 3)).toEqual(constant(6));
    expect(add(2, 3)).toEqual(constant(5));
    expect(sub(2, 3)).toEqual(constant(-1));
    expect(neg(2)).toEqual(constant(-2));
  });

  test("drops factors of 1, double signs, a subtrahend of 0", () => {
    expect(mul(1, x)).toBe(x);
    expect(mul(x, 1)).toBe(x);
    expect(div(x, 1)).toBe(x);
    expect(sub(x, 0)).toBe(x);
    expect(neg(neg(x))).toBe(x);
    expect(mul(-1, x)).toEqual(neg(x));
  });

  test("keeps what changes a value somewhere", () => {
    expect(text(mul(0, x))).toBe("0 * x");
    expect(text(add(x, 0))).toBe("x + 0");
    expect(text(sub(x, -0))).toBe("x - -0");
  });
});

describe("evaluation", () => {
  test("operands come first, from left to right, shared parts once", () => {
    const trace: string[] = [];
    const shared = add(x, y);
    formula.evaluateFormula<string>(sub(square(shared), div(1, shared)), {
      param: (index) => `p${index}`,
      out: "out",
      constant: String,
      prim: (name, args) => {
        trace.push(`${name}(${args.join(", ")})`);
        return `%${trace.length}`;
      },
    });
    expect(trace).toEqual(["add(p0, p1)", "mul(%1, %1)", "div(1, %1)", "sub(%2, %3)"]);
  });

  test("a seed is asked for only where there is one", () => {
    const meaning = { param: () => 2, out: 3, constant: (n: number) => n, prim: () => 0 };
    expect(formula.evaluateFormula(out, meaning)).toBe(3);
    expect(() => formula.evaluateFormula(seed, meaning)).toThrow("seed");
  });

  test("what a formula reads", () => {
    expect(formula.needsOfFormula(mul(add(y, out), sub(x, y)))).toEqual({ params: [0, 1], out: true });
    expect(formula.needsOfFormula(constant(1))).toEqual({ params: [], out: false });
  });
});

describe("text", () => {
  test.each([
    [sub(x, sub(y, 1)), "x - (y - 1)"],
    [sub(sub(x, y), 1), "x - y - 1"],
    [mul(add(x, 1), y), "(x + 1) * y"],
    [neg(div(x, y)), "-(x / y)"],
    [neg(constant(2)), "-2"],
    [formula.pow(neg(x), 2), "(-x) ** 2"],
    [formula.pow(formula.pow(x, y), 2), "(x ** y) ** 2"],
    [formula.pow(x, formula.pow(y, 2)), "x ** y ** 2"],
    [mul(formula.select(formula.lt(x, y), x, y), 2), "(x < y ? x : y) * 2"],
    [formula.zmul(seed, out), "zmul(seed, out)"],
  ])("%#: %s", (f, written) => expect(text(f)).toBe(written));

  test("shared parts get a name", () => {
    const shared = add(1, x);
    const { text: named, where } = textWithNames(square(shared), ["x"]);
    expect([named, ...where]).toEqual(["r * r", ["r", "1 + x"]]);
  });

  test("calls", () => {
    expect((["add", "pow", "tanh", "hypot", "neg", "select", "atan2"] as const).map(textOfCall)).toEqual([
      "a + b",
      "x ** y",
      "Math.tanh(x)",
      "Math.hypot(...xs)",
      "-a",
      "condition ? a : b",
      "Math.atan2(y, x)",
    ]);
  });
});

describe("contributions are what a person would write", () => {
  const written = (name: PrimName, i: number, constants?: Constants): string | undefined => {
    const count = Math.max(scalarRules[name].params.length, i + 1, constants?.length ?? 0);
    const found = pullback(name, constants === undefined ? { count } : { count, constants }, i);
    return found === undefined ? undefined : textOfFormula(found, ["x", "y"]);
  };

  test.each<[PrimName, number, string | undefined]>([
    ["add", 1, "seed"],
    ["sub", 1, "-seed"],
    ["mul", 0, "seed * y"],
    ["mul", 1, "seed * x"],
    ["div", 0, "zdiv(seed, y)"],
    ["div", 1, "zmul(-seed, out / y)"],
    ["rem", 0, "seed"],
    ["neg", 0, "-seed"],
    ["toNumber", 0, "seed"],
    ["sin", 0, "seed * Math.cos(x)"],
    ["cos", 0, "-(seed * Math.sin(x))"],
    ["tan", 0, "seed * (1 + out * out)"],
    ["atan", 0, "seed / (1 + x * x)"],
    ["asinh", 0, "seed / Math.hypot(1, x)"],
    ["exp", 0, "zmul(seed, out)"],
    ["log", 0, "zdiv(seed, x)"],
    ["log10", 0, "zmul(seed, Math.LOG10E / x)"],
    ["sqrt", 0, "zmul(seed, 0.5 / out)"],
    ["sinh", 0, "zmul1(seed, Math.cosh(x))"],
    ["asin", 0, "zdiv1(seed, Math.sqrt((1 - x) * (1 + x)))"],
    ["acos", 0, "zdiv1(-seed, Math.sqrt((1 - x) * (1 + x)))"],
    ["abs", 0, "x > 0 ? seed : x < 0 ? -seed : zeroOf(x)"],
    ["fround", 0, "seed"],
    ["floor", 0, undefined],
    ["select", 1, "x ? seed : 0"],
    ["select", 0, undefined],
  ])("%s, argument %d: %s", (name, i, contributed) => expect(written(name, i)).toBe(contributed));

  test("with constants", () => {
    expect(written("max", 0, [undefined, 0])).toBe("x > y ? seed : x < y ? 0 : x === y ? 0.5 * seed : NaN");
    expect(written("div", 0, [undefined, 3])).toBe("seed / y");
    expect(written("div", 0, [undefined, 0])).toBe("zdiv(seed, y)");
    expect(written("div", 0, [undefined, Infinity])).toBe("zdiv(seed, y)");
    expect(written("pow", 0, [undefined, 0])).toBeUndefined();
    expect(written("pow", 0, [undefined, 2])).toBe("zmul(seed, 2 * x)");
    expect(written("pow", 0, [undefined, 3])).toBe("zmul(seed, 3 * x * x)");
    expect(written("pow", 0, [undefined, 0.5])).toBe("zmul(seed, 0.5 / out)");
    expect(written("pow", 1, [2, undefined])).toBe("zmul(seed, out * Math.LN2)");
  });

  test("by callbacks", () => {
    const trace: string[] = [];
    const made = contribution(
      "sin",
      0,
      { args: ["x"], out: "y", seed: "yBar" },
      {
        constant: String,
        prim: (name, args) => {
          trace.push(`${name}(${args.join(", ")})`);
          return `%${trace.length}`;
        },
      },
    );
    expect([made, trace]).toEqual(["%2", ["cos(x)", "mul(yBar, %1)"]]);
  });
});

describe("needs are read off the formulas", () => {
  test.each<[PrimName, number, formula.Needs]>([
    ["add", 0, { params: [], out: false }],
    ["mul", 0, { params: [1], out: false }],
    ["div", 0, { params: [1], out: false }],
    ["div", 1, { params: [1], out: true }],
    ["exp", 0, { params: [], out: true }],
    ["sqrt", 0, { params: [], out: true }],
    ["sin", 0, { params: [0], out: false }],
    ["tanh", 0, { params: [0], out: true }],
    ["floor", 0, { params: [], out: false }],
  ])("%s, argument %d", (name, i, needs) => expect(needsOf(name, { count: 2 }, i)).toEqual(needs));

  test("of a literal exponent, the base alone", () => {
    expect(needsOf("pow", { count: 2, constants: [undefined, 2] }, 0)).toEqual({ params: [0], out: false });
  });
});

test("an argument that is not there is a fault of the compiler", () => {
  expect(() => partialOf("sin", { count: 1 }, 1)).toThrow("no partial");
  expect(() => partialOf("max", { count: 2 }, 2)).toThrow("no partial");
});
