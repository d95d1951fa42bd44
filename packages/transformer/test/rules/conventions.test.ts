/** The published conventions, row by row, in both modes. The numbers are written out here, not taken from the table. */
import { describe, expect, test } from "vitest";
import { elementPullback } from "../../src/rules/derive.ts";
import { evaluateFormula } from "../../src/rules/formula.ts";
import type { PrimName } from "../../src/rules/formula.ts";
import { scalarRules } from "../../src/rules/scalar.ts";
import { apply, derivative, derivativeAt, evaluate, input, modes, number } from "./graph.ts";
import type { Mode, Node } from "./graph.ts";
import { adjointsOf, arithmetic, derivativesOf, tangentOf, unit, valueOf } from "./numbers.ts";

type Row = readonly [name: PrimName, at: readonly number[], partials: readonly number[]];

const third = 1 / 3;
const rows: readonly Row[] = [
  ["abs", [0], [0]],
  ["abs", [NaN], [NaN]],
  ["abs", [Infinity], [1]],
  ["abs", [-Infinity], [-1]],
  ["max", [2, 2], [0.5, 0.5]],
  ["max", [0, -0], [0.5, 0.5]],
  ["max", [Infinity, Infinity], [0.5, 0.5]],
  ["max", [1, Infinity], [0, 1]],
  ["max", [2, 2, 2], [third, third, third]],
  ["max", [2, 1, 2, 0], [0.5, 0, 0.5, 0]],
  ["max", [NaN, 1], [NaN, NaN]],
  ["max", [1, NaN], [NaN, NaN]],
  ["max", [1, NaN, 2], [NaN, NaN, NaN]],
  ["max", [NaN], [NaN]],
  ["max", [3], [1]],
  ["max", [], []],
  ["min", [2, 2], [0.5, 0.5]],
  ["min", [2, 2, 2], [third, third, third]],
  ["min", [2, 1, 2, 1], [0, 0.5, 0, 0.5]],
  ["min", [1, NaN], [NaN, NaN]],
  ["min", [-Infinity, 4], [1, 0]],
  ["min", [], []],
  ["sqrt", [0], [Infinity]],
  ["cbrt", [0], [Infinity]],
  ["cbrt", [-0], [Infinity]],
  ["pow", [0, 0], [0, 0]],
  ["pow", [NaN, 0], [0, NaN]],
  ["pow", [5, 0], [0, Math.log(5)]],
  ["pow", [0, 1], [1, 0]],
  ["pow", [0, 1.5], [0, 0]],
  ["pow", [0, 2], [0, 0]],
  ["pow", [0, 3], [0, 0]],
  ["pow", [0, 0.75], [Infinity, 0]],
  ["pow", [0, 0.25], [Infinity, 0]],
  ["pow", [0, 1e-20], [Infinity, 0]],
  ["pow", [0, -1], [-Infinity, -Infinity]],
  ["pow", [0, -0.5], [-Infinity, -Infinity]],
  ["pow", [-2, 3], [12, NaN]],
  ["pow", [-2, 2], [-4, NaN]],
  ["pow", [-2, 1], [1, NaN]],
  ["pow", [-2, 0], [0, NaN]],
  ["pow", [-2, -1], [-0.25, NaN]],
  ["pow", [-0.1, 3], [3 * (-0.1) ** 2, NaN]],
  ["pow", [-0.5, 2000], [0, NaN]],
  ["pow", [NaN, 1], [NaN, NaN]],
  ["pow", [NaN, 2], [NaN, NaN]],
  ["pow", [2, NaN], [NaN, NaN]],
  ["pow", [1, NaN], [NaN, NaN]],
  ["pow", [-8, 1 / 3], [NaN, NaN]],
  ["pow", [Infinity, 1], [1, Infinity]],
  ["hypot", [0, 0], [0, 0]],
  ["hypot", [0, 0, 0], [0, 0, 0]],
  ["hypot", [0], [0]],
  ["hypot", [Infinity, 1], [1, 0]],
  ["hypot", [2, -Infinity, 3], [0, -1, 0]],
  ["hypot", [NaN, 1], [NaN, NaN]],
  ["hypot", [3 * 2 ** 660, 4 * 2 ** 660], [0.6, 0.8]],
  ["hypot", [3 * 2 ** -660, 4 * 2 ** -660], [0.6, 0.8]],
  ["hypot", [], []],
  ["atan2", [0, 0], [NaN, NaN]],
  ["atan2", [1e200, 1e200], [5e-201, -5e-201]],
  ["atan2", [1e-200, 1e-200], [5e199, -5e199]],
  ["atan2", [1, Infinity], [0, 0]],
  ["rem", [7, 3], [1, -2]],
  ["rem", [-7, 3], [1, 2]],
  ["rem", [7, -3], [1, 2]],
  ["rem", [2, 3], [1, 0]],
  ["rem", [7, Infinity], [1, 0]],
  ["fround", [0.1], [1]],
  ["f16round", [0.1], [1]],
  ["asin", [1], [Infinity]],
  ["asin", [-1], [Infinity]],
  ["acos", [1], [-Infinity]],
  ["acos", [-1], [-Infinity]],
  ["atanh", [1], [Infinity]],
  ["atanh", [-1], [Infinity]],
  ["acosh", [1], [Infinity]],
  ["log", [0], [Infinity]],
  ["log", [-0], [-Infinity]],
  ["log1p", [-1], [Infinity]],
  ["log2", [0], [Infinity]],
  ["log10", [0], [Infinity]],
  ["asin", [2], [NaN]],
  ["log", [-2], [-0.5]],
  ["sqrt", [-2], [NaN]],
  ["round", [2.5], [0]],
  ["floor", [2], [0]],
  ["sign", [0], [0]],
  ["trunc", [0.5], [0]],
  ["ceil", [2], [0]],
  ["clz32", [8], [0]],
  ["imul", [3, 4], [0, 0]],
  ["lt", [1, 1], [0, 0]],
  ["bitOr", [2.5, 0], [0, 0]],
  ["tanh", [800], [0]],
  ["tanh", [-800], [0]],
  ["exp", [-800], [0]],
  ["expm1", [-40], [Math.exp(-40)]],
  ["div", [1, 0], [Infinity, -Infinity]],
  ["div", [0, 2], [0.5, 0]],
  ["div", [1, Infinity], [0, 0]],
  ["toNumber", [3], [1]],
  ["neg", [3], [-1]],
];

