/**
 * THE TABLE: every operator and every function of `Math`, with its partial derivatives and what holds where they do not
 * exist. Both modes, the interpreter, the tests and the published reference are made from it.
 *
 * An entry reads as calculus: `params`, then one partial for each, in the parameters and the result `out`. Kinks are elements
 * of the Clarke subdifferential (Clarke 1983), symmetric where symmetry decides it. `strong` says where partial times seed
 * is 0 by decree: in the rows whose partial can be infinite. Forms that look roundabout keep accuracy; the reason stands by.
 * To add a primitive: its name in `formula.ts`, an entry here.
 */
import { f16round } from "./f16round.ts";
import {
  abs,
  add,
  cos,
  cosh,
  div,
  eq,
  exp,
  gt,
  hypot,
  lt,
  mul,
  neg,
  or,
  out,
  param,
  round,
  select,
  sign,
  sin,
  sinh,
  sqrt,
  square,
  sub,
  zdiv,
  zdiv1,
  zeroOf,
} from "./formula.ts";
import type { Formula, Operand, PrimName } from "./formula.ts";
import { powPartials, powWithConstants } from "./pow.ts";
import { ruleOf } from "./rule.ts";
import type { Entry, Expansion, Kink, Operator, Rule, VariadicEntry } from "./rule.ts";

const x = param(0);
const a = param(0);
const b = param(1);

const infix = (token: string, precedence: number, associativity: "left" | "right" = "left"): Operator => ({
  kind: "infix",
  token,
  precedence,
  associativity,
});
const prefix = (token: string): Operator => ({ kind: "prefix", token, precedence: 14, associativity: "right" });
const conditional: Operator = { kind: "conditional", token: "?:", precedence: 2, associativity: "right" };
const printedAs = (formula: Formula): Expansion => ({ kind: "expansion", formula });

const endOfDomain = (at: number, partial: number): Kink => ({
  at: [at],
  partials: [partial],
  because: "the end of the domain: the slope is infinite there, as the formula says",
});

const weightless = 0;

/** What is piecewise constant has derivative 0 everywhere, at its jumps too. */
const steps = { partials: [0], cost: "cheap", note: "piecewise constant" } as const;
const stepsOfTwo = { partials: [0, 0], cost: "cheap", note: "piecewise constant" } as const;
const comparison = {
  ...stepsOfTwo,
  params: ["a", "b"],
  resultType: "boolean",
  samples: [
    [1, 2],
    [2, 2],
  ],
} as const;
/** The number is meant, not a test: where it takes in an active value, a note says that its derivative is 0. */
const noted = { zeroNote: "AD3002" } as const;
const bitwise = {
  ...stepsOfTwo,
  zeroNote: "AD3003",
  params: ["a", "b"],
  samples: [
    [5.7, 3],
    [-8, 1],
  ],
} as const;

