/**
 * Host code that stands still: what is cut by `stopGradient`, random numbers and clocks are the same wherever a function is evaluated
 * around one point, since derivatives take them as constants and differences would not.
 */
import { evaluateHost } from "@adgen/transformer";
import type { IrFunction, OpaqueOp, PrimOp } from "@adgen/transformer";
import { randomFrom } from "./random.ts";

const moving = /\bDate\.now\(\)|\bperformance\.now\(\)/;

export class StillHost {
  readonly #seen = new Map<string, unknown[]>();
  readonly #next = new Map<string, number>();
  readonly #random = randomFrom("Math.random");

  #hasStoppedMemory = false;

  /** Whether something moves all the same: memory that is cut goes on changing with the program. */
  get isMoving(): boolean {
    return this.#hasStoppedMemory;
  }

  /** A further evaluation begins. */
  begin(): void {
    this.#next.clear();
  }

  /** The value of host code: where it would move, what it was in the first evaluation that came to it. */
  readonly evaluate = (op: OpaqueOp, args: readonly unknown[], fn: IrFunction): unknown => {
    if (op.stops && typeof args[0] === "object") {
      this.#hasStoppedMemory = true;
      return args[0];
    }
    if (!op.stops && !moving.test(op.pieces.join("0"))) return evaluateHost(op, args, fn);
    return this.#still(op, fn, () => (op.stops ? args[0] : evaluateHost(op, args, fn)));
  };

  /** A random number. */
  readonly evaluateImpure = (op: PrimOp, fn: IrFunction): unknown => this.#still(op, fn, this.#random);

  #still({ origin }: OpaqueOp | PrimOp, fn: IrFunction, make: () => unknown): unknown {
    const key = `${fn.fileName}:${origin.start}`;
    const turn = this.#next.get(key) ?? 0;
    this.#next.set(key, turn + 1);
    const seen = this.#seen.get(key) ?? [];
    this.#seen.set(key, seen);
    if (turn < seen.length) return structuredClone(seen[turn]);
    const value = make();
    seen.push(structuredClone(value));
    return value;
  }
}
