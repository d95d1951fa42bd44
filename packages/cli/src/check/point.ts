/** A function at one point: what it gives there and nearby, and what its derivatives give, as vectors. */
import { InternalError, Interpreter, NotEvaluated, tangentOf, TooManySteps } from "@adgen/transformer";
import type { Analysed, IrFunction, InterpretOptions } from "@adgen/transformer";
import { isOfType } from "./of-type.ts";
import { moved, numbersAt, partsAt, pathsOf, shapeOf, tangentWith } from "./shape.ts";
import type { Shape } from "./shape.ts";
import { StillHost } from "./still-host.ts";

/** How many ops a function may take; its derivatives may take twenty times as many. */
export const mostSteps = 200_000;

export type Vector = readonly number[];

/** The function throws or runs on: there is nothing to compare. */
export class NoValue extends Error {
  override name = "NoValue";
}

/** A derivative throws where the function has a value: it is wrong. */
export class DerivativeThrows extends Error {
  override name = "DerivativeThrows";
  readonly point: Point;

  constructor(point: Point, message: string) {
    super(message);
    this.point = point;
  }
}

/** What a call leaves behind: its value, and its arguments as they end. */
export interface Left {
  readonly value: unknown;
  readonly args: readonly unknown[];
}

interface Parameter {
  readonly index: number;
  readonly isWritten: boolean;
  readonly shape: Shape | undefined;
}

export class Point {
  readonly analysed: Analysed;
  readonly args: readonly unknown[];
  /** The result itself, and the arguments as the function leaves them. */
  readonly left: Left;
  /** The numbers of the result and of what written parameters end with. */
  readonly outputs: Vector;
  /** The numbers of the differentiable parameters, and what they are called. */
  readonly inputs: Vector;
  readonly paths: readonly string[];
  /** How many ops the function takes here. */
  readonly cost: number;
  readonly #parameters: readonly Parameter[];
  readonly #outputShapes: readonly (Shape | undefined)[];
  readonly #hasSeed: boolean;
  readonly #most: number;
  readonly #host = new StillHost();
  readonly #interpreter: Interpreter;

