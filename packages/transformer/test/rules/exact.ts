/** Exact arithmetic to judge doubles by: 80 decimal digits, every double converted without rounding. */
import { Decimal } from "decimal.js";

/** decimal.js at 80 digits: 50 that count, and room for what subtractions lose. */
export const Exact = Decimal.clone({ precision: 80, toExpNeg: -9e15, toExpPos: 9e15, minE: -9e15, maxE: 9e15 });
export type Exact = Decimal;

const view = new DataView(new ArrayBuffer(8));

/** The double itself; `new Decimal(x)` would take the shortest text that reads back as x. */
export function exact(x: number): Exact {
  if (!Number.isFinite(x) || x === 0) return new Exact(x);
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const fraction = bits & 0xfffffffffffffn;
  const biased = Number((bits >> 52n) & 0x7ffn);
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  const size = new Exact(mantissa.toString()).times(new Exact(2).pow(Math.max(biased, 1) - 1075));
  return x < 0 ? size.neg() : size;
}

/** The distance of neighbouring doubles at `value`. */
function spacingAt(value: Exact): Exact {
  const nearest = value.abs().toNumber();
  const exponent = Math.max(Math.floor(Math.log2(nearest)), -1022);
  return new Exact(2).pow(exponent - 52);
}

/** How many spacings of doubles `got` is away from `wanted`. */
export function ulpsBetween(got: number, wanted: Exact): number {
  if (wanted.isNaN() || !Number.isFinite(got)) return Object.is(got, wanted.toNumber()) ? 0 : Infinity;
  if (wanted.isZero()) return got === 0 ? 0 : Infinity;
  return exact(got).minus(wanted).abs().div(spacingAt(wanted)).toNumber();
}

/** Random numbers that are the same on every run (mulberry32). */
export class Random {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }

  /** Between 0 and 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32 + this.#fine();
  }

  /** The bits below 2^-32, so that mantissas are full. */
  #fine(): number {
    this.#state = (this.#state * 1664525 + 1013904223) | 0;
    return (this.#state >>> 0) / 2 ** 64;
  }

  uniform(from: number, to: number): number {
    return from + (to - from) * this.next();
  }

  /** Sizes from `from` to `to` (both positive), every decade as likely as another. */
  logUniform(from: number, to: number): number {
    return Math.exp(this.uniform(Math.log(from), Math.log(to)));
  }

  sign(): number {
    return this.next() < 0.5 ? -1 : 1;
  }
}
