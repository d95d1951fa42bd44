/**
 * The partials of x ** y: y x^(y−1) and out log x, in forms that are exact near the edges and give the conventions at 0.
 *
 * Where y < ½ the exponent y − 1 is rounded, which a small or large x magnifies (690 times at 1e-300). There out / x is the
 * exact form of x^(y−1), and cannot overflow or underflow before the partial does. From ½ on, y − 1 is exact.
 */
import {
  and,
  constant,
  div,
  eq,
  ge,
  gt,
  log,
  lt,
  mul,
  ne,
  neg,
  out,
  param,
  pow,
  select,
  sqrt,
  square,
  sub,
  zmul1,
} from "./formula.ts";
import type { Formula, Operand } from "./formula.ts";
import type { Constants } from "./rule.ts";

const x = param(0);
const y = param(1);

const isPositive = and(gt(x, 0), lt(x, Infinity));
const oneLess = select(and(isPositive, lt(y, 0.5)), div(out, x), pow(x, sub(y, 1)));

/**
 * A strong product with y: at y = 0 it is 0 whatever x is, while its own slope by y is still x^(y−1). Without the test of
 * `out`, NaN ** 1 would have the slope 1 * NaN ** 0.
 */
const byBase: Formula = select(ne(out, out), NaN, zmul1(y, oneLess));

/** The logarithm is taken of 1 where x is 0 and y ≥ 0: nothing is infinite where the partial is 0, to any order. */
const byExponent: Formula = mul(out, log(select(and(eq(x, 0), ge(y, 0)), 1, x)));

export const powPartials: readonly [Formula, Formula] = [byBase, byExponent];

/** The partials where the base or the exponent is a literal. */
export function powWithConstants([base, exponent]: Constants): readonly Operand[] | undefined {
  if (exponent !== undefined) return [byBaseTo(exponent), byExponent];
  if (base !== undefined && base > 0 && base < Infinity) return [byBase, mul(out, Math.log(base))];
  return undefined;
}

function byBaseTo(exponent: number): Operand {
  switch (exponent) {
    case 0:
      return 0;
    case 0.5:
      return div(0.5, out);
    case 1:
      return select(eq(x, x), 1, NaN);
    case 1.5:
      return mul(1.5, sqrt(x));
    case 2:
    case 3:
    case 4:
    case 5:
      return Array.from({ length: exponent - 1 }, () => x).reduce<Formula>(
        (product, factor) => mul(product, factor),
        constant(exponent),
      );
    case -1:
      return neg(square(out));
  }
  if (exponent < 0) return mul(exponent, div(out, x));
  const less = exponent - 1;
  const isExact = less + 1 === exponent;
  return mul(
    exponent,
    isExact || Number.isNaN(exponent) ? pow(x, less) : select(isPositive, div(out, x), pow(x, less)),
  );
}