const entries: { readonly [P in PrimName]: Entry } = {
  // Numbers -----------------------------------------------------------------------------------------------------------

  add: {
    source: infix("+", 11),
    params: ["a", "b"],
    compute: (a: number, b: number) => a + b,
    partials: [1, 1],
    cost: "cheap",
    samples: [[0.3, -2]],
  },
  sub: {
    source: infix("-", 11),
    params: ["a", "b"],
    compute: (a: number, b: number) => a - b,
    partials: [1, -1],
    cost: "cheap",
    samples: [[0.3, -2]],
  },
  mul: {
    source: infix("*", 12),
    params: ["a", "b"],
    compute: (a: number, b: number) => a * b,
    partials: [b, a],
    cost: "cheap",
    samples: [[0.3, -2]],
  },
  // −(out / b) and not −a / (b * b): the square would overflow and underflow first.
  div: {
    source: infix("/", 12),
    params: ["a", "b"],
    compute: (a: number, b: number) => a / b,
    partials: [div(1, b), neg(div(out, b))],
    strong: "both",
    cost: "cheap",
    samples: [
      [0.3, -2],
      [1e-200, 1e-150],
      [-7, 3],
    ],
    kinks: [
      { at: [1, 0], partials: [Infinity, -Infinity], because: "the pole, as the formula says" },
      { at: [1, Infinity], partials: [0, 0], because: "the quotient no longer moves" },
    ],
  },
  // The quotient (a − out) / b is whole, so that rounding makes it exact.
  rem: {
    source: infix("%", 12),
    params: ["a", "b"],
    compute: (a: number, b: number) => a % b,
    partials: [1, round(div(sub(out, a), b))],
    cost: "costly",
    samples: [
      [7.5, 2],
      [-7.5, 2],
      [7.5, -2],
      [1e10, 0.3],
    ],
    kinks: [
      { at: [5, Infinity], partials: [1, 0], because: "a % Infinity is a" },
      { at: [6, 2], partials: [1, -3], because: "at a jump: the slopes of the piece that the value lies on" },
    ],
  },
  pow: {
    source: infix("**", 13, "right"),
    params: ["x", "y"],
    compute: (x: number, y: number) => x ** y,
    partials: powPartials,
    specialise: powWithConstants,
    strong: "both",
    cost: "costly",
    samples: [
      [2, 3],
      [0.5, -1.5],
      [3, 0],
      [1e-200, 0.3],
      [2.5, 0.9],
      [7, 1],
      [1.5, 40],
    ],
    kinks: [
      { at: [0, 0], partials: [0, 0], because: "x ** 0 is 1 for every x" },
      { at: [NaN, 0], partials: [0, NaN], because: "x ** 0 is 1 for every x, also NaN" },
      { at: [0, 1], partials: [1, 0], because: "x ** 1 is x" },
      { at: [0, 2], partials: [0, 0], because: "flat at 0 for y > 1" },
      { at: [0, 0.5], partials: [Infinity, 0], because: "vertical at 0 for 0 < y < 1" },
      { at: [0, -1], partials: [-Infinity, -Infinity], because: "the pole, as the formula says" },
      { at: [-2, 3], partials: [12, NaN], because: "for x < 0 only whole y have a power, so there is no slope by y" },
      { at: [NaN, 1], partials: [NaN, NaN], because: "the value is NaN" },
      { at: [1, NaN], partials: [NaN, NaN], because: "the value is NaN" },
    ],
  },
  neg: {
    source: prefix("-"),
    params: ["a"],
    compute: (a: number) => -a,
    partials: [-1],
    cost: "free",
    samples: [[0.3]],
  },
  toNumber: {
    source: prefix("+"),
    params: ["a"],
    compute: Number,
    partials: [1],
    cost: "free",
    samples: [[0.3]],
    note: "`Number(a)` and `+a` of a number are that number",
  },

  // Comparisons and logic ---------------------------------------------------------------------------------------------

  lt: { ...comparison, source: infix("<", 9), compute: (a: number, b: number) => a < b },
  le: { ...comparison, source: infix("<=", 9), compute: (a: number, b: number) => a <= b },
  gt: { ...comparison, source: infix(">", 9), compute: (a: number, b: number) => a > b },
  ge: { ...comparison, source: infix(">=", 9), compute: (a: number, b: number) => a >= b },
  eq: { ...comparison, source: infix("===", 8), compute: (a: unknown, b: unknown) => a === b },
  ne: { ...comparison, source: infix("!==", 8), compute: (a: unknown, b: unknown) => a !== b },
  looseEq: { ...comparison, source: infix("==", 8), compute: (a: unknown, b: unknown) => a == b },
  looseNe: { ...comparison, source: infix("!=", 8), compute: (a: unknown, b: unknown) => a != b },
  not: {
    ...steps,
    source: prefix("!"),
    params: ["a"],
    compute: (a: unknown) => !a,
    resultType: "boolean",
    samples: [[0], [1]],
  },
  and: { ...comparison, source: infix("&&", 4), compute: (a: boolean, b: boolean) => a && b },
  or: { ...comparison, source: infix("||", 3), compute: (a: boolean, b: boolean) => a || b },

  // Bitwise operators -------------------------------------------------------------------------------------------------

  bitAnd: { ...bitwise, source: infix("&", 7), compute: (a: number, b: number) => a & b },
  bitOr: {
    ...bitwise,
    source: infix("|", 5),
    compute: (a: number, b: number) => a | b,
    note: "piecewise constant; `a | 0` truncates",
  },
  bitXor: { ...bitwise, source: infix("^", 6), compute: (a: number, b: number) => a ^ b },
  bitNot: {
    ...steps,
    zeroNote: "AD3003",
    source: prefix("~"),
    params: ["a"],
    compute: (a: number) => ~a,
    samples: [[5.7]],
  },
  shl: { ...bitwise, source: infix("<<", 10), compute: (a: number, b: number) => a << b },
  shr: { ...bitwise, source: infix(">>", 10), compute: (a: number, b: number) => a >> b },
  ushr: { ...bitwise, source: infix(">>>", 10), compute: (a: number, b: number) => a >>> b },

  // Math --------------------------------------------------------------------------------------------------------------

  abs: {
    source: "Math.abs",
    params: ["x"],
    compute: Math.abs,
    partials: [select(gt(x, 0), 1, select(lt(x, 0), -1, zeroOf(x)))],
    cost: "cheap",
    samples: [[0.3], [-2]],
    kinks: [
      { at: [0], partials: [0], because: "the mean of both slopes; descent can rest" },
      { at: [NaN], partials: [NaN], because: "the value is NaN" },
    ],
  },
  // (1 − x)(1 + x) keeps the digits that 1 − x * x loses near ±1.
  acos: {
    source: "Math.acos",
    params: ["x"],
    compute: Math.acos,
    partials: [neg(div(1, sqrt(mul(sub(1, x), add(1, x)))))],
    strong: "seed",
    cost: "costly",
    samples: [[0.3], [-0.9], [0.999999]],
    kinks: [endOfDomain(1, -Infinity), endOfDomain(-1, -Infinity)],
  },
  // Two roots: the product (x − 1)(x + 1) would overflow from 1.4e154 on.
  acosh: {
    source: "Math.acosh",
    params: ["x"],
    compute: Math.acosh,
    partials: [div(1, mul(sqrt(sub(x, 1)), sqrt(add(x, 1))))],
    strong: "both",
    cost: "costly",
    samples: [[1.5], [20], [1.000001], [1e200]],
    kinks: [endOfDomain(1, Infinity)],
  },
  asin: {
    source: "Math.asin",
    params: ["x"],
    compute: Math.asin,
    partials: [div(1, sqrt(mul(sub(1, x), add(1, x))))],
    strong: "seed",
    cost: "costly",
    samples: [[0.3], [-0.9], [0.999999]],
    kinks: [endOfDomain(1, Infinity), endOfDomain(-1, Infinity)],
  },
  asinh: {
    source: "Math.asinh",
    params: ["x"],
    compute: Math.asinh,
    partials: [div(1, hypot(1, x))],
    cost: "costly",
    samples: [[0.3], [-2], [1e200]],
  },
  atan: {
    source: "Math.atan",
    params: ["x"],
    compute: Math.atan,
    partials: [div(1, add(1, square(x)))],
    cost: "costly",
    samples: [[0.3], [-2], [1e70]],
    note: "from 1e77 on, where it is below 1e-230, the second derivative loses digits to underflow",
  },
  atan2: {
    source: "Math.atan2",
    params: ["y", "x"],
    compute: Math.atan2,
    partials: atan2Partials(param(0), param(1)),
    strong: "both",
    cost: "costly",
    samples: [
      [0.3, -2],
      [2, 0.3],
      [1e200, -1e200],
      [3e-200, 1e-200],
      [0, -1],
    ],
    kinks: [{ at: [0, 0], partials: [NaN, NaN], because: "no generalised derivative exists" }],
  },
  atanh: {
    source: "Math.atanh",
    params: ["x"],
    compute: Math.atanh,
    partials: [div(1, mul(sub(1, x), add(1, x)))],
    strong: "seed",
    cost: "costly",
    samples: [[0.3], [-0.9], [0.999999]],
    kinks: [endOfDomain(1, Infinity), endOfDomain(-1, Infinity)],
  },
  cbrt: {
    source: "Math.cbrt",
    params: ["x"],
    compute: Math.cbrt,
    partials: [div(1, mul(mul(3, out), out))],
    strong: "both",
    cost: "costly",
    samples: [[0.3], [-8], [1e-300]],
    kinks: [{ at: [0], partials: [Infinity], because: "vertical at 0" }],
  },
  ceil: { ...steps, ...noted, source: "Math.ceil", params: ["x"], compute: Math.ceil, samples: [[0.3], [2]] },
  clz32: { ...steps, ...noted, source: "Math.clz32", params: ["x"], compute: Math.clz32, samples: [[300]] },
  cos: {
    source: "Math.cos",
    params: ["x"],
    compute: Math.cos,
    partials: [neg(sin(x))],
    cost: "costly",
    samples: [[0.3], [-2], [100]],
  },
  cosh: {
    source: "Math.cosh",
    params: ["x"],
    compute: Math.cosh,
    partials: [sinh(x)],
    strong: "both",
    cost: "costly",
    samples: [[0.3], [-2], [20]],
  },
  exp: {
    source: "Math.exp",
    params: ["x"],
    compute: Math.exp,
    partials: [out],
    strong: "both",
    cost: "costly",
    samples: [[0.3], [-2], [20], [-700]],
  },
  // Not out + 1, which is 0 below −37.
  expm1: {
    source: "Math.expm1",
    params: ["x"],
    compute: Math.expm1,
    partials: [exp(x)],
    strong: "both",
    cost: "costly",
    samples: [[0.3], [-2], [-50]],
  },
  f16round: {
    source: "Math.f16round",
    params: ["x"],
    compute: f16round,
    partials: [1],
    cost: "cheap",
    samples: [[0.3]],
    note: "rounding is not differentiated",
  },
  floor: { ...steps, ...noted, source: "Math.floor", params: ["x"], compute: Math.floor, samples: [[0.3], [2]] },
  fround: {
    source: "Math.fround",
    params: ["x"],
    compute: Math.fround,
    partials: [1],
    cost: "free",
    samples: [[0.3]],
    note: "rounding is not differentiated; so it is for a store into a `Float32Array`",
  },
  // out is computed without overflow, so x / out needs no scaling.
  hypot: {
    source: "Math.hypot",
    rest: "xs",
    compute: Math.hypot,
    element: select(eq(out, 0), 0, select(eq(abs(x), Infinity), sign(x), div(x, out))),
    tied: false,
    strong: "both",
    cost: "costly",
    samples: [[3, 4], [0.3, -2, 7], [1e200, -1e200], [3e-200, 1e-200], [-5], []],
    kinks: [
      { at: [0, 0], partials: [0, 0], because: "the tip of the cone: symmetric; a constant for higher orders" },
      { at: [1, -Infinity], partials: [0, -1], because: "±1 to an infinite argument, 0 to the finite ones" },
      { at: [1, NaN], partials: [NaN, NaN], because: "the value is NaN" },
    ],
  },
  imul: { ...stepsOfTwo, ...noted, source: "Math.imul", params: ["a", "b"], compute: Math.imul, samples: [[3, 4]] },
  log: {
    source: "Math.log",
    params: ["x"],
    compute: Math.log,
    partials: [div(1, x)],
    strong: "both",
    cost: "costly",
    samples: [[0.3], [20], [1e-300]],
    kinks: [endOfDomain(0, Infinity)],
  },
  // The constant over x: x * Math.LN10 would overflow.
  log10: {
    source: "Math.log10",
    params: ["x"],
    compute: Math.log10,
    partials: [div(Math.LOG10E, x)],
    strong: "both",
    cost: "costly",
    samples: [[0.3], [20], [1e-300]],
    kinks: [endOfDomain(0, Infinity)],
  },
  log1p: {
    source: "Math.log1p",
    params: ["x"],
    compute: Math.log1p,
    partials: [div(1, add(1, x))],
    strong: "both",
    cost: "costly",
    samples: [[0.3], [-0.9], [1e-20]],
    kinks: [endOfDomain(-1, Infinity)],
  },
  log2: {
    source: "Math.log2",
    params: ["x"],
    compute: Math.log2,
    partials: [div(Math.LOG2E, x)],
    strong: "both",
    cost: "costly",
    samples: [[0.3], [20], [1e-300]],
    kinks: [endOfDomain(0, Infinity)],
  },
  max: { ...extremum("Math.max", Math.max, gt, lt) },
  min: { ...extremum("Math.min", Math.min, lt, gt) },
  random: {
    source: "Math.random",
    params: [],
    compute: Math.random,
    partials: [],
    cost: "costly",
    pure: false,
    samples: [[]],
    note: "inactive: called in the primal sweep only, as often as in the primal",
  },
  round: {
    ...steps,
    ...noted,
    source: "Math.round",
    params: ["x"],
    compute: Math.round,
    samples: [[0.3], [2.5]],
    note: "piecewise constant; the value is JavaScript's, half up",
  },
  sign: { ...steps, ...noted, source: "Math.sign", params: ["x"], compute: Math.sign, samples: [[0.3], [-2], [0]] },
  sin: {
    source: "Math.sin",
    params: ["x"],
    compute: Math.sin,
    partials: [cos(x)],
    cost: "costly",
    samples: [[0.3], [-2], [100]],
  },
  sinh: {
    source: "Math.sinh",
    params: ["x"],
    compute: Math.sinh,
    partials: [cosh(x)],
    strong: "seed",
    cost: "costly",
    samples: [[0.3], [-2], [20]],
  },
  sqrt: {
    source: "Math.sqrt",
    params: ["x"],
    compute: Math.sqrt,
    partials: [div(0.5, out)],
    strong: "both",
    cost: "cheap",
    samples: [[0.3], [20], [1e-300]],
    kinks: [{ at: [0], partials: [Infinity], because: "vertical at 0" }],
  },
  tan: {
    source: "Math.tan",
    params: ["x"],
    compute: Math.tan,
    partials: [add(1, square(out))],
    cost: "costly",
    samples: [[0.3], [-2], [1.57]],
  },
  // 1 − out loses digits as out nears ±1. With e = exp(−2|x|), 4 e / (1 + e)² is e (1 + |out|)², which does not.
  tanh: {
    source: "Math.tanh",
    params: ["x"],
    compute: Math.tanh,
    partials: [
      select(gt(abs(x), 1), mul(exp(mul(-2, abs(x))), square(add(1, abs(out)))), mul(sub(1, out), add(1, out))),
    ],
    cost: "costly",
    samples: [[0.3], [-2], [20], [-300], [800]],
  },
  trunc: { ...steps, ...noted, source: "Math.trunc", params: ["x"], compute: Math.trunc, samples: [[0.3], [-2]] },

  // What only derivative code uses ------------------------------------------------------------------------------------

  select: {
    source: conditional,
    params: ["condition", "a", "b"],
    compute: (condition: unknown, a: unknown, b: unknown) => (condition ? a : b),
    partials: [0, select(a, 1, 0), select(a, 0, 1)],
    resultType: "branches",
    cost: "free",
    samples: [
      [1, 0.3, -2],
      [0, 0.3, -2],
    ],
    note: "both sides are computed; the derivative selects too",
  },
  zeroOf: {
    ...steps,
    source: printedAs(mul(0, x)),
    params: ["x"],
    compute: (x: number) => weightless * x,
    samples: [[0.3]],
    note: "a weight: 0, or NaN where x is not finite, constant to every order",
  },
  zmul: {
    source: printedAs(select(or(eq(a, 0), eq(b, 0)), 0, mul(a, b))),
    params: ["a", "b"],
    compute: (a: number, b: number) => (a === 0 || b === 0 ? 0 : a * b),
    partials: [b, a],
    strong: "both",
    cost: "cheap",
    samples: [
      [0.3, -2],
      [0, 5],
      [5, 0],
    ],
    kinks: [
      { at: [0, Infinity], partials: [Infinity, 0], because: "a strong zero is a value; its slope is the factor" },
    ],
  },
  zmul1: {
    source: printedAs(select(eq(a, 0), 0, mul(a, b))),
    params: ["a", "b"],
    compute: (a: number, b: number) => (a === 0 ? 0 : a * b),
    partials: [b, a],
    strong: ["seed", "both"],
    cost: "cheap",
    samples: [
      [0.3, -2],
      [0, 5],
    ],
    kinks: [
      { at: [0, Infinity], partials: [Infinity, 0], because: "a strong zero is a value; its slope is the factor" },
    ],
  },
  zdiv: {
    source: printedAs(select(or(eq(a, 0), eq(abs(b), Infinity)), 0, div(a, b))),
    params: ["a", "b"],
    compute: (a: number, b: number) => (a === 0 || Math.abs(b) === Infinity ? 0 : a / b),
    partials: [div(1, b), neg(zdiv(out, b))],
    strong: "both",
    cost: "cheap",
    samples: [
      [0.3, -2],
      [0, 5],
    ],
    kinks: [{ at: [0, 0], partials: [Infinity, 0], because: "a strong zero is a value; its slope is 1 / b" }],
  },
  zdiv1: {
    source: printedAs(select(eq(a, 0), 0, div(a, b))),
    params: ["a", "b"],
    compute: (a: number, b: number) => (a === 0 ? 0 : a / b),
    partials: [div(1, b), neg(zdiv1(out, b))],
    strong: ["seed", "both"],
    cost: "cheap",
    samples: [
      [0.3, -2],
      [0, 5],
    ],
    kinks: [{ at: [0, 0], partials: [Infinity, 0], because: "a strong zero is a value; its slope is 1 / b" }],
  },
};

