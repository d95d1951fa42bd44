/** The comparing behind `checkGradient`: derivatives at one point against differences and against the function. */
import type { Wrt } from "./adjoint.ts";
import { oneSidedSweeps, surest, sweepOf } from "./differences.ts";
import type { Estimate } from "./differences.ts";
import { GradientError } from "./gradient-error.ts";
import type { Mismatch } from "./gradient-error.ts";
import { copyWith, isRecord, partAt, partsOf, pathOf, placesOf, tangentWith } from "./places.ts";
import type { Place } from "./places.ts";

export interface CheckGradientOptions<W = undefined> {
  /** The parameters that the derivative is with respect to, by index, where it is not with respect to all that hold numbers. */
  readonly wrt?: W;
  /** The relative error that is let pass; 1e-6 where it is left out. What differences cannot tell is let pass as well. */
  readonly tolerance?: number;
  /** How many numbers are moved one by one; the rest only all together. 200 where it is left out. */
  readonly most?: number;
  /** The derivative is with respect to some fields of its parameters only: a field without an adjoint is none that is missing. */
  readonly partial?: boolean;
}

export type Callable = (...args: readonly unknown[]) => unknown;
export interface Given {
  readonly either?: Callable;
  readonly grad?: Callable;
  readonly vjp?: Callable;
  readonly jvp?: Callable;
  readonly hvp?: Callable;
}
type Vector = readonly number[];
/** A number that an argument has, with the adjoint that was given for it. */
interface Entry {
  readonly place: Place;
  readonly adjoint: number | undefined;
}

export class GradientCheck {
  readonly #f: Callable;
  readonly #given: Given;
  readonly #args: readonly unknown[];
  readonly #tolerance: number;
  readonly #most: number;
  readonly #isPartial: boolean;
  readonly #names: readonly string[];
  /** The indices of the arguments that are differentiated. */
  readonly #active: readonly number[];
  readonly #value: unknown;
  readonly #outputs: readonly Place[];

