/**
 * The derivatives once more, written from the textbook in 80-digit arithmetic and without a look at the table, each with a
 * generator of points of its domain.
 */
import type { MathName, PrimName } from "../../src/rules/formula.ts";
import { Exact } from "./exact.ts";
import type { Random } from "./exact.ts";

export interface Reference {
  readonly point: (random: Random) => readonly number[];
  /** Where the second derivative is to be tested, if not everywhere. */
  readonly pointOfSecond?: (random: Random) => readonly number[];
  readonly partials: (...args: Exact[]) => readonly Exact[];
}

const one = new Exact(1);
const zero = new Exact(0);
const number = (x: number | string): Exact => new Exact(x);

/** Any size between 1e-300 and 1e300, either sign. */
const anySize = (random: Random): number => random.sign() * random.logUniform(1e-300, 1e300);
const positive = (random: Random): number => random.logUniform(1e-300, 1e300);
/** Ordinary numbers for one half, sizes from 1e-10 to `largest` for the other. */
const upTo =
  (largest: number) =>
  (random: Random): number =>
    random.next() < 0.5
      ? random.uniform(-Math.min(largest, 10), Math.min(largest, 10))
      : random.sign() * random.logUniform(1e-10, largest);
/** Between −1 and 1, near the ends for one half. */
const insideOne = (random: Random): number => {
  const fromEnd = random.next() < 0.5 ? random.uniform(0, 1) : random.logUniform(1e-15, 1);
  return random.sign() * (1 - fromEnd);
};

const unary = (draw: (random: Random) => number, partial: (x: Exact) => Exact): Reference => ({
  point: (random) => [draw(random)],
  partials: (x) => [partial(x)],
});
const flat = (count: number): Reference => ({
  point: (random) => Array.from({ length: count }, () => random.uniform(-100, 100)),
  partials: () => Array.from({ length: count }, () => zero),
});
const two = (
  draw: (random: Random) => number,
  partials: (a: Exact, b: Exact) => readonly [Exact, Exact],
): Reference => ({ point: (random) => [draw(random), draw(random)], partials });
const largest = (isBeyond: (a: Exact, b: Exact) => boolean): Reference => ({
  point: (random) => Array.from({ length: 1 + Math.floor(random.uniform(0, 4)) }, () => random.uniform(-5, 5)),
  partials: (...xs) => {
    return xs.map((x, i) => (xs.every((other, k) => k === i || isBeyond(x, other)) ? one : zero));
  },
});

const square = (x: Exact): Exact => x.times(x);
const inverse = (x: Exact): Exact => one.div(x);

const mathReferences: { readonly [P in Exclude<MathName, "random">]: Reference } = {
  abs: unary(anySize, (x) => number(x.s)),
  acos: unary(insideOne, (x) => inverse(one.minus(square(x)).sqrt()).neg()),
  acosh: unary(
    (random) => 1 + random.logUniform(1e-15, 1e300),
    (x) => inverse(square(x).minus(1).sqrt()),
  ),
  asin: unary(insideOne, (x) => inverse(one.minus(square(x)).sqrt())),
  asinh: unary(anySize, (x) => inverse(square(x).plus(1).sqrt())),
  atan: {
    ...unary(upTo(1e150), (x) => inverse(square(x).plus(1))),
    // Beyond, x^-4 underflows on the way to the second derivative, which is below 1e-230 there: the table says so.
    pointOfSecond: (random) => [upTo(1e76)(random)],
  },
  atan2: two(
    (random) => random.sign() * random.logUniform(1e-100, 1e100),
    (y, x) => {
      const squares = square(x).plus(square(y));
      return [x.div(squares), y.neg().div(squares)];
    },
  ),
  atanh: unary(insideOne, (x) => inverse(one.minus(square(x)))),
  cbrt: unary(anySize, (x) => inverse(square(x.cbrt()).times(3))),
  ceil: flat(1),
  clz32: flat(1),
  cos: unary(upTo(1e15), (x) => x.sin().neg()),
  cosh: unary(upTo(700), (x) => x.sinh()),
  exp: unary(upTo(700), (x) => x.exp()),
  expm1: unary(upTo(700), (x) => x.exp()),
  f16round: unary(upTo(60000), () => one),
  floor: flat(1),
  fround: unary(upTo(1e30), () => one),
  hypot: {
    point: (random) => {
      const size = random.logUniform(1e-290, 1e290);
      return Array.from({ length: 1 + Math.floor(random.uniform(0, 4)) }, () => size * upTo(1e5)(random));
    },
    partials: (...xs) => {
      const length = xs.reduce((sum, x) => sum.plus(square(x)), zero).sqrt();
      return xs.map((x) => x.div(length));
    },
  },
  imul: flat(2),
  log: unary(positive, inverse),
  log10: unary(positive, (x) => inverse(x.times(number(10).ln()))),
  log1p: unary(
    (random) => (random.next() < 0.5 ? random.logUniform(1e-15, 1e300) : random.logUniform(1e-15, 1) - 1),
    (x) => inverse(x.plus(1)),
  ),
  log2: unary(positive, (x) => inverse(x.times(number(2).ln()))),
  max: largest((a, b) => a.gt(b)),
  min: largest((a, b) => a.lt(b)),
  round: flat(1),
  sign: flat(1),
  sin: unary(upTo(1e15), (x) => x.cos()),
  sinh: unary(upTo(700), (x) => x.cosh()),
  sqrt: unary(positive, (x) => inverse(x.sqrt().times(2))),
  tan: unary(upTo(1e15), (x) => inverse(square(x.cos()))),
  tanh: unary(upTo(350), (x) => inverse(square(x.cosh()))),
  trunc: flat(1),
};