/** The rules, by name. */
export const scalarRules: { readonly [P in PrimName]: Rule } = mapEntries();

function mapEntries(): { readonly [P in PrimName]: Rule } {
  const rules = Object.entries(entries).map(([name, entry]) => [name, ruleOf(name as PrimName, entry)] as const);
  return Object.fromEntries(rules) as { readonly [P in PrimName]: Rule };
}

export function isPrimName(name: string): name is PrimName {
  return Object.hasOwn(entries, name);
}

/** What a primitive gives for arguments: the function that the table says, called. */
export function computePrim(name: PrimName, args: readonly unknown[]): unknown {
  return (scalarRules[name].compute as (...args: readonly unknown[]) => unknown)(...args);
}

/**
 * x / (x² + y²) and −y / (x² + y²), as quotients by the larger of the two: with r = small / large, 1 / (large (1 + r²)) and
 * r / (large (1 + r²)). Nothing is squared that could overflow.
 */
function atan2Partials(y: Formula, x: Formula): readonly Operand[] {
  const isSteep = lt(abs(x), abs(y));
  const ratio = select(isSteep, div(x, y), div(y, x));
  const length = mul(select(isSteep, y, x), add(1, square(ratio)));
  return [div(select(isSteep, ratio, 1), length), neg(div(select(isSteep, 1, ratio), length))];
}