test.each(rows)("%s at %j has the partials %j", (name, at, partials) => {
  expect(adjointsOf(name, at)).toEqual(partials);
  expect(at.map((_, i) => tangentOf(name, at, unit(at.length, i)))).toEqual(partials);
});

describe("the special points that the table publishes", () => {
  const published = Object.values(scalarRules).flatMap(({ name, kinks }) => kinks.map((kink) => ({ name, ...kink })));
  test.each(published)("$name at $at", ({ name, at, partials }) => {
    expect(adjointsOf(name, at)).toEqual(partials);
    expect(at.map((_, i) => tangentOf(name, at, unit(at.length, i)))).toEqual(partials);
  });
});

test("a literal exponent changes no special point", () => {
  for (const exponent of [-2, -1, -0.5, 0, 0.25, third, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4, 5, 7, NaN]) {
    for (const base of [-2, 0, 1, 4, Infinity, NaN]) {
      const [general = NaN] = adjointsOf("pow", [base, exponent]);
      const [special = NaN] = derivativesOf("pow", [base, exponent], [undefined, exponent]);
      const isSame = Object.is(special + 0, general + 0) || Math.abs(special - general) <= 1e-15 * Math.abs(general);
      expect(isSame, `${base} ** ${exponent}: ${special}, ${general}`).toBe(true);
    }
  }
});