  constructor(f: Callable, given: Given, args: readonly unknown[], options: CheckGradientOptions<Wrt | undefined>) {
    this.#f = f;
    this.#given = given;
    this.#args = args;
    this.#tolerance = options.tolerance ?? 1e-6;
    this.#most = options.most ?? 200;
    this.#isPartial = options.partial ?? false;
    this.#names = parameterNames(f, args.length);
    const { wrt } = options;
    this.#active = args.flatMap((arg, i) => {
      if (wrt !== undefined) return (typeof wrt === "number" ? wrt === i : wrt.includes(i)) ? [i] : [];
      return arg === undefined || placesOf(arg, "").length > 0 ? [i] : [];
    });
    this.#value = f(...this.#copies());
    this.#outputs = placesOf(this.#value, "result");
  }

  run(): void {
    const { either, grad, vjp, jvp, hvp } = this.#given;
    if (!either && !grad && !vjp && !jvp && !hvp) throw new TypeError("checkGradient: there is no derivative to check");
    if (this.#outputs.length === 0) throw new TypeError("checkGradient: the result of the function holds no numbers");
    const isVjp = either !== undefined && isPair(this.#call(either, this.#seed()));
    const reverse = vjp ?? (isVjp ? either : undefined);
    const gradient = grad ?? (isVjp ? undefined : either);
    if (reverse) this.#checkReverse("vjp", this.#pair(reverse, this.#seed(), "vjp"));
    if (gradient) this.#checkReverse("grad", this.#call(gradient));
    if (jvp) this.#checkForward(jvp);
    if (hvp) this.#checkSecond(hvp, reverse, gradient);
  }

  #copies(changes: readonly Place[] = []): readonly unknown[] {
    return copyWith(this.#args, changes) as readonly unknown[];
  }

  #call(derivative: Callable, ...trailing: readonly unknown[]): unknown {
    return derivative(...this.#copies(), ...trailing);
  }

  /** The weights of the outputs: 1 for a single one. */
  #weights(): Vector {
    return this.#outputs.length === 1 ? [1] : directionOf(this.#outputs.length);
  }

  #seed(): unknown {
    return tangentWith(this.#value, reader(this.#weights()));
  }

  /** What `f_vjp` gave: its value is the function's. */
  #pair(derivative: Callable, seed: unknown, mode: string): unknown {
    const result = this.#call(derivative, seed);
    if (!isPair(result)) throw new TypeError(`checkGradient: ${mode} gives no { value, grad }`);
    this.#checkValue(result["value"], mode);
    return result["grad"];
  }

  #checkValue(value: unknown, mode: string): void {
    for (const { keys, path, value: expected } of this.#outputs) {
      const actual = partAt(value, keys);
      if (!Object.is(actual, expected)) throw this.#error(`the value of ${mode}`, [{ path, actual, expected }]);
    }
  }

  #checkReverse(mode: string, grad: unknown): void {
    const entries = this.#entriesOf(grad, mode);
    const weights = this.#weights();
    const weighted = (direction: readonly Place[]): Checked =>
      this.#slope(direction, (value) => [sum(weights, this.#numbersOf(value))])[0] ?? none;
    const wrong: Mismatch[] = [];
    const alone = entries.filter(
      (_, i) => entries.length <= this.#most || i % Math.ceil(entries.length / this.#most) === 0,
    );
    for (const { place, adjoint } of alone) {
      const size = sizeOf(place);
      const checked = weighted([{ ...place, value: size }]);
      if (adjoint === undefined) {
        const isMissing = !this.#isPartial && checked.estimate && isSlope(checked.estimate);
        if (isMissing) wrong.push(mismatch(place.path, adjoint, checked, size));
      } else if (!this.#agrees(adjoint * size, checked)) wrong.push(mismatch(place.path, adjoint, checked, size));
    }
    if (wrong.length > 0) throw this.#error(`the gradient (${mode})`, wrong);
    if (alone.length === entries.length) return;
    const present = entries.filter(({ adjoint }) => adjoint !== undefined);
    const direction = this.#direction(present.map(({ place }) => place));
    const along = sum(
      direction.map(({ value }) => value),
      present.map(({ adjoint }) => adjoint ?? 0),
    );
    const checked = weighted(direction);
    if (!this.#agrees(along, checked))
      throw this.#error(`the gradient (${mode})`, [mismatch("all numbers together", along, checked, 1)]);
  }

  #checkForward(jvp: Callable): void {
    const direction = this.#direction(this.#places());
    const result = this.#call(jvp, ...this.#tangentsOf(direction));
    if (!isRecord(result) || !("tangent" in result))
      throw new TypeError("checkGradient: jvp gives no { value, tangent }");
    this.#checkValue(result["value"], "jvp");
    const checked = this.#slope(direction, (value) => this.#numbersOf(value));
    const wrong = this.#outputs.flatMap(({ keys, path }, i): readonly Mismatch[] => {
      const actual = partAt(result["tangent"], keys);
      const one = checked[i] ?? none;
      return typeof actual === "number" && this.#agrees(actual, one) ? [] : [mismatch(path, actual, one, 1)];
    });
    if (wrong.length > 0) throw this.#error("the tangent (jvp)", wrong);
  }

  /** Against differences of the gradient, by whichever derivative gives it. */
  #checkSecond(hvp: Callable, reverse: Callable | undefined, gradient: Callable | undefined): void {
    const direction = this.#direction(this.#places());
    const dots = this.#tangentsOf(direction);
    const result = this.#call(hvp, ...dots);
    if (!isPair(result) || !("hvp" in result)) throw new TypeError("checkGradient: hvp gives no { value, grad, hvp }");
    this.#checkValue(result["value"], "hvp");
    this.#checkReverse("grad of hvp", result["grad"]);
    const gradAt = (args: readonly unknown[]): unknown => {
      if (gradient) return gradient(...args);
      const pair = reverse ? reverse(...args, 1) : hvp(...args, ...dots);
      return isPair(pair) ? pair["grad"] : undefined;
    };
    const numbers = (grad: unknown): Vector =>
      this.#entriesOf(grad, "grad").map(({ adjoint }) => adjoint ?? Number.NaN);
    const checked = this.#slopeOf(direction, (args) => numbers(gradAt(args)));
    const wrong = this.#entriesOf(result["hvp"], "hvp").flatMap(({ place, adjoint }, i): readonly Mismatch[] => {
      if (adjoint === undefined) return [];
      const one = checked[i] ?? none;
      return this.#agrees(adjoint, one) ? [] : [mismatch(place.path, adjoint, one, 1)];
    });
    if (wrong.length > 0) throw this.#error("the second derivative (hvp)", wrong);
  }

  #places(): readonly Place[] {
    return this.#active.flatMap((i) => placesOf(this.#args[i], this.#names[i] ?? "", [i]));
  }

  /** A direction through all numbers: each goes as far as it is large. */
  #direction(places: readonly Place[]): readonly Place[] {
    const direction = directionOf(places.length);
    return places.map((place, i) => ({ ...place, value: (direction[i] ?? 0) * sizeOf(place) }));
  }

  #tangentsOf(direction: readonly Place[]): readonly unknown[] {
    const next = reader(direction.map(({ value }) => value));
    return this.#active.map((i) => tangentWith(this.#args[i], next));
  }

  #numbersOf(value: unknown): Vector {
    return this.#outputs.map(({ keys }) => {
      const part = partAt(value, keys);
      return typeof part === "number" ? part : Number.NaN;
    });
  }

  /** The slopes of the numbers that `of` takes of the result. */
  #slope(direction: readonly Place[], of: (value: unknown) => Vector): readonly Checked[] {
    return this.#slopeOf(direction, (args) => of(this.#f(...args)));
  }

  #slopeOf(direction: readonly Place[], at: (args: readonly unknown[]) => Vector): readonly Checked[] {
    const near = (h: number): Vector | undefined => {
      const places = direction.map((place) => ({
        ...place,
        value: Number(partAt(this.#args, place.keys)) + h * place.value,
      }));
      try {
        const numbers = at(this.#copies(places));
        return numbers.every(Number.isFinite) ? numbers : undefined;
      } catch {
        // The function has no value there.
        return undefined;
      }
    };
    const here = near(0) ?? [];
    const central = sweepOf(near);
    // Looked at only where something is off.
    let sides: ReturnType<typeof oneSidedSweeps> | undefined;
    const oneSides = (): ReturnType<typeof oneSidedSweeps> => (sides ??= oneSidedSweeps(near));
    return here.map((value, component) => {
      const choice = { component, rounding: Number.EPSILON * Math.abs(value), mayUse: () => true };
      return { estimate: surest(central, choice), sides: () => oneSides().map((side) => surest(side, choice)) };
    });
  }

  #agrees(ours: number, { estimate, sides }: Checked): boolean {
    if (!estimate) return true;
    const { value, error } = estimate;
    if (!Number.isFinite(ours)) return !isSlope(estimate);
    const size = Math.max(Math.abs(ours), Math.abs(value));
    const margin = this.#tolerance * size + 10 * error;
    if (Math.abs(ours - value) <= margin) return true;
    // Differences that do not settle say nothing.
    if (error > 1e-2 * size) return true;
    const [left, right] = sides();
    if (!left || !right) return false;
    const isKink = Math.abs(left.value - right.value) > margin + 100 * (left.error + right.error);
    const [low, high] = [Math.min(left.value, right.value), Math.max(left.value, right.value)];
    return isKink && ours >= low - margin && ours <= high + margin;
  }

  /** Each number of the differentiable arguments with its adjoint; throws where the shape is another. */
  #entriesOf(grad: unknown, mode: string): readonly Entry[] {
    const [only] = this.#active;
    if (this.#active.length === 1 && only !== undefined)
      return this.#entries(this.#args[only], grad, this.#names[only] ?? "", [only]);
    if (!Array.isArray(grad) || grad.length !== this.#active.length) {
      const parts = Array.isArray(grad) ? `${grad.length} parts` : "one part";
      throw new TypeError(
        `checkGradient: ${mode} gives a gradient of ${parts}, and ${this.#active.length} arguments hold numbers; ` +
          "say which it is with respect to: { wrt: [0, 2] }",
      );
    }
    return this.#active.flatMap((i, k) => this.#entries(this.#args[i], grad[k] as unknown, this.#names[i] ?? "", [i]));
  }

  #entries(value: unknown, adjoint: unknown, path: string, keys: readonly PropertyKey[]): readonly Entry[] {
    if (typeof value === "number") {
      const isNumber = typeof adjoint === "number";
      if (!isNumber && adjoint !== undefined) throw this.#shapeError(path, adjoint, "a number");
      return [{ place: { keys, path, value }, adjoint: isNumber ? adjoint : undefined }];
    }
    const parts = partsOf(value);
    if (adjoint === undefined || adjoint === null)
      return placesOf(value, path, keys).map((place) => ({ place, adjoint: undefined }));
    const isListed = ArrayBuffer.isView(value) || Array.isArray(value);
    if (isListed && (adjoint as ArrayLike<unknown>).length !== parts.length)
      throw this.#shapeError(path, adjoint, `${parts.length} elements`);
    const extra =
      isRecord(adjoint) && isRecord(value) ? Object.keys(adjoint).find((key) => !Object.hasOwn(value, key)) : undefined;
    if (extra !== undefined)
      throw this.#shapeError(pathOf(path, extra), adjoint[extra as keyof typeof adjoint], "nothing");
    return parts.flatMap(([key, part]) =>
      this.#entries(part, (adjoint as Readonly<Record<PropertyKey, unknown>>)[key], pathOf(path, key), [...keys, key]),
    );
  }

  #shapeError(path: string, actual: unknown, expected: string): GradientError {
    const message = `the gradient of ${this.#f.name || "the function"} has another shape at ${path}: expected ${expected}, got ${textOf(actual)}`;
    return new GradientError(message, { path, actual, expected });
  }

  #error(what: string, wrong: readonly Mismatch[]): GradientError {
    const [worst = { path: "", actual: undefined, expected: undefined }] = wrong.toSorted(
      (a, b) => offOf(b) - offOf(a),
    );
    const by = worst.step === undefined ? "" : ` (differences, step ${worst.step.toExponential(0)})`;
    const others = wrong.filter((one) => one !== worst).map(({ path }) => path);
    const shown = others.length > 5 ? [...others.slice(0, 5), `${others.length - 5} more`] : others;
    const message = [
      `${what} of ${this.#f.name || "the function"} is wrong at ${worst.path}`,
      `  expected ${textOf(worst.expected)}${by}`,
      `  got      ${textOf(worst.actual)}`,
      ...(shown.length > 0 ? [`  wrong too: ${shown.join(", ")}`] : []),
    ].join("\n");
    return new GradientError(message, worst);
  }
}