/** 1/k to each of k tied arguments. NaN is neither beyond, nor short of, nor equal to anything. */
function extremum(
  source: string,
  compute: (...xs: number[]) => number,
  beyond: (a: Operand, b: Operand) => Formula,
  short: (a: Operand, b: Operand) => Formula,
): VariadicEntry {
  const [x, ties] = [param(0), param(1)];
  return {
    source,
    rest: "xs",
    compute,
    element: select(short(x, out), 0, select(eq(x, out), div(1, ties), NaN)),
    tied: true,
    few: (args, i) => {
      const [mine, other] = [args[i], args[1 - i]];
      if (mine === undefined || args.length > 2) return undefined;
      if (other === undefined) return select(eq(mine, mine), 1, NaN);
      return select(beyond(mine, other), 1, select(short(mine, other), 0, select(eq(mine, other), 0.5, NaN)));
    },
    cost: "cheap",
    samples: [[0.3, -2], [-2, 0.3], [5, 1, 3], [7], []],
    kinks: [
      { at: [1, 1], partials: [0.5, 0.5], because: "half to each, so that the slope for two equal arguments is 1" },
      { at: [2, 2, 2], partials: [1 / 3, 1 / 3, 1 / 3], because: "1/k to each of the k that tie" },
      { at: [1, NaN], partials: [NaN, NaN], because: "the value is NaN" },
      { at: [1, 2, NaN], partials: [NaN, NaN, NaN], because: "the value is NaN" },
    ],
    note: "a loop of two-argument calls halves along the chain; `if (x > m) m = x` follows the branch",
  };
}

/** How many arguments a primitive takes; undefined for none of the table: what the verifier asks. */
export function arityOf(prim: string): number | "variadic" | undefined {
  if (!isPrimName(prim)) return undefined;
  const rule = scalarRules[prim];
  return rule.variadic ? "variadic" : rule.params.length;
}
