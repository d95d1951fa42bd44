/** What an execution shares between its activations: options, the step limit, the counts. */
import type { FunctionId, IrFunction, Op, OpaqueOp, PrimOp, Region, Unit, ValueId } from "../ir/ir.ts";

export interface InterpretOptions {
  /** Called after every op with the values of its results; ops with regions report once they are done. */
  readonly observe?: (op: Op, results: readonly unknown[], fn: IrFunction) => void;
  /** Called whenever a region begins, with the values of its parameters (the counter and the carried values of a loop). */
  readonly observeRegion?: (region: Region, params: readonly unknown[], fn: IrFunction) => void;
  /**
   * Gives the value of host code that is not `known`, or throws `NotEvaluated`. Without it `evaluateHost` does: it knows the
   * harmless part of the standard library and nothing of the user's program.
   */
  readonly evaluateOpaque?: (op: OpaqueOp, args: readonly unknown[], fn: IrFunction) => unknown;
  /** Gives the value of a primitive that differs from call to call (`Math.random()`). Without it the primitive itself does. */
  readonly evaluateImpure?: (op: PrimOp, fn: IrFunction) => unknown;
  /** The prototype of a class, by its name in the text: what `instanceof` asks for. Without it instances are plain objects. */
  readonly prototypeOf?: (className: string) => object | undefined;
  /** How many ops may run before `TooManySteps` is thrown; without it there is no limit. */
  readonly maxSteps?: number;
}

/** The program reached host code whose value is not known without running it. */
export class NotEvaluated extends Error {
  override name = "NotEvaluated";
  readonly op: OpaqueOp;
  readonly fn: IrFunction;

  constructor(op: OpaqueOp, fn: IrFunction) {
    super(`not evaluated: ${op.pieces.join("…")} (${fn.fileName}:${op.origin.line})`);
    this.op = op;
    this.fn = fn;
  }
}

/** The program did not end within the steps it was given. */
export class TooManySteps extends Error {
  override name = "TooManySteps";
  readonly fn: IrFunction;

  constructor(maxSteps: number, fn: IrFunction) {
    super(`${fn.name} did not end within ${maxSteps} steps`);
    this.fn = fn;
  }
}

/** The values of one activation, by id; the value returned comes after them. */
export type Frame = unknown[];

export interface Counter {
  count: number;
}

/** What compiled code needs while it runs. */
export interface Machine {
  readonly unit: Unit;
  readonly options: InterpretOptions;
  /** The counter of a primitive. */
  readonly counterOf: (prim: string) => Counter;
  readonly call: (callee: FunctionId, args: readonly unknown[]) => unknown;
  /** Counts ops, and stops a program that takes too many. */
  readonly step: (ops: number, fn: IrFunction) => void;
}

export function readAll(frame: Frame, values: readonly ValueId[]): readonly unknown[] {
  return values.map((value) => frame[value]);
}
