/**
 * What must hold of derivatives at a point, as measurements. Each has its error relative to the size of what is compared, the place where
 * it is worst, and a verdict.
 */
import { oneSidedSweeps, surest, sweepOf, steps } from "@adgen/runtime/differences";
import type { Estimate, Sweep } from "@adgen/runtime/differences";
import { canLookForKinks, partingAcross } from "./kinks.ts";
import { compared, plain, same, worstOf } from "./measurement.ts";
import type { CheckName, Measurement } from "./measurement.ts";
import { modeChecks } from "./mode-checks.ts";
import type { Parting } from "./kinks.ts";
import type { Left, Point, Vector } from "./point.ts";
import { directionOf } from "./random.ts";
import type { Random } from "./random.ts";
import { canMove, dot, largestOf, relative, scaled, seedOf, sizeOf, unit } from "./vectors.ts";

/** Relative errors that count as none. Rounding is allowed for beside them, as far as it is felt. */
const tolerances = { dotProduct: 1e-10, differences: 1e-6, symmetry: 1e-9, second: 1e-5 } as const;
/** How many times the estimated error of differences they may be off. */
const trust = 10;
/** An estimate that is no surer than this says nothing. */
const unsure = 1e-2;
/** How much of the gradient may hang on the last bits of the inputs. */
const steadiness = 1e-9;
/** How much of a derivative may hang on them where differences shall follow it. */
const steepness = 1e-6;
/** How far one-sided differences may be apart, relative to the slope. */
const oneSided = 1e-3;
/** Ops that the differences of one point may take. */
const budget = 3_000_000;

export function measure(point: Point, random: Random): readonly Measurement[] {
  const direction = directionOf(random, point.inputs.length);
  const seed = seedOf(point, random);
  // Derivatives are linear: what cannot be moved can be part of their direction.
  const along = direction.map((x, i) => x * sizeOf(point, i));
  const { left, tangent } = point.tangent(along);
  const reverse = point.adjoint(seed);
  return [
    valueCheck(point, [left, reverse.left]),
    dotProductCheck(point, { along, seed, tangent, adjoint: reverse.adjoint }),
    ...differenceChecks(point, { along: scaled(point, direction), seed, adjoint: reverse.adjoint }, random),
    ...secondOrderChecks(point, random),
    ...modeChecks(point, random),
  ];
}

/** Whether the gradient stays what it is where the inputs change in their last bits: elsewhere no comparison means anything. */
export function isSteady(point: Point, random: Random): boolean {
  const seed = seedOf(point, random);
  const along = scaled(point, directionOf(random, point.inputs.length));
  return holdsStill(point, along, steadiness, (at) => scaled(at, at.adjoint(seed).adjoint));
}

/** Whether a vector changes by no more than a share of its largest number where the last bits of the inputs change. */
function holdsStill(point: Point, along: Vector, share: number, of: (at: Point) => Vector): boolean {
  const here = of(point);
  const limit = share * largestOf(here);
  return [1, -1].every((sign) =>
    of(point.near(along, sign * 2 ** -51)).every((x, i) => !(Math.abs(x - (here[i] ?? 0)) > limit)),
  );
}

/** What fails, where it holds still; elsewhere the function is steeper than differences can follow. */
function whereStill(found: Measurement, isStill: () => boolean): Measurement {
  return found.verdict === "fails" && !isStill() ? { ...found, verdict: "unclear" } : found;
}

/** The value that a derivative gives is the function's, bit for bit, and so are the arguments as it leaves them. */
function valueCheck(point: Point, derivatives: readonly Left[]): Measurement {
  return plain("value", derivatives.every((left) => same(left, point.left)) ? "holds" : "fails");
}

interface Linear {
  readonly along: Vector;
  readonly seed: Vector;
  readonly tangent: Vector;
  readonly adjoint: Vector;
}

function dotProductCheck(point: Point, { along, seed, tangent, adjoint }: Linear): Measurement {
  const [forward, backward] = [dot(seed, tangent), dot(adjoint, along)];
  const size = forward.size + backward.size;
  const limits = { size, tolerance: tolerances.dotProduct };
  const found = compared("dotProduct", backward.sum, forward.sum, limits);
  // Differences tell whether there is a finite slope.
  if (!Number.isFinite(size)) return { ...found, verdict: "unclear" };
  if (found.verdict !== "fails") return found;
  const noise = noiseOf(point, scaled(point, along), (near) => dot(seed, near.tangent(along).tangent).sum);
  if (Math.abs(found.ours - found.theirs) <= trust * noise) return { ...found, verdict: "holds" };
  return { ...found, ...worstEntry(point, seed, adjoint) };
}

