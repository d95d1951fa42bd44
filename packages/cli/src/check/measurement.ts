/** What a check of a point comes to, and how measurements are made of two numbers and put in order. */
import { relative } from "./vectors.ts";

export const checkNames = {
  value: "value and arguments",
  dotProduct: "tangent against adjoint",
  differences: "adjoint against differences",
  symmetry: "second order, symmetry",
  second: "second order against differences",
  into: "gradient into buffers",
  jacobian: "Jacobian against tangent and adjoint",
  hessian: "Hessian against second order",
} as const;
export type CheckName = keyof typeof checkNames;

/**
 * `kink`: the differences cross one at every step. `unclear`: they do not settle, or the function has no value around the point. `skipped`:
 * it would take too long.
 */
export type Verdict = "holds" | "fails" | "kink" | "unclear" | "skipped";

export interface Measurement {
  readonly check: CheckName;
  readonly verdict: Verdict;
  readonly error: number;
  /** What derivatives say, and what they are compared with. */
  readonly ours: number;
  readonly theirs: number;
  /** The number that it is about: `w[2]`; undefined where it is about all of them. */
  readonly place?: string | undefined;
  readonly step?: number | undefined;
  /** Of the kink. */
  readonly line?: number | undefined;
  /** What a derivative throws where the function has a value. */
  readonly thrown?: string | undefined;
}

/** A measurement that is about no pair of numbers. */
export function plain(check: CheckName, verdict: Verdict): Measurement {
  const error = verdict === "holds" ? 0 : verdict === "fails" ? 1 : Number.NaN;
  return { check, verdict, error, ours: Number.NaN, theirs: Number.NaN };
}

export function compared(
  check: CheckName,
  ours: number,
  theirs: number,
  { size, tolerance }: { readonly size: number; readonly tolerance: number },
): Measurement {
  const error = relative(ours - theirs, size);
  return { check, verdict: error <= tolerance ? "holds" : "fails", error, ours, theirs };
}

/** The worst: what fails before all else, then what holds with the largest error. */
export function worstOf<T extends Measurement>(measurements: readonly T[]): T | undefined {
  const rank = ({ verdict, error }: Measurement): number => {
    if (verdict === "fails") return Infinity;
    return verdict === "holds" && !Number.isNaN(error) ? error : -1;
  };
  return measurements.reduce<T | undefined>(
    (worst, one) => (worst === undefined || rank(one) > rank(worst) ? one : worst),
    undefined,
  );
}

/** Whether two values are the same, bit for bit. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return (
    left.length === right.length && left.every(([name, item], i) => right[i]?.[0] === name && same(item, right[i]?.[1]))
  );
}
