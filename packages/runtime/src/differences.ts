/**
 * Central differences over a sweep of steps, each half a decade smaller than the one before, extrapolated to step 0 (Richardson 1911).
 * Which estimate is taken is decided by how well it agrees with its neighbours, never by what it is compared with.
 */

/** The steps, relative to the size of what is moved: 0.1 down to 1e-10. */
export const steps: readonly number[] = Array.from({ length: 19 }, (_, i) => 10 ** (-1 - i / 2));
/** The square of the ratio of two steps: central differences err by even powers. */
const ratio = 10;

/** The difference quotients of a vector by step; undefined where the function has no value on both sides. */
export type Sweep = readonly (readonly number[] | undefined)[];

export interface Estimate {
  readonly value: number;
  /** How far it is from its neighbours. */
  readonly error: number;
  readonly step: number;
}

/** `at(h)` gives the function moved by h along a direction, or undefined where it has no finite value. */
export function sweepOf(at: (h: number) => readonly number[] | undefined): Sweep {
  return steps.map((step) => {
    const [above, below] = [at(step), at(-step)];
    if (!above || !below || above.length !== below.length) return undefined;
    return above.map((x, i) => (x - (below[i] ?? Number.NaN)) / (2 * step));
  });
}

/** The difference quotients to the left and to the right alone: where they do not agree there is a kink. */
export function oneSidedSweeps(at: (h: number) => readonly number[] | undefined): readonly [left: Sweep, right: Sweep] {
  const here = at(0);
  // A function that stands still on the other side: the step is half as long.
  const doubled = (sweep: Sweep): Sweep => sweep.map((row) => row?.map((quotient) => 2 * quotient));
  return [doubled(sweepOf((h) => (h < 0 ? at(h) : here))), doubled(sweepOf((h) => (h > 0 ? at(h) : here)))];
}

export interface Choice {
  readonly component: number;
  /** How far the values of the function are rounded. */
  readonly rounding: number;
  readonly mayUse: (step: number) => boolean;
}

/** Once an estimate is as sure as this, relative to itself … */
const sure = 1e-3;
/** … and a smaller step is so much less sure, rounding has set in: smaller ones agree by chance, or because nothing moves any more. */
const setback = 1e3;

/** The surest estimate of a component, from the steps that may be used; undefined where fewer than three neighbours may. */
export function surest(sweep: Sweep, { component, rounding, mayUse }: Choice): Estimate | undefined {
  const quotients = sweep.map((row, i) => (mayUse(i) ? row?.[component] : undefined));
  let best: Estimate | undefined;
  for (let i = 2; i < quotients.length; i++) {
    const [coarse, middle, fine] = [quotients[i - 2], quotients[i - 1], quotients[i]];
    if (coarse === undefined || middle === undefined || fine === undefined) continue;
    const step = steps[i] ?? 0;
    const found = byNeighbours([coarse, middle, fine], rounding / step, step);
    if (best && best.error <= sure * Math.abs(best.value) && found.error > setback * best.error) break;
    if (!best || found.error < best.error) best = found;
  }
  return best;
}

/** The surest of a quotient and what it extrapolates to, once and twice. */
function byNeighbours(quotients: readonly [number, number, number], rounding: number, step: number): Estimate {
  const [coarse, middle, fine] = quotients;
  const [left, right] = [extrapolated(middle, coarse, ratio), extrapolated(fine, middle, ratio)];
  const twice = extrapolated(right, left, ratio * ratio);
  const candidates = [
    { value: fine, error: Math.max(Math.abs(fine - middle), Math.abs(middle - coarse)) },
    { value: right, error: Math.max(Math.abs(right - left), Math.abs(right - fine)) },
    { value: twice, error: Math.max(Math.abs(twice - right), Math.abs(twice - left)) },
  ];
  const [best = { value: fine, error: Infinity }] = candidates.toSorted((a, b) => a.error - b.error);
  return { value: best.value, error: best.error + rounding, step };
}

function extrapolated(fine: number, coarse: number, factor: number): number {
  return (fine * factor - coarse) / (factor - 1);
}
