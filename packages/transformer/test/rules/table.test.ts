import { describe, expect, test } from "vitest";
import { needsOf, pullback } from "../../src/rules/derive.ts";
import { documentation } from "../../src/rules/document.ts";
import { roundToHalf } from "../../src/rules/f16round.ts";
import { evaluateFormula } from "../../src/rules/formula.ts";
import { computePrim, isPrimName, scalarRules } from "../../src/rules/scalar.ts";
import { Random } from "./exact.ts";
import { arithmetic, valueOf } from "./numbers.ts";

const rules = Object.values(scalarRules);
const odd = [NaN, -Infinity, -2.5, -1, -0, 0, 5e-324, 0.5, 1, 3, 1e308, Infinity];

describe("the table", () => {
  test("has every function of this engine's Math that takes and gives numbers", () => {
    const takesAnIterable = new Set(["sumPrecise"]);
    const sources = new Set(rules.map(({ source }) => source));
    const missing = Object.getOwnPropertyNames(Math).filter(
      (name) => typeof Reflect.get(Math, name) === "function" && !sources.has(`Math.${name}`),
    );
    // `Math.pow` is `**`.
    expect(missing.filter((name) => !takesAnIterable.has(name))).toEqual(["pow"]);
  });

  test.each(rules)("$name: samples and kinks have as many numbers as parameters, kinks as many partials", (rule) => {
    for (const point of [...rule.samples, ...rule.kinks.map(({ at }) => at)]) {
      if (rule.variadic === undefined) expect(point).toHaveLength(rule.params.length);
    }
    for (const { at, partials } of rule.kinks) expect(partials).toHaveLength(at.length);
    expect(rule.partials).toHaveLength(rule.variadic === undefined ? rule.params.length : 0);
  });

  test.each(rules)("$name: what it reads is there", (rule) => {
    const count = rule.variadic === undefined ? rule.params.length : 3;
    for (let i = 0; i < count; i++) {
      for (const param of needsOf(rule.name, { count }, i).params) expect(param).toBeLessThan(count);
    }
  });

  test("names are told from other strings", () => {
    expect(["tanh", "add", "zmul"].every(isPrimName)).toBe(true);
    expect(["Math.tanh", "toString", "constructor", ""].some(isPrimName)).toBe(false);
  });
});

test("what is printed as a formula is that formula, to the last bit", () => {
  for (const { name, source, params } of rules) {
    if (typeof source === "string" || source.kind !== "expansion") continue;
    for (const a of odd) {
      for (const b of params.length === 1 ? [0] : odd) {
        const args = [a, b].slice(0, params.length);
        const printed = evaluateFormula(source.formula, { ...arithmetic, param: (i) => args[i] ?? NaN, out: NaN });
        expect(valueOf(name, args), `${name}(${args.join(", ")})`).toBe(printed);
      }
    }
  }
});

test("values are JavaScript's own", () => {
  const samples: readonly (readonly [name: keyof typeof scalarRules, args: readonly unknown[], value: unknown])[] = [
    ["add", [2, 3], 5],
    ["sub", [2, 3], -1],
    ["mul", [2, 3], 6],
    ["div", [1, -0], -Infinity],
    ["rem", [-7, 3], -1],
    ["pow", [NaN, 0], 1],
    ["neg", [0], -0],
    ["toNumber", [true], 1],
    ["lt", [1, NaN], false],
    ["ge", [2, 2], true],
    ["eq", [undefined, null], false],
    ["looseEq", [undefined, null], true],
    ["looseNe", [1, "1"], false],
    ["ne", ["a", "b"], true],
    ["not", [""], true],
    ["and", [true, false], false],
    ["or", [true, false], true],
    ["bitOr", [-2.7, 0], -2],
    ["bitNot", [5], -6],
    ["ushr", [-1, 28], 15],
    ["max", [], -Infinity],
    ["min", [], Infinity],
    ["hypot", [3, 4], 5],
    ["round", [-2.5], -2],
    ["select", [true, 1, 2], 1],
    ["select", [false, 1, 2], 2],
  ];
  for (const [name, args, value] of samples) expect(computePrim(name, args), name).toBe(value);
});

test("operators give what the engine gives for their text", () => {
  const values = [...odd, 2 ** 31, -7.5, 33, true, false, undefined, null, "", "1"];
  for (const { name, source } of rules) {
    if (typeof source === "string" || (source.kind !== "infix" && source.kind !== "prefix")) continue;
    const text = source.kind === "prefix" ? `return ${source.token} a;` : `return a ${source.token} b;`;
    const engine = new Function("a", "b", text) as (a: unknown, b: unknown) => unknown;
    for (const a of values)
      for (const b of values) {
        const args = source.kind === "prefix" ? [a] : [a, b];
        expect(computePrim(name, args), `${name}(${args.map(String).join(", ")})`).toBe(engine(a, b));
      }
  }
});

test("piecewise constant functions have no contribution at all", () => {
  const steps = ["floor", "ceil", "round", "trunc", "sign", "clz32", "lt", "eq", "bitNot", "not"] as const;
  for (const name of steps) expect(pullback(name, { count: 2 }, 0)).toBeUndefined();
  for (const name of ["imul", "bitOr", "ge", "shl"] as const) expect(pullback(name, { count: 2 }, 1)).toBeUndefined();
});

test("random is called as often as in the primal", () => {
  expect(rules.filter(({ pure }) => !pure).map(({ name }) => name)).toEqual(["random"]);
});

describe("rounding to half precision", () => {
  test.each([
    [1.0004882812499998, 1],
    [1.00048828125, 1],
    [1.00146484375, 1.001953125],
    [65519.99, 65504],
    [65520, Infinity],
    [-65520, -Infinity],
    [2 ** -25, 0],
    [2 ** -25 * 1.0001, 2 ** -24],
    [3 * 2 ** -25, 2 ** -23],
    [-0, -0],
    [NaN, NaN],
  ])("%d is %d", (x, rounded) => expect(roundToHalf(x)).toBe(rounded));

  test("is the engine's, where it has it", () => {
    const random = new Random(16);
    const points = Array.from({ length: 2000 }, () => random.sign() * random.logUniform(1e-9, 1e5));
    expect(points.map(roundToHalf)).toEqual(points.map((x) => valueOf("f16round", [x])));
  });
});

test("the published reference is the table's (vitest -u writes it)", async () => {
  await expect(documentation()).toMatchFileSnapshot("../../docs/derivatives.md");
});