test("a literal base changes no special point", () => {
  for (const base of [-Infinity, -2, -1, 0, 5e-324, third, 1, 2, 1e300, Infinity, NaN]) {
    for (const exponent of [-Infinity, -2, -0.5, 0, 0.5, 1, 2, 3, Infinity, NaN]) {
      const general = adjointsOf("pow", [base, exponent])[1] ?? NaN;
      const special = derivativesOf("pow", [base, exponent], [base, undefined])[1] ?? NaN;
      const isSame = Object.is(special + 0, general + 0) || Math.abs(special - general) <= 1e-15 * Math.abs(general);
      expect(isSame, `${base} ** ${exponent}: ${special}, ${general}`).toBe(true);
    }
  }
});

describe("strong zero", () => {
  const infinitePartial: readonly Row[] = rows.filter(([, , partials]) =>
    partials.some((p) => Math.abs(p) === Infinity),
  );

  test.each(infinitePartial)("%s at %j: a seed of 0 gives 0", (name, at, partials) => {
    partials.forEach((partial, i) => {
      if (Math.abs(partial) === Infinity) expect(adjointsOf(name, at, 0)[i]).toBe(0);
    });
  });

  test.each<Row>([
    ["sqrt", [Infinity], [0]],
    ["cbrt", [Infinity], [0]],
    ["log", [Infinity], [0]],
    ["log1p", [Infinity], [0]],
    ["log2", [Infinity], [0]],
    ["log10", [Infinity], [0]],
    ["acosh", [Infinity], [0]],
    ["exp", [-800], [0]],
    ["expm1", [-800], [0]],
    ["cosh", [0], [0]],
    ["pow", [0, 2], [0, 0]],
    ["pow", [0, 0], [0, 0]],
    ["div", [0, Infinity], [0, 0]],
    ["div", [1, -Infinity], [0, 0]],
    ["hypot", [0, 3], [0, Infinity]],
    ["atan2", [0, 2], [Infinity, 0]],
  ])("%s at %j: an infinite seed gives %j, 0 where the partial is 0", (name, at, wanted) => {
    expect(adjointsOf(name, at, Infinity)).toEqual(wanted);
  });

  test("the slope of sqrt(x ** 2) at 0 is 0, not NaN", () => {
    const root = (x: Node): Node => apply("sqrt", apply("pow", x, number(2)));
    expect(slopes(root, 0)).toEqual([0, 0]);
  });

  test.each([-800, -720, 720, 800])("the logistic function at %d has slope 0, to second order too", (at) => {
    const logistic = (x: Node): Node => apply("div", number(1), apply("add", number(1), apply("exp", apply("neg", x))));
    for (const small of [...slopes(logistic, at), ...curvatures(logistic, at)])
      expect(Math.abs(small)).toBeLessThan(1e-300);
  });

  test("+ − * are plain", () => {
    expect(adjointsOf("mul", [0, Infinity], 0)).toEqual([NaN, 0]);
  });
});

describe("kinks through a program", () => {
  test("max(x, x) and min(x, x) have slope 1", () => {
    expect(slopes((x) => apply("max", x, x), 3)).toEqual([1, 1]);
    expect(slopes((x) => apply("min", x, x), 3)).toEqual([1, 1]);
  });

  test("a chain of two-argument calls halves", () => {
    expect(slopes((x) => apply("max", apply("max", x, number(2)), number(2)), 2)).toEqual([0.25, 0.25]);
  });

  test("an element of a spread argument gets what it would get as an argument", () => {
    const at = [5, 1, 5, 5, -2];
    for (const name of ["max", "min", "hypot"] as const) {
      const out = valueOf(name, at);
      const ties = at.filter((x) => x === out).length;
      const { contribution } = elementPullback(name);
      const elements = at.map((x) =>
        evaluateFormula(contribution, { ...arithmetic, param: (i) => (i === 0 ? x : ties), out, seed: 1 }),
      );
      expect(elements).toEqual(adjointsOf(name, at));
    }
  });
});