/** Every primitive that stands in a user's program; `random` has nothing to differentiate. */
export const references: ReadonlyMap<PrimName, Reference> = new Map<PrimName, Reference>([
  ["add", two(anySize, () => [one, one])],
  ["sub", two(anySize, () => [one, one.neg()])],
  [
    "mul",
    two(
      (random) => random.sign() * random.logUniform(1e-150, 1e150),
      (a, b) => [b, a],
    ),
  ],
  [
    "div",
    two(
      (random) => random.sign() * random.logUniform(1e-100, 1e100),
      (a, b) => [inverse(b), a.neg().div(square(b))],
    ),
  ],
  [
    "rem",
    two(
      (random) => random.sign() * random.logUniform(1e-3, 1e6),
      (a, b) => [one, a.div(b).trunc().neg()],
    ),
  ],
  [
    "pow",
    { point: powPoint, partials: (x, y) => [y.times(power(x, y.minus(1))), power(x, y).times(x.gt(0) ? x.ln() : NaN)] },
  ],
  ["neg", unary(anySize, () => one.neg())],
  ["toNumber", unary(anySize, () => one)],
  ...(["lt", "le", "gt", "ge", "eq", "ne", "looseEq", "looseNe"] as const).map((name) => [name, flat(2)] as const),
  ...(["bitAnd", "bitOr", "bitXor", "shl", "shr", "ushr"] as const).map((name) => [name, flat(2)] as const),
  ["bitNot", flat(1)],
  ["not", flat(1)],
  ...(Object.entries(mathReferences) as [MathName, Reference][]),
]);

/** Powers with a finite value and slope: positive bases of every size, negative ones with whole exponents. */
function powPoint(random: Random): readonly number[] {
  const kind = random.next();
  if (kind < 0.25) return [-random.logUniform(1e-3, 1e3), Math.round(random.uniform(-30, 30))];
  if (kind < 0.5) return [random.uniform(0.1, 10), random.uniform(-5, 5)];
  if (kind < 0.6) return nearOne(random);
  const base = random.logUniform(1e-250, 1e250);
  return [base, random.uniform(-1, 1) * Math.min(600 / Math.abs(Math.log(base)), 1e4)];
}

/** Bases so near 1 that exponents may be huge. */
function nearOne(random: Random): readonly number[] {
  const base = 1 + random.sign() * random.logUniform(1e-14, 0.5);
  return [base, random.sign() * Math.min(random.logUniform(1, 1e16), 600 / Math.abs(Math.log(base)))];
}

function power(x: Exact, y: Exact): Exact {
  return x.lt(0) || y.isInteger() ? x.pow(y) : y.times(x.ln()).exp();
}