/** What differences say of a number, and of its slopes to the left and to the right. */
interface Checked {
  readonly estimate: Estimate | undefined;
  readonly sides: () => readonly (Estimate | undefined)[];
}
const none: Checked = { estimate: undefined, sides: () => [] };

function mismatch(path: string, actual: unknown, { estimate }: Checked, size: number): Mismatch {
  const expected = estimate && estimate.value / size;
  return { path, actual, expected, step: estimate?.step };
}

/** How far apart they are, relative to their size; what is no number comes first. */
function offOf({ actual, expected }: Mismatch): number {
  const [a, b] = [Number(actual), Number(expected)];
  const off = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
  return Number.isNaN(off) ? Infinity : off;
}

/** Whether differences settle on a slope that is not 0. */
function isSlope({ value, error }: Estimate): boolean {
  return error <= 1e-4 * Math.abs(value);
}

function isPair(value: unknown): value is Readonly<Record<"value" | "grad", unknown>> {
  return isRecord(value) && Object.hasOwn(value, "value") && Object.hasOwn(value, "grad");
}

/** A number is moved as far as it is large. */
function sizeOf({ value }: Place): number {
  return Math.max(Math.abs(value), 0.1);
}

function sum(weights: Vector, numbers: Vector): number {
  return numbers.reduce((total, x, i) => total + x * (weights[i] ?? 0), 0);
}