describe("second order at special points: weights are constants", () => {
  type SecondRow = readonly [name: PrimName, at: readonly number[], by: readonly [number, number], value: number];
  const tanhCurvature = (x: number): number =>
    (-8 * Math.exp(-2 * x) * (1 - Math.exp(-2 * x))) / (1 + Math.exp(-2 * x)) ** 3;
  const secondRows: readonly SecondRow[] = [
    ["abs", [0], [0, 0], 0],
    ["max", [1, 1], [0, 0], 0],
    ["max", [1, 1], [0, 1], 0],
    ["max", [2, 2, 2], [0, 2], 0],
    ["hypot", [0, 0], [0, 0], 0],
    ["hypot", [0, 0], [0, 1], 0],
    ["hypot", [Infinity, 1], [0, 0], 0],
    ["pow", [0, 2], [0, 0], 2],
    ["pow", [0, 2], [0, 1], 0],
    ["pow", [0, 2], [1, 0], 0],
    ["pow", [0, 2], [1, 1], 0],
    ["pow", [0, 3], [0, 0], 0],
    ["pow", [0, 1], [0, 0], 0],
    ["pow", [-2, 3], [0, 0], -12],
    ["pow", [2, 0], [0, 1], 0.5],
    ["pow", [2, 0], [1, 0], 0.5],
    ["cosh", [0], [0, 0], 1],
    ["sinh", [0], [0, 0], 0],
    ["tanh", [0], [0, 0], 0],
    ["tanh", [800], [0, 0], 0],
    ["tanh", [-800], [0, 0], 0],
    ["exp", [0], [0, 0], 1],
    ["exp", [-800], [0, 0], 0],
    ["div", [0, 2], [0, 1], -0.25],
    ["div", [0, 2], [1, 1], 0],
    ["atan2", [0, -1], [0, 1], -1],
    ["mul", [0, 0], [0, 1], 1],
    ["zmul", [0, 5], [0, 1], 1],
    ["zmul", [5, 0], [1, 0], 1],
    ["zmul1", [0, 5], [1, 0], 1],
    ["zdiv", [0, 2], [0, 1], -0.25],
    ["zdiv1", [0, 2], [1, 0], -0.25],
  ];

  test.each(secondRows)("%s at %j by %j is %d", (name, at, by, value) => {
    // Adding 0 takes the sign off a zero.
    for (const mix of mixes) expect(derivativeAt(name, at, by, mix) + 0, mix.join(" of ")).toBe(value);
  });

  test.each([1.5, 20, 300])("tanh at %d", (x) => {
    for (const mix of mixes) {
      expect(derivativeAt("tanh", [x], [0, 0], mix) / tanhCurvature(x)).toBeCloseTo(1, 13);
    }
  });

  test("literal exponents: x ** 2 has curvature 2 at 0, x ** 3 has 0, then 6", () => {
    const square = (x: Node): Node => apply("pow", x, number(2));
    const cube = (x: Node): Node => apply("pow", x, number(3));
    expect(curvatures(square, 0)).toEqual([2, 2, 2, 2]);
    expect(curvatures(cube, 0)).toEqual([0, 0, 0, 0]);
    expect(curvatures((x) => derivative(cube(x), x, "reverse"), 0)).toEqual([6, 6, 6, 6]);
  });
});

const mixes: readonly (readonly [Mode, Mode])[] = modes.flatMap((first) =>
  modes.map((second) => [first, second] as const),
);

/** The slope of a function of one number, forward and reverse. */
function slopes(build: (x: Node) => Node, at: number): number[] {
  const x = input();
  return modes.map((mode) => evaluate(derivative(build(x), x, mode), new Map([[x, at]])));
}

function curvatures(build: (x: Node) => Node, at: number): number[] {
  const x = input();
  return mixes.map(([first, second]) =>
    evaluate(derivative(derivative(build(x), x, first), x, second), new Map([[x, at]])),
  );
}
