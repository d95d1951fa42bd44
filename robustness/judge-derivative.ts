/** One compiled function of a real-world file: value to the bit, and tangent against adjoint by dot product, at sampled points. */
import { pointsTo } from "../packages/transformer/src/analysis/points-to.ts";
import type { Analysed } from "../packages/transformer/src/analyse.ts";
import { tangentOf } from "../packages/transformer/src/ir/types.ts";

import { direction, randomFrom } from "../packages/transformer/test/fixtures/random.ts";
import { dimension, dot, flatten, ShapeError, unflatten } from "../packages/transformer/test/fixtures/tangent-space.ts";

import { NoSample, sample, shapeOf, trials } from "./sample.ts";
import type { Trial } from "./sample.ts";
import { OutOfTime, within } from "./sandbox.ts";

export type Verdict =
  | { readonly kind: "agrees" | "throws" | "not finite" | "out of time" | "no sample" | "no result" }
  | { readonly kind: "wrong"; readonly finding: string };

type Fn = (...args: readonly unknown[]) => unknown;

export interface Derivative {
  readonly name: string;
  readonly analysed: Analysed;
  readonly jvp: Fn;
  readonly vjp: Fn;
  /** The function itself, taking what the derivatives take; undefined where the module does not reach it. */
  readonly primal: Fn | undefined;
  readonly prototypeOf: (name: string) => object | undefined;
}

/** The best that is known of it after all trials; one wrong answer is enough. */
export function judgeDerivative(derivative: Derivative): Verdict {
  let best: Verdict = { kind: "no sample" };
  for (const [i, trial] of trials.entries()) {
    const verdict = judgeTrial(derivative, trial, `${derivative.name} ${i}`);
    if (verdict.kind === "wrong" || verdict.kind === "out of time") return verdict;
    if (rank[verdict.kind] > rank[best.kind]) best = verdict;
  }
  return best;
}

const rank = {
  "no sample": 0,
  "no result": 1,
  "out of time": 1,
  throws: 2,
  "not finite": 3,
  agrees: 4,
  wrong: 5,
} as const;

const limit = 2000;
const tolerance = 1e-9;

function judgeTrial(derivative: Derivative, trial: Trial, name: string): Verdict {
  try {
    return within(limit, () => judgePoint(derivative, trial, name));
  } catch (error) {
    if (error instanceof NoSample) return { kind: "no sample" };
    if (error instanceof OutOfTime) return { kind: "out of time" };
    if (error instanceof ShapeError) return { kind: "wrong", finding: `shape: ${error.message}` };
    throw error;
  }
}

function judgePoint(derivative: Derivative, trial: Trial, name: string): Verdict {
  const { analysed, jvp, vjp, primal } = derivative;
  const { lowered, unit } = analysed;
  const types = lowered.params.map((param) => lowered.values[param]!.type);
  const carries = types.map((type) => tangentOf(type, unit.types) !== undefined);
  const writes = pointsTo(unit).get(lowered.id)?.effect.writes;
  const isWritten = types.map((_, i) => carries[i]! && writes?.[i] === true);
  const args = (): unknown[] => {
    const random = randomFrom(name);
    return types.map((type) => sample(type, { trial, random, types: unit.types, prototypeOf: derivative.prototypeOf }));
  };

  const shapes = args().map((arg, i) => (carries[i] ? shapeOf(types[i]!, arg, unit.types) : undefined));
  const random = randomFrom(`${name} along`);
  const along = direction(random, dimension(shapes));
  const dots = (unflatten(shapes, along) as readonly unknown[]).filter((_, i) => carries[i]);

  const given = args();
  const forward = run(jvp, [...given, ...dots]);
  if (primal) {
    const own = args();
    const outcome = run(primal, own);
    const difference = differenceOf(outcome, forward, own, given);
    if (difference !== undefined) return { kind: "wrong", finding: `jvp: ${difference}` };
  }
  const hasSeed = tangentOf(lowered.resultType, unit.types) !== undefined;
  const value = (forward.value as { value?: unknown } | undefined)?.value;
  const resultShape =
    forward.thrown === undefined && hasSeed ? shapeOf(lowered.resultType, value, unit.types) : undefined;
  const finalShapes = given.map((arg, i) => (isWritten[i] ? shapeOf(types[i]!, arg, unit.types) : undefined));
  const outputs = [resultShape, ...finalShapes];
  const seed = direction(random, dimension(outputs));
  const seeds = unflatten(outputs, seed) as readonly unknown[];
  const trailing = [...(hasSeed ? [seeds[0]] : []), ...seeds.slice(1).filter((_, i) => isWritten[i])];

  const taken = args();
  const reverse = run(vjp, [...taken, ...trailing]);
  const difference = differenceOf(asPrimal(forward), reverse, given, taken);
  if (difference !== undefined) return { kind: "wrong", finding: `vjp against jvp: ${difference}` };
  if (forward.thrown !== undefined) return { kind: "throws" };
  if (dimension(outputs) === 0) return { kind: "no result" };

  const dotsOf = (i: number): unknown => dots[carries.slice(0, i).filter(Boolean).length];
  const tangents = [
    (forward.value as { tangent?: unknown }).tangent,
    ...types.map((_, i) => (isWritten[i] ? dotsOf(i) : undefined)),
  ];
  const tangent = flatten(
    outputs,
    resultShape === undefined ? [undefined, ...tangents.slice(1)] : tangents,
    "at least",
  );
  const { grad } = reverse.value as { grad: unknown };
  const differentiable = shapes.filter((_, i) => carries[i]);
  const adjoint =
    differentiable.length === 1
      ? flatten(differentiable[0], grad, "at least")
      : flatten(differentiable, grad, "at least");
  return compareDots({ seed, tangent, adjoint, along });
}

