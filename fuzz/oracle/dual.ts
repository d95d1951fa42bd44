/**
 * Dual numbers: a value and a tangent, each of which may be a dual number again (order two). This is the second opinion on every
 * derivative: it knows nothing of the compiler, its rules are written here from calculus, and the conventions at special points
 * from the project's published page.
 */

import { onTangents, rounded } from "./noise.ts";
import { noted, notSmooth } from "./path.ts";

/** A number, or a number that carries a tangent. */
export type Num = number | Dual;

export class Dual {
  readonly value: Num;
  readonly tangent: Num;
  /** Which differentiation it belongs to: an outer one has a smaller level. */
  readonly level: number;

  constructor(value: Num, tangent: Num, level: number) {
    this.value = value;
    this.tangent = tangent;
    this.level = level;
  }

  valueOf(): number {
    return raw(this);
  }

  toString(): string {
    return String(raw(this));
  }

  toJSON(): number {
    return raw(this);
  }
}

/** The plain number behind any depth of duals. */
export function raw(x: Num): number {
  let now = x;
  while (now instanceof Dual) now = now.value;
  return now;
}

/** The tangent at a level: 0 for what does not carry one. */
export function tangentAt(x: unknown, level: number): Num {
  return x instanceof Dual && x.level === level ? x.tangent : 0;
}

/** The value with the tangent of a level taken off. */
export function valueAt(x: Num, level: number): Num {
  return x instanceof Dual && x.level === level ? x.value : x;
}

export function levelOf(...xs: readonly Num[]): number {
  let level = 0;
  for (const x of xs) if (x instanceof Dual && x.level > level) level = x.level;
  return level;
}

/** A dual number, or the value alone where the tangent is the number 0. */
function dual(value: Num, tangent: Num, level: number): Num {
  return tangent === 0 ? value : new Dual(value, tangent, level);
}

// -- arithmetic ----------------------------------------------------------------------------------------------------------

/** Tangent times partial, 0 where either is exactly 0 (the strong zero). */
function strong(tangent: Num, partial: () => Num): Num {
  if (raw(tangent) === 0 && !(tangent instanceof Dual)) return 0;
  const p = partial();
  if (raw(tangent) === 0 || raw(p) === 0) {
    // What an outer differentiation sees of the product is decided by the parts that are not 0.
    return finiteProduct(tangent, p);
  }
  return mul(tangent, p);
}

function finiteProduct(a: Num, b: Num): Num {
  const [x, y] = [raw(a), raw(b)];
  if (Number.isFinite(x) && Number.isFinite(y)) return mul(a, b);
  const level = levelOf(a, b);
  if (level === 0) return 0;
  const [av, bv] = [valueAt(a, level), valueAt(b, level)];
  const tangent = add(finiteProduct(tangentAt(a, level), bv), finiteProduct(av, tangentAt(b, level)));
  return dual(0, tangent, level);
}

/** The result of a function of one argument with its derivative. */
function chain(x: Num, compute: (x: number) => number, partial: (x: Num, out: Num) => Num, isStrong = false): Num {
  if (!(x instanceof Dual)) return rounded(compute(x));
  const out = chain(x.value, compute, partial, isStrong);
  const own = x.value;
  const times = isStrong ? strong : mulTangent;
  return dual(
    out,
    onTangents(() => times(x.tangent, () => partial(own, out))),
    x.level,
  );
}

function mulTangent(tangent: Num, partial: () => Num): Num {
  return tangent === 0 ? 0 : mul(tangent, partial());
}

/** A function of two arguments with both partial derivatives. */
function chain2(
  a: Num,
  b: Num,
  compute: (a: number, b: number) => number,
  partials: (a: Num, b: Num, out: Num) => readonly [() => Num, () => Num],
  isStrong = false,
): Num {
  const level = levelOf(a, b);
  if (level === 0) return rounded(compute(a as number, b as number));
  const [av, bv] = [valueAt(a, level), valueAt(b, level)];
  const out = chain2(av, bv, compute, partials, isStrong);
  const times = isStrong ? strong : mulTangent;
  const tangent = onTangents(() => {
    const [pa, pb] = partials(av, bv, out);
    return add(times(tangentAt(a, level), pa), times(tangentAt(b, level), pb));
  });
  return dual(out, tangent, level);
}

export function add(a: Num, b: Num): Num {
  const level = levelOf(a, b);
  if (level === 0) return rounded((a as number) + (b as number));
  const tangent = onTangents(() => add(tangentAt(a, level), tangentAt(b, level)));
  return dual(add(valueAt(a, level), valueAt(b, level)), tangent, level);
}

export function neg(a: Num): Num {
  return a instanceof Dual ? dual(neg(a.value), neg(a.tangent), a.level) : -a;
}