  /** `most`: how many ops the function may take. Throws `NoValue` where the function throws or does not end, and passes on `NotEvaluated`. */
  constructor(analysed: Analysed, args: readonly unknown[], most: number = mostSteps) {
    this.analysed = analysed;
    this.args = args;
    this.#most = most;
    this.#interpreter = new Interpreter(analysed.unit, this.interpreting);
    const { lowered, unit, forward } = analysed;
    const dots = forward?.params.slice(lowered.params.length) ?? [];
    const active = analysed.parameters.flatMap(({ isDifferentiable, isWritten, type }, index) =>
      isDifferentiable || isWritten ? [{ index, isWritten, type }] : [],
    );
    this.#parameters = active.map(({ index, isWritten, type }, i) => {
      const dot = dots[i];
      const tangent = dot === undefined ? undefined : forward?.values[dot]?.type;
      return { index, isWritten, shape: shapeOf(args[index], type, tangent, unit.types) };
    });
    this.inputs = this.#parameters.flatMap(({ index, shape }) => numbersAt(shape, args[index]));
    this.paths = this.#parameters.flatMap(({ index, shape }) => pathsOf(shape, analysed.parameters[index]?.name ?? ""));
    const end = args.map(copyOf);
    const value = this.run(lowered, end);
    this.left = { value, args: end };
    this.cost = this.#interpreter.steps;
    if (this.cost > most) throw new NoValue(`it takes more than ${most} steps`);
    this.#hasSeed = tangentOf(lowered.resultType, unit.types) !== undefined;
    this.#outputShapes = [
      this.#hasSeed ? shapeOf(value, lowered.resultType, undefined, unit.types) : undefined,
      ...this.#written.map(({ index }) => shapeOf(end[index], typeAt(analysed, index), undefined, unit.types)),
    ];
    this.outputs = this.#outputsOf(value, end);
  }

  get interpreting(): InterpretOptions {
    return {
      evaluateOpaque: this.#host.evaluate,
      evaluateImpure: this.#host.evaluateImpure,
      maxSteps: 20 * this.#most,
    };
  }

  /** Whether differences mean the same as derivatives. */
  get isComparable(): boolean {
    return !this.#host.isMoving;
  }

  get isNumber(): boolean {
    return this.analysed.lowered.resultType.kind === "number";
  }

  get #written(): readonly Parameter[] {
    return this.#parameters.filter(({ isWritten }) => isWritten);
  }

  #outputsOf(value: unknown, end: readonly unknown[]): Vector {
    const [result, ...written] = this.#outputShapes;
    return [...numbersAt(result, value), ...this.#written.flatMap(({ index }, i) => numbersAt(written[i], end[index]))];
  }

  /** Calls a function of the unit; what the program throws is a `NoValue`. */
  run(fn: IrFunction, args: readonly unknown[]): unknown {
    try {
      return this.#call(this.#interpreter, fn, args);
    } catch (error) {
      if (error instanceof NotEvaluated || error instanceof InternalError) throw error;
      throw new NoValue(thrownText(error));
    }
  }

  #call(interpreter: Interpreter, fn: IrFunction, args: readonly unknown[]): unknown {
    this.begin();
    interpreter.resetCounts();
    return interpreter.call(fn.id, args);
  }

  /** Calls a derivative, which has as long as it takes `times` over. */
  #derive(fn: IrFunction, args: readonly unknown[], times = 1): unknown {
    const { interpreting } = this;
    const longer = { ...interpreting, maxSteps: times * 20 * this.#most };
    try {
      return this.#call(times === 1 ? this.#interpreter : new Interpreter(this.analysed.unit, longer), fn, args);
    } catch (error) {
      if (error instanceof NotEvaluated || error instanceof InternalError) throw error;
      const { lowered, unit } = this.analysed;
      const isValue = isOfType(this.left.value, lowered.resultType, unit.types);
      if (!isValue || error instanceof TooManySteps) throw new NoValue(thrownText(error));
      throw new DerivativeThrows(this, thrownText(error));
    }
  }

  /** An evaluation begins: what stands still starts again. */
  begin(): void {
    this.#host.begin();
  }

  /** The function at the point moved by h along a direction. */
  near(along: Vector, h: number): Point {
    return new Point(this.analysed, this.movedArguments(along, h));
  }

  /** The arguments moved by h along a direction. */
  movedArguments(along: Vector, h: number): unknown[] {
    const args = this.args.map(copyOf);
    this.#eachPart(along, ({ index, shape }, part) => {
      args[index] = moved(
        shape,
        this.args[index],
        part.map((x) => x * h),
      );
    });
    return args;
  }

  #eachPart(vector: Vector, visit: (parameter: Parameter, part: Vector) => void): void {
    let from = 0;
    for (const parameter of this.#parameters) {
      const { length } = pathsOf(parameter.shape, "");
      visit(parameter, vector.slice(from, from + length));
      from += length;
    }
  }

  /** The outputs near the point; undefined where there are none, or one is not finite. */
  outputsNear(along: Vector, h: number): Vector | undefined {
    return finite(() => {
      const args = this.movedArguments(along, h);
      const value = this.run(this.analysed.lowered, args);
      return this.#outputsOf(value, args);
    });
  }

  /** The tangents of the outputs along a direction, and what is left beside them. */
  tangent(along: Vector): { readonly left: Left; readonly tangent: Vector } {
    const args = this.args.map(copyOf);
    const dots: unknown[] = [];
    this.#eachPart(along, ({ shape }, part) => dots.push(tangentWith(shape, part)));
    const { forward } = this.analysed;
    if (!forward) throw new NoValue("there is no forward mode");
    const result = this.#derive(forward, [...args, ...dots]) as Readonly<Record<string, unknown>>;
    const [shape, ...written] = this.#outputShapes;
    const ends = this.#parameters.flatMap(({ isWritten }, i) => (isWritten ? [dots[i]] : []));
    const tangent = [...numbersAt(shape, result["tangent"]), ...ends.flatMap((dot, i) => numbersAt(written[i], dot))];
    return { left: { value: result["value"], args }, tangent };
  }

  /** The adjoints of the inputs for a seed of the outputs, and what is left beside them. */
  adjoint(seed: Vector): { readonly left: Left; readonly adjoint: Vector } {
    const args = this.args.map(copyOf);
    const result = this.#reverse(args, seed);
    return { left: { value: result["value"], args }, adjoint: this.#adjointsOf(result["grad"]) };
  }

  /** The gradient of the result near the point; undefined where there is none, or it is not finite. */
  gradientNear(along: Vector, h: number): Vector | undefined {
    return finite(() => this.#adjointsOf(this.#reverse(this.movedArguments(along, h))["grad"]));
  }

  /** The second derivative times a direction; undefined where it was not made. */
  second(along: Vector): Vector | undefined {
    const { second } = this.analysed;
    if (!second) return undefined;
    const dots: unknown[] = [];
    this.#eachPart(along, ({ shape }, part) => dots.push(tangentWith(shape, part)));
    const result = this.#derive(second, [...this.args.map(copyOf), ...dots]) as Readonly<Record<string, unknown>>;
    return this.#adjointsOf(result["hvp"]);
  }

  /** The function with the caller's buffers, which hold anything at first: what they end with; undefined where it was not made. */
  into(): { readonly left: Left; readonly adjoint: Vector } | undefined {
    const { into } = this.analysed;
    if (!into) return undefined;
    const args = this.args.map(copyOf);
    const buffers = this.#parameters.map(({ shape }) =>
      tangentWith(
        shape,
        pathsOf(shape, "").map(() => 0.5),
      ),
    );
    const value = this.#derive(into, [...args, ...buffers]);
    const adjoint = this.#parameters.flatMap(({ shape }, i) => numbersAt(shape, buffers[i]));
    return { left: { value, args }, adjoint };
  }

  /** For each output its gradient; undefined where it was not made. */
  jacobian(): readonly Vector[] | undefined {
    const { jacobian } = this.analysed;
    if (!jacobian) return undefined;
    const made = this.#derive(jacobian, this.args.map(copyOf), Math.max(this.inputs.length, this.outputs.length));
    return partsAt(this.#outputShapes[0], made).map((row) => this.#adjointsOf(row));
  }

  /** For each input the gradient of its part of the gradient; undefined where it was not made. */
  hessian(): readonly Vector[] | undefined {
    const { hessian } = this.analysed;
    if (!hessian) return undefined;
    const made = this.#derive(hessian, this.args.map(copyOf), this.inputs.length);
    return this.#partsOf(made).map((row) => this.#adjointsOf(row));
  }

  /** Without a seed: 1 for the result, which is a number, and none for what is written. */
  #reverse(args: readonly unknown[], seed?: Vector): Readonly<Record<string, unknown>> {
    const { reverse } = this.analysed;
    if (!reverse) throw new NoValue("there is no reverse mode");
    const seeds: unknown[] = [];
    let from = 0;
    for (const shape of this.#outputShapes) {
      const { length } = pathsOf(shape, "");
      seeds.push(seed && tangentWith(shape, seed.slice(from, from + length)));
      from += length;
    }
    if (!seed) seeds[0] = 1;
    const passed = this.#hasSeed ? seeds : seeds.slice(1);
    return this.#derive(reverse, [...args, ...passed]) as Readonly<Record<string, unknown>>;
  }

  #adjointsOf(grad: unknown): Vector {
    return this.#partsOf(grad).map((part) => (typeof part === "number" ? part : Number.NaN));
  }

  /** What stands in the place of each input in a gradient, or in what is nested as one. */
  #partsOf(grad: unknown): readonly unknown[] {
    const [only] = this.#parameters;
    if (only && this.#parameters.length === 1) return partsAt(only.shape, grad);
    const parts = Array.isArray(grad) ? (grad as readonly unknown[]) : [];
    return this.#parameters.flatMap(({ shape }, i) => partsAt(shape, parts[i]));
  }

  /** What each output is called: `result`, `result.angle`, `xs[2]`. */
  get outputPaths(): readonly string[] {
    const [result, ...written] = this.#outputShapes;
    const nameOf = (index: number | undefined): string => this.analysed.parameters[index ?? -1]?.name ?? "";
    return [
      ...pathsOf(result, "result"),
      ...written.flatMap((shape, i) => pathsOf(shape, nameOf(this.#written[i]?.index))),
    ];
  }
}

function typeAt({ parameters }: Analysed, index: number): Analysed["parameters"][number]["type"] {
  return parameters[index]?.type ?? { kind: "void" };
}

function copyOf(value: unknown): unknown {
  return structuredClone(value);
}

function finite(evaluate: () => Vector): Vector | undefined {
  try {
    const vector = evaluate();
    return vector.every(Number.isFinite) ? vector : undefined;
  } catch (error) {
    if (error instanceof NoValue) return undefined;
    throw error;
  }
}

function thrownText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