function reader(numbers: Vector): () => number {
  let at = 0;
  return () => numbers[at++] ?? 0;
}

/** A direction without small components, always the same: irregular, so that no part of a derivative hides behind another. */
function directionOf(size: number): Vector {
  return Array.from({ length: size }, (_, i) => {
    const turn = (0.5 + i * 0.6180339887498949) % 1;
    return (i % 3 === 1 ? -1 : 1) * (0.25 + 0.75 * turn);
  });
}

/** The names of parameters as the text of the function has them; `argN` for a destructured one. */
function parameterNames(f: Callable, count: number): readonly string[] {
  const [, list = ""] = /^[^(]*\(([^()]*)\)/.exec(Function.prototype.toString.call(f)) ?? [];
  const isPlain = !/[{[]/.test(list);
  const names = isPlain ? list.split(",").map((text) => /^\s*([\p{L}_$][\p{L}\p{N}_$]*)/u.exec(text)?.[1]) : [];
  return Array.from({ length: count }, (_, i) => names[i] ?? `arg${i + 1}`);
}

function textOf(value: unknown): string {
  if (typeof value === "number") return String(Number.isFinite(value) ? Number(value.toPrecision(12)) : value);
  if (value === undefined) return "nothing";
  return ArrayBuffer.isView(value)
    ? `[${Array.from(value as Float64Array).join(", ")}]`
    : String(JSON.stringify(value));
}