export function sub(a: Num, b: Num): Num {
  const level = levelOf(a, b);
  if (level === 0) return rounded((a as number) - (b as number));
  const tangent = onTangents(() => sub(tangentAt(a, level), tangentAt(b, level)));
  return dual(sub(valueAt(a, level), valueAt(b, level)), tangent, level);
}

export function mul(a: Num, b: Num): Num {
  const level = levelOf(a, b);
  if (level === 0) return rounded((a as number) * (b as number));
  const [av, bv] = [valueAt(a, level), valueAt(b, level)];
  const [at, bt] = [tangentAt(a, level), tangentAt(b, level)];
  const tangent = onTangents(() => add(at === 0 ? 0 : mul(at, bv), bt === 0 ? 0 : mul(av, bt)));
  return dual(mul(av, bv), tangent, level);
}

export function div(a: Num, b: Num): Num {
  return chain2(
    a,
    b,
    (x, y) => x / y,
    (_, y, out) => [() => div(1, y), () => neg(div(out, y))],
    true,
  );
}

export function rem(a: Num, b: Num): Num {
  return chain2(
    a,
    b,
    (x, y) => (noted(Math.round((x - (x % y)) / y)), x % y),
    (x, y, out) => [() => 1, () => (Math.abs(raw(y)) === Infinity ? 0 : -Math.round((raw(x) - raw(out)) / raw(y)))],
  );
}

export function pow(x: Num, y: Num): Num {
  return chain2(
    x,
    y,
    (a, b) => a ** b,
    (a, b, out) => [() => powByBase(a, b, out), () => powByExponent(a, b, out)],
    true,
  );
}

function powByBase(x: Num, y: Num, out: Num): Num {
  const e = raw(y);
  if (Number.isNaN(raw(out))) return Number.NaN;
  if (e === 0) return 0;
  if (e === 1) return add(1, mul(sub(y, 1), 0));
  if (raw(x) === 0) return e > 1 ? mul(y, pow(x, sub(y, 1))) : e > 0 ? Infinity : mul(y, pow(x, sub(y, 1)));
  return mul(y, pow(x, sub(y, 1)));
}

function powByExponent(x: Num, y: Num, out: Num): Num {
  if (Number.isNaN(raw(out))) return Number.NaN;
  if (raw(x) === 0 && raw(y) >= 0) return 0;
  return raw(x) < 0 ? Number.NaN : mul(out, log(x));
}

/** The value passes, the tangent does not: comparisons, bitwise operators, rounding. */
function flat(compute: (x: number) => number): (x: Num) => number {
  return (x) => noted(compute(raw(x)));
}

// -- functions of one argument ---------------------------------------------------------------------------------------------

export const sqrt = (x: Num): Num => chain(x, Math.sqrt, (_, out) => div(0.5, out), true);
export const log = (x: Num): Num => chain(x, Math.log, (a) => div(1, a), true);
export const exp = (x: Num): Num => chain(x, Math.exp, (_, out) => out, true);
const sin = (x: Num): Num => chain(x, Math.sin, (a) => cos(a));
const cos = (x: Num): Num => chain(x, Math.cos, (a) => neg(sin(a)));
const tan = (x: Num): Num => chain(x, Math.tan, (_, out) => add(1, mul(out, out)));
const asin = (x: Num): Num => chain(x, Math.asin, (a) => div(1, sqrt(mul(sub(1, a), add(1, a)))), true);
const acos = (x: Num): Num => chain(x, Math.acos, (a) => neg(div(1, sqrt(mul(sub(1, a), add(1, a))))), true);
const atan = (x: Num): Num => chain(x, Math.atan, (a) => div(1, add(1, mul(a, a))));
const sinh = (x: Num): Num => chain(x, Math.sinh, (a) => cosh(a), true);
const cosh = (x: Num): Num => chain(x, Math.cosh, (a) => sinh(a), true);
/** sech², without overflow. */
const tanh = (x: Num): Num =>
  chain(x, Math.tanh, (a, out) => {
    if (Math.abs(raw(a)) <= 1) return mul(sub(1, out), add(1, out));
    const e = exp(mul(-2, abs(a)));
    return div(mul(4, e), mul(add(1, e), add(1, e)));
  });