/** The number by which tangent and adjoint differ most. */
function worstEntry(point: Point, seed: Vector, adjoint: Vector): Partial<Measurement> {
  let worst: Partial<Measurement> = {};
  let most = 0;
  for (const [i, place] of point.paths.entries()) {
    const theirs = dot(seed, point.tangent(unit(point, i)).tangent).sum;
    const ours = adjoint[i] ?? Number.NaN;
    const error = relative(ours - theirs, Math.max(Math.abs(ours), Math.abs(theirs)));
    if (error > most || Number.isNaN(error)) {
      most = Number.isNaN(error) ? Infinity : error;
      worst = { place, ours, theirs, error: most };
    }
  }
  return worst;
}

interface Along {
  readonly along: Vector;
  readonly seed: Vector;
  readonly adjoint: Vector;
}

/** Number by number as far as the budget goes, and along one direction of them all. */
function differenceChecks(point: Point, { along, seed, adjoint }: Along, random: Random): readonly Measurement[] {
  const largest = largestOf(adjoint.map((x, i) => x * sizeOf(point, i)));
  const of = (direction: Vector, ours: number, place: string | undefined, floor: number): Measurement => {
    const near = (h: number): Vector | undefined => {
      const outputs = point.outputsNear(direction, h);
      return outputs && [dot(seed, outputs).sum];
    };
    const sweep = sweepOf(near);
    const { size } = dot(seed, point.outputs);
    const rounding = point.analysed.precision * size;
    const limits = { tolerance: tolerances.differences, floor: floor + 1e-11 * size, rounding };
    const differences: Differences = { point, along: direction, near, sweep, component: 0 };
    return whereStill(againstDifferences("differences", differences, ours, limits, place), () =>
      holdsStill(point, along, steepness, (at) => scaled(at, at.adjoint(seed).adjoint)),
    );
  };
  const most = Math.floor(budget / (2 * steps.length * Math.max(point.cost, 1)));
  const movable = point.inputs.flatMap((_, i) => (canMove(point, i) ? [i] : []));
  const entries = chosen(movable, most, random).map((i) => {
    const size = sizeOf(point, i);
    const found = of(scaled(point, unit(point, i)), (adjoint[i] ?? Number.NaN) * size, point.paths[i], 1e-6 * largest);
    return { ...found, ours: found.ours / size, theirs: found.theirs / size };
  });
  if (entries.length === movable.length) return entries;
  return [...entries, of(along, dot(adjoint, along).sum, undefined, 0)];
}

function secondOrderChecks(point: Point, random: Random): readonly Measurement[] {
  if (!point.isNumber || point.analysed.second === undefined) return [];
  const { length } = point.inputs;
  const [v, w] = [scaled(point, directionOf(random, length)), scaled(point, directionOf(random, length))];
  const [hv, hw] = [point.second(v), point.second(w)];
  if (!hv || !hw) return [];
  return [symmetryCheck(point, { v, w, hv, hw }), secondDifferencesCheck(point, v, hv)];
}

interface Symmetry {
  readonly v: Vector;
  readonly w: Vector;
  readonly hv: Vector;
  readonly hw: Vector;
}

function symmetryCheck(point: Point, { v, w, hv, hw }: Symmetry): Measurement {
  const [wHv, vHw] = [dot(w, hv), dot(v, hw)];
  // Second derivatives that cancel leave the rounding of first ones.
  const floor = Number.EPSILON * largestOf(scaled(point, point.gradientNear(v, 0) ?? []));
  const limits = { size: Math.max(wHv.size + vHw.size, floor / tolerances.symmetry), tolerance: tolerances.symmetry };
  const found = compared("symmetry", wHv.sum, vHw.sum, limits);
  if (!Number.isFinite(limits.size)) return { ...found, verdict: "unclear" };
  if (found.verdict !== "fails") return found;
  const noise = noiseOf(point, v, (near) => dot(w, near.second(v) ?? []).sum);
  return Math.abs(found.ours - found.theirs) <= trust * noise ? { ...found, verdict: "holds" } : found;
}

