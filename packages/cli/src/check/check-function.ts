/** All checks of one function, at points that were given or made up. */
import { NotEvaluated } from "@adgen/transformer";
import type { Analysed, IrFunction, OpaqueOp } from "@adgen/transformer";
import { isSteady, measure } from "./checks.ts";
import { plain, worstOf } from "./measurement.ts";
import type { Measurement } from "./measurement.ts";
import { DerivativeThrows, mostSteps, NoValue, Point } from "./point.ts";
import { randomFrom } from "./random.ts";
import { NotSampled, sampledArguments } from "./sample.ts";
import { largestOf } from "./vectors.ts";

export interface CheckOptions {
  /** Arguments that were given, made anew each time. */
  readonly at: (() => readonly unknown[]) | undefined;
  readonly points: number;
  readonly seed: number;
}

export interface CheckedPoint {
  readonly point: Point;
  readonly measurements: readonly Measurement[];
}

export interface Checked {
  readonly analysed: Analysed;
  readonly points: readonly CheckedPoint[];
  /** Why there is no point, or fewer than were wanted. */
  readonly obstacle: Obstacle | undefined;
}

export type Obstacle =
  | { readonly kind: "not-evaluated"; readonly op: OpaqueOp; readonly fn: IrFunction }
  | { readonly kind: "not-sampled"; readonly path: string; readonly what: string }
  /** Of the last that was tried. */
  | { readonly kind: "no-value"; readonly why: string; readonly tried: number };

/** How many points are made up for each that is wanted. */
const attemptsPerPoint = 40;
/** Functions that come to more from the numbers that are made up blow up: nothing can follow them there. */
const largest = 1e20;
/** How many points that reach host code are enough to give up. */
const mostNotEvaluated = 20;
/** A point that takes more ops is taken only where there is no cheaper one. */
const cheap = 20_000;

export function checkFunction(analysed: Analysed, options: CheckOptions): Checked {
  if (options.at) return checkedAt(analysed, options.at);
  const found = sampled(analysed, options, cheap);
  const isTooDear = found.points.length === 0 && found.obstacle?.kind === "no-value";
  return isTooDear ? sampled(analysed, options, mostSteps) : found;
}

function checkedAt(analysed: Analysed, at: () => readonly unknown[]): Checked {
  try {
    const point = new Point(analysed, at());
    if (!point.outputs.every(Number.isFinite)) throw new NoValue("the value is not finite");
    return {
      analysed,
      points: [{ point, measurements: measure(point, randomFrom(analysed.name)) }],
      obstacle: undefined,
    };
  } catch (error) {
    if (error instanceof DerivativeThrows) return { analysed, points: [thrown(error)], obstacle: undefined };
    return { analysed, points: [], obstacle: obstacleOf(error, 1) };
  }
}

/** Arguments at which the function has a value and a gradient that holds still. */
export function sampledPoint(analysed: Analysed): readonly unknown[] | undefined {
  return checkFunction(analysed, { at: undefined, points: 1, seed: 1 }).points[0]?.point.args;
}

function sampled(analysed: Analysed, options: CheckOptions, most: number): Checked {
  const random = randomFrom(`${analysed.name} ${options.seed}`);
  const { parameters, counts, unit } = analysed;
  const points: CheckedPoint[] = [];
  let obstacle: Obstacle | undefined;
  let notEvaluated = 0;
  const attempts = options.points * attemptsPerPoint;
  for (let attempt = 0; attempt < attempts && points.length < options.points; attempt++) {
    try {
      const args = sampledArguments({ parameters, counts, types: unit.types, random, attempt });
      const point = new Point(analysed, args, most);
      if (!point.outputs.every(Number.isFinite)) throw new NoValue("the value is not finite");
      if (largestOf(point.outputs) > largest) throw new NoValue("the value is out of all proportion");
      if (!isSteady(point, random)) throw new NoValue("the gradient hangs on the last bits of the arguments");
      const measurements = measure(point, random);
      if (measurements.some(isUndefined)) throw new NoValue("the derivative is not finite");
      points.push({ point, measurements });
    } catch (error) {
      if (error instanceof DerivativeThrows) {
        points.push(thrown(error));
        continue;
      }
      const found = obstacleOf(error, attempt + 1);
      // Another point may get by host code, but hardly ever by what cannot be made up.
      obstacle = obstacle?.kind === "not-evaluated" ? obstacle : found;
      if (found.kind === "not-evaluated") notEvaluated++;
      if (found.kind === "not-sampled" || (notEvaluated === mostNotEvaluated && points.length === 0)) break;
    }
  }
  return { analysed, points, obstacle };
}

function thrown({ point, message }: DerivativeThrows): CheckedPoint {
  return { point, measurements: [{ ...plain("value", "fails"), thrown: message }] };
}

/** Nothing is wrong where there is no finite slope to compare with. */
function isUndefined({ check, verdict, error }: Measurement): boolean {
  return check === "dotProduct" && verdict === "unclear" && !Number.isFinite(error);
}

function obstacleOf(error: unknown, tried: number): Obstacle {
  if (error instanceof NotEvaluated) return { kind: "not-evaluated", op: error.op, fn: error.fn };
  if (error instanceof NotSampled) return { kind: "not-sampled", path: error.path, what: error.what };
  if (error instanceof NoValue) return { kind: "no-value", why: error.message, tried };
  throw error;
}

/** A measurement, and where it was made. */
export type Located = Measurement & { readonly point: Point };

/** The worst of each check over all points, in the order in which checks are made. */
export function worstOfEach(checked: Checked): readonly Located[] {
  const byCheck = Map.groupBy(located(checked), ({ check }) => check);
  return [...byCheck.values()].flatMap((list) => worstOf(list) ?? []);
}

function located({ points }: Checked): readonly Located[] {
  return points.flatMap(({ point, measurements }) => measurements.map((measurement) => ({ ...measurement, point })));
}

export function failures(checked: Checked): readonly Located[] {
  return located(checked).filter(({ verdict }) => verdict === "fails");
}