const asinh = (x: Num): Num => chain(x, Math.asinh, (a) => div(1, hypot(1, a)));
const acosh = (x: Num): Num => chain(x, Math.acosh, (a) => div(1, sqrt(mul(sub(a, 1), add(a, 1)))), true);
const atanh = (x: Num): Num => chain(x, Math.atanh, (a) => div(1, mul(sub(1, a), add(1, a))), true);
const cbrt = (x: Num): Num => chain(x, Math.cbrt, (_, out) => div(1, mul(3, mul(out, out))), true);
const expm1 = (x: Num): Num => chain(x, Math.expm1, (a) => exp(a), true);
const log1p = (x: Num): Num => chain(x, Math.log1p, (a) => div(1, add(1, a)), true);
const log2 = (x: Num): Num => chain(x, Math.log2, (a) => div(1, mul(a, Math.LN2)), true);
const log10 = (x: Num): Num => chain(x, Math.log10, (a) => div(1, mul(a, Math.LN10)), true);
export const abs = (x: Num): Num =>
  chain(
    x,
    (a) => (noted(Math.sign(a)), Math.abs(a)),
    (a) => (raw(a) > 0 ? 1 : raw(a) < 0 ? -1 : Number.isNaN(raw(a)) ? Number.NaN : 0),
  );
export const fround = (x: Num): Num => chain(x, single, () => 1);

function single(x: number): number {
  const rounded = Math.fround(x);
  if (rounded !== x) notSmooth();
  return rounded;
}

/** Newer than the library that programs are checked with. */
const f16round = (Math as unknown as { f16round?: (x: number) => number }).f16round ?? Math.fround;

// -- functions of several arguments -------------------------------------------------------------------------------------------

function atan2(y: Num, x: Num): Num {
  return chain2(
    y,
    x,
    Math.atan2,
    (b, a) => {
      // Scaled by the larger one, so that squares neither over- nor underflow.
      const size = Math.max(Math.abs(raw(a)), Math.abs(raw(b)));
      const [u, v] = [div(a, size), div(b, size)];
      const square = add(mul(u, u), mul(v, v));
      return [() => div(div(u, square), size), () => neg(div(div(v, square), size))];
    },
    true,
  );
}

export function hypot(...xs: readonly Num[]): Num {
  const level = levelOf(...xs);
  if (level === 0) return rounded(Math.hypot(...(xs as readonly number[])));
  const values = xs.map((x) => valueAt(x, level));
  const out = hypot(...values);
  const partial = (x: Num): Num => {
    if (Number.isNaN(raw(out))) return Number.NaN;
    if (raw(out) === 0) return 0;
    if (raw(out) === Infinity) return Math.abs(raw(x)) === Infinity ? Math.sign(raw(x)) : 0;
    return div(x, out);
  };
  const tangent = onTangents(() => {
    let sum: Num = 0;
    for (const [i, x] of xs.entries()) {
      const own = strong(tangentAt(x, level), () => partial(values[i]!));
      sum = add(sum, own);
    }
    return sum;
  });
  return dual(out, tangent, level);
}

function extreme(compute: (...xs: number[]) => number): (...xs: readonly Num[]) => Num {
  const of = (...xs: readonly Num[]): Num => {
    const level = levelOf(...xs);
    if (level === 0) {
      const out = compute(...(xs as readonly number[]));
      for (const x of xs) noted(x === out);
      return out;
    }
    const values = xs.map((x) => valueAt(x, level));
    const out = of(...values);
    const isNaN = Number.isNaN(raw(out));
    const tied = values.filter((x) => raw(x) === raw(out)).length;
    const tangent = onTangents(() => {
      let sum: Num = 0;
      for (const [i, x] of xs.entries()) {
        const own = tangentAt(x, level);
        if (own === 0) continue;
        if (isNaN) sum = Number.NaN;
        else if (raw(values[i]!) === raw(out)) sum = add(sum, div(own, tied));
      }
      return sum;
    });
    return dual(out, tangent, level);
  };
  return of;
}

/** What stands for `Math` in a rewritten program. */
export const DualMath: Readonly<Record<string, unknown>> = {
  ...constants(),
  abs,
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atan2,
  atanh,
  cbrt,
  ceil: flat(Math.ceil),
  clz32: flat(Math.clz32),
  cos,
  cosh,
  exp,
  expm1,
  floor: flat(Math.floor),
  f16round: (x: Num): Num => chain(x, f16round, () => 1),
  fround,
  hypot,
  imul: (a: Num, b: Num): number => Math.imul(raw(a), raw(b)),
  log,
  log10,
  log1p,
  log2,
  max: extreme(Math.max),
  min: extreme(Math.min),
  pow,
  random: (): number => Math.random(),
  round: flat(Math.round),
  sign: flat(Math.sign),
  sin,
  sinh,
  sqrt,
  tan,
  tanh,
  trunc: flat(Math.trunc),
};

function constants(): Record<string, number> {
  const { E, LN10, LN2, LOG10E, LOG2E, PI, SQRT1_2, SQRT2 } = Math;
  return { E, LN10, LN2, LOG10E, LOG2E, PI, SQRT1_2, SQRT2 };
}
