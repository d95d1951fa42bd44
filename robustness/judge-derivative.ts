/** One compiled function of a real-world file: value to the bit, and tangent against adjoint by dot product, at sampled points. */
import { isOfType } from "../packages/cli/src/check/of-type.ts";
import type { Analysed } from "../packages/transformer/src/analyse.ts";
import { tangentOf } from "../packages/transformer/src/ir/types.ts";
import { direction, randomFrom } from "../packages/transformer/test/fixtures/random.ts";
import { dimension, dot, flatten, ShapeError, unflatten } from "../packages/transformer/test/fixtures/tangent-space.ts";
import type { Shape } from "../packages/transformer/test/fixtures/tangent-space.ts";
import { NoSample, sample, shapeOf, trials } from "./sample.ts";
import type { Trial } from "./sample.ts";
import { differenceOf, run } from "./outcome.ts";
import type { Fn, Outcome } from "./outcome.ts";
import { OutOfTime, within } from "./sandbox.ts";

export type Verdict =
  | { readonly kind: "agrees" | "throws" | "not finite" | "out of time" | "no sample" | "no result" }
  | { readonly kind: "wrong"; readonly finding: string };

export interface Derivative {
  readonly name: string;
  readonly analysed: Analysed;
  readonly jvp: Fn;
  readonly vjp: Fn;
  /** The function itself, taking what the derivatives take; undefined where the module does not reach it. */
  readonly primal: Fn | undefined;
  readonly prototypeOf: (name: string) => object | undefined;
}

const rank: Readonly<Record<Verdict["kind"], number>> = {
  "no sample": 0,
  "no result": 1,
  throws: 2,
  "not finite": 3,
  agrees: 4,
  "out of time": 5,
  wrong: 6,
};

/** The best that is known of it after all trials; one wrong answer is enough. */
export function judgeDerivative(derivative: Derivative): Verdict {
  let best: Verdict = { kind: "no sample" };
  for (const [i, trial] of trials.entries()) {
    const verdict = judgeTrial(derivative, trial, `${derivative.name} ${i}`);
    if (rank[verdict.kind] > rank[best.kind]) best = verdict;
    if (verdict.kind === "wrong" || verdict.kind === "out of time") break;
  }
  return best;
}

const milliseconds = 2000;

function judgeTrial(derivative: Derivative, trial: Trial, name: string): Verdict {
  try {
    return within(milliseconds, () => new Point(derivative, trial, name).judge());
  } catch (error) {
    if (error instanceof NoSample) return { kind: "no sample" };
    if (error instanceof OutOfTime) return { kind: "out of time" };
    if (error instanceof ShapeError) return { kind: "wrong", finding: `shape: ${error.message}` };
    throw error;
  }
}

type Shapes = readonly (Shape | undefined)[];

class Point {
  readonly #derivative: Derivative;
  readonly #trial: Trial;
  readonly #name: string;
  /** Of the differentiable arguments, in order. */
  readonly #shapes: Shapes;
  readonly #along: readonly number[];

  constructor(derivative: Derivative, trial: Trial, name: string) {
    this.#derivative = derivative;
    this.#trial = trial;
    this.#name = name;
    const { parameters } = derivative.analysed;
    const args = this.#args();
    this.#shapes = parameters.flatMap((p, i) => (p.isDifferentiable ? [this.#shape(p.type, args[i])] : []));
    this.#along = direction(randomFrom(`${name} along`), dimension(this.#shapes));
  }