interface Dots {
  readonly seed: readonly number[];
  readonly tangent: readonly number[];
  readonly adjoint: readonly number[];
  readonly along: readonly number[];
}

function compareDots({ seed, tangent, adjoint, along }: Dots): Verdict {
  const [left, right] = [dot(seed, tangent), dot(along, adjoint)];
  const isFinite = Number.isFinite(left.size) && Number.isFinite(right.size);
  // Where something is infinite or NaN on the path, sums of it differ by convention.
  if (!isFinite || left.size > 1e150 || right.size > 1e150) return { kind: "not finite" };
  const error = Math.abs(left.sum - right.sum);
  if (error <= tolerance * (left.size + right.size)) return { kind: "agrees" };
  return { kind: "wrong", finding: `<seed, tangent> is ${left.sum}, <adjoint, along> ${right.sum}` };
}

interface Outcome {
  readonly value: unknown;
  readonly thrown: unknown;
}

function run(f: Fn, args: readonly unknown[]): Outcome {
  try {
    return { value: f(...args), thrown: undefined };
  } catch (thrown) {
    return { value: undefined, thrown: thrown ?? "undefined" };
  }
}

function asPrimal({ value, thrown }: Outcome): Outcome {
  return { value: (value as { value?: unknown } | undefined)?.value, thrown };
}

function differenceOf(
  primal: Outcome,
  other: Outcome,
  args: readonly unknown[],
  otherArgs: readonly unknown[],
): string | undefined {
  // A RangeError of the entry check, or an overflow of the stack that comes a little earlier, has no counterpart.
  if (isOfEntry(other.thrown)) return undefined;
  if (String(primal.thrown) !== String(other.thrown))
    return `throws ${String(other.thrown)}, not ${String(primal.thrown)}`;
  if (primal.thrown === undefined) {
    const value = (other.value as { value?: unknown } | undefined)?.value;
    if (!same(primal.value, value)) return `the value is ${show(value)}, not ${show(primal.value)}`;
  }
  const at = args.findIndex((arg, i) => !same(arg, otherArgs[i]));
  return at < 0 ? undefined : `argument ${at} ends as ${show(otherArgs[at])}, not ${show(args[at])}`;
}

function isOfEntry(thrown: unknown): boolean {
  return thrown instanceof RangeError && /share memory|call stack/i.test(thrown.message);
}

function show(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? String(value)).slice(0, 120);
  } catch {
    return String(value);
  }
}

function same(a: unknown, b: unknown, depth = 0): boolean {
  if (Object.is(a, b) || depth > 12) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [x, y] = [Object.entries(a), Object.entries(b)];
  return (
    x.length === y.length && x.every(([key, value]) => same(value, (b as Record<string, unknown>)[key], depth + 1))
  );
}