/** The second derivative along a direction against differences of the gradient: the worst of its numbers. */
function secondDifferencesCheck(point: Point, v: Vector, hv: Vector): Measurement {
  const near = (h: number): Vector | undefined => point.gradientNear(v, h);
  const sweep = sweepOf(near);
  const gradient = largestOf(point.gradientNear(v, 0) ?? []);
  const rounding = point.analysed.precision * gradient;
  const floor = 1e-6 * largestOf(hv) + 1e-9 * gradient;
  const found = hv.map((ours, component) => {
    const limits = { tolerance: tolerances.second, floor, rounding };
    return againstDifferences(
      "second",
      { point, along: v, near, sweep, component },
      ours,
      limits,
      point.paths[component],
    );
  });
  const worst = worstOf(found) ?? compared("second", 0, 0, { size: 1, tolerance: 1 });
  return whereStill(worst, () => holdsStill(point, v, steepness, (at) => at.second(v) ?? []));
}

interface Differences {
  readonly point: Point;
  readonly along: Vector;
  readonly near: (h: number) => Vector | undefined;
  readonly sweep: Sweep;
  readonly component: number;
}

interface Limits {
  readonly tolerance: number;
  /** Differences below this count for nothing. */
  readonly floor: number;
  readonly rounding: number;
}

function againstDifferences(
  check: CheckName,
  { point, along, near, sweep, component }: Differences,
  ours: number,
  { tolerance, floor, rounding }: Limits,
  place: string | undefined,
): Measurement {
  const judge = (estimate: Estimate | undefined): Measurement => {
    if (!estimate) return { check, verdict: "unclear", error: Number.NaN, ours, theirs: Number.NaN, place };
    const { value: theirs, error: doubt, step } = estimate;
    const size = Math.max(Math.abs(ours), Math.abs(theirs), floor);
    const off = Math.abs(ours - theirs);
    // Where no slope is finite, differences do not settle.
    if (!Number.isFinite(ours)) {
      const isSlope = doubt <= 1e-4 * Math.abs(theirs) + floor;
      return {
        check,
        verdict: isSlope ? "fails" : "unclear",
        error: isSlope ? Infinity : Number.NaN,
        ours,
        theirs,
        place,
        step,
      };
    }
    const holds = off <= tolerance * size + trust * doubt + floor;
    const isUnsure = doubt > unsure * size + floor;
    const verdict = isUnsure ? "unclear" : holds ? "holds" : "fails";
    return { check, verdict, error: relative(off, size), ours, theirs, place, step };
  };
  const first = judge(surest(sweep, { component, rounding, mayUse: () => true }));
  if (first.verdict === "holds") return first;
  if (!point.isComparable) return { ...first, verdict: "unclear" };
  const crossed = crossedSteps(point, along, sweep);
  if (crossed.parting === undefined) return crossed.isCertain ? first : { ...first, verdict: "unclear" };
  const second = judge(surest(sweep, { component, rounding, mayUse: (i) => i >= crossed.from }));
  if (second.verdict !== "unclear") return second;
  // A loop may end a round later without a kink: one slope to both sides is the slope.
  const sides = oneSidedSweeps(near).map((side) => surest(side, { component, rounding, mayUse: () => true }));
  if (first.verdict === "fails" && isOneSlope(sides, first.theirs, floor)) return first;
  return { ...second, verdict: "kink", line: crossed.parting.line };
}

function isOneSlope(sides: readonly (Estimate | undefined)[], slope: number, floor: number): boolean {
  return sides.every(
    (side) =>
      side !== undefined && Math.abs(side.value - slope) <= oneSided * Math.abs(slope) + trust * side.error + floor,
  );
}

interface Crossed {
  /** The first kink that a step crosses; undefined where none does. */
  readonly parting: Parting | undefined;
  /** The first step that crosses none. */
  readonly from: number;
  readonly isCertain: boolean;
}

/** Which steps cross a kink, from the largest down to the first two that do not. */
function crossedSteps(point: Point, along: Vector, sweep: Sweep): Crossed {
  let parting: Parting | undefined;
  let free = 0;
  for (const [i, h] of steps.entries()) {
    if (!sweep[i]) continue;
    if (!canLookForKinks(point)) return { parting, from: steps.length, isCertain: false };
    const found = partingAcross(point, along, h);
    parting ??= found;
    free = found ? 0 : free + 1;
    if (free === 2) return { parting, from: i - 1, isCertain: true };
  }
  return { parting, from: steps.length, isCertain: true };
}

/** How much a number changes where the inputs change in their last bits. */
function noiseOf(point: Point, along: Vector, of: (near: Point) => number): number {
  const here = of(point);
  return [1, -1].reduce((most, sign) => Math.max(most, Math.abs(of(point.near(along, sign * 2 ** -51)) - here)), 0);
}

/** All of them, or so many. */
function chosen(all: readonly number[], most: number, random: Random): readonly number[] {
  if (all.length <= most) return all;
  return all
    .map((i) => ({ i, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .slice(0, most)
    .map(({ i }) => i);
}