  judge(): Verdict {
    const { jvp, vjp, primal, analysed } = this.#derivative;
    const dots = unflatten(this.#shapes, this.#along) as readonly unknown[];
    const args = this.#args();
    const forward = run(jvp, [...args, ...dots]);
    const own = this.#args();
    const expected = primal ? run(primal, own) : valueOf(forward);
    // What is not what its type says, as an element that is not there: nothing to be differentiated.
    if (expected.thrown === undefined && !this.#isOfItsTypes(expected.value, primal ? own : args))
      return { kind: "no result" };
    const difference = primal && differenceOf({ ...expected, args: own }, { ...valueOf(forward), args });
    if (difference !== undefined) return { kind: "wrong", finding: `jvp: ${difference}` };

    const outputs = this.#outputs(forward, args);
    const seed = direction(randomFrom(`${this.#name} seed`), dimension(outputs));
    const taken = this.#args();
    const reverse = run(vjp, [...taken, ...this.#trailing(outputs, seed)]);
    const other = differenceOf({ ...valueOf(forward), args }, { ...valueOf(reverse), args: taken });
    if (other !== undefined) return { kind: "wrong", finding: `vjp against jvp: ${other}` };
    if (forward.thrown !== undefined || reverse.thrown !== undefined) return { kind: "throws" };
    if (dimension(outputs) === 0) return { kind: "no result" };

    const { tangent: ofResult } = forward.value as { tangent?: unknown };
    const differentiable = analysed.parameters.filter(({ isDifferentiable }) => isDifferentiable);
    const ofArgument = new Map(differentiable.map((parameter, i) => [parameter, dots[i]]));
    const written = analysed.parameters.map((one) => (one.isWritten ? ofArgument.get(one) : undefined));
    const tangent = flatten(outputs, [outputs[0] === undefined ? undefined : ofResult, ...written], "at least");
    const { grad } = reverse.value as { grad: unknown };
    const [only, ...more] = this.#shapes;
    const adjoint = more.length === 0 ? flatten(only, grad, "at least") : flatten(this.#shapes, grad, "at least");
    return compared([seed, tangent], [this.#along, adjoint], dimension(outputs));
  }

  /** Whether the result, and what written parameters end with, are of their types. */
  #isOfItsTypes(value: unknown, args: readonly unknown[]): boolean {
    const { lowered, parameters, unit } = this.#derivative.analysed;
    const isResult =
      tangentOf(lowered.resultType, unit.types) === undefined || isOfType(value, lowered.resultType, unit.types);
    return isResult && parameters.every(({ type, isWritten }, i) => !isWritten || isOfType(args[i], type, unit.types));
  }

  /** Fresh ones, the same each time. */
  #args(): unknown[] {
    const { analysed, prototypeOf } = this.#derivative;
    const random = randomFrom(this.#name);
    const from = { trial: this.#trial, random, types: analysed.unit.types, prototypeOf };
    return analysed.parameters.map(({ type }) => sample(type, from));
  }

  #shape(type: Parameters<typeof shapeOf>[0], value: unknown): Shape | undefined {
    return shapeOf(type, value, this.#derivative.analysed.unit.types);
  }

  /** What it gives: the result, and what written parameters end with. */
  #outputs(forward: Outcome, args: readonly unknown[]): Shapes {
    const { lowered, parameters } = this.#derivative.analysed;
    const result = forward.thrown === undefined ? this.#shape(lowered.resultType, valueOf(forward).value) : undefined;
    return [
      result,
      ...parameters.map(({ type, isWritten }, i) => (isWritten ? this.#shape(type, args[i]) : undefined)),
    ];
  }

  /** The seed, if the result carries one, and the adjoints of written parameters. */
  #trailing(outputs: Shapes, seed: readonly number[]): readonly unknown[] {
    const { lowered, parameters, unit } = this.#derivative.analysed;
    const [first, ...others] = unflatten(outputs, seed) as readonly unknown[];
    const hasSeed = tangentOf(lowered.resultType, unit.types) !== undefined;
    return [...(hasSeed ? [first] : []), ...others.filter((_, i) => parameters[i]?.isWritten)];
  }
}

/** What the function itself would have given. */
function valueOf({ value, thrown }: Outcome): Outcome {
  return { value: (value as { value?: unknown } | undefined)?.value, thrown };
}

type Product = readonly [readonly number[], readonly number[]];

const tolerance = 1e-9;

function compared(forward: Product, reverse: Product, outputs: number): Verdict {
  const [left, right] = [dot(...forward), dot(...reverse)];
  // Where something is infinite or NaN on the path, sums of it differ by convention.
  if (!(left.size < 1e150 && right.size < 1e150)) return { kind: "not finite" };
  // What cancels below the rounding of numbers of the size of one carries no digits.
  const scale = left.size + right.size + 1e-4 * outputs;
  if (Math.abs(left.sum - right.sum) <= tolerance * scale) return { kind: "agrees" };
  return { kind: "wrong", finding: `<seed, tangent> is ${left.sum}, <adjoint, along> ${right.sum}` };
}
