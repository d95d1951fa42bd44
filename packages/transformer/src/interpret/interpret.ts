/**
 * Executes the IR with real JavaScript values and the rule table's own functions: the second opinion for every emitted
 * function, and what `check` and `explain` evaluate with, since user code is never executed.
 *
 *   interpret(unit, id, [2, 5]).value
 *   new Interpreter(unit, { observe: (op, results) => … }).call(id, [2, 5])
 *
 * Arrays and typed arrays are themselves, records plain objects; so memory behaves exactly as JavaScript's does. A throw
 * of the program is a throw of the interpreter. Functions are compiled to closures at their first call.
 */
import { InternalError } from "../base/internal-error.ts";
import type { FunctionId, IrFunction, Unit } from "../ir/ir.ts";
import { compileFunction } from "./compile-function.ts";
import type { Executable } from "./compile-function.ts";
import { TooManySteps } from "./machine.ts";
import type { Counter, InterpretOptions, Machine } from "./machine.ts";

export interface Interpretation {
  readonly value: unknown;
  /** How often each primitive was executed. */
  readonly counts: ReadonlyMap<string, number>;
  /** How many ops were executed, of all kinds. */
  readonly steps: number;
}

/** Executes one call. */
export function interpret(
  unit: Unit,
  id: FunctionId,
  args: readonly unknown[],
  options: InterpretOptions = {},
): Interpretation {
  const interpreter = new Interpreter(unit, options);
  const value = interpreter.call(id, args);
  return { value, counts: interpreter.counts, steps: interpreter.steps };
}

/** Executes any number of calls; counts and steps add up until they are reset, and the limit is for all of them. */
export class Interpreter {
  readonly #machine: Machine;
  readonly #executables = new Map<FunctionId, Executable>();
  readonly #counters = new Map<string, Counter>();
  #steps = 0;

  constructor(unit: Unit, options: InterpretOptions = {}) {
    this.#machine = {
      unit,
      options,
      counterOf: (prim) => this.#counterOf(prim),
      call: (callee, args) => this.call(callee, args),
      step: (ops, fn) => this.#step(ops, fn),
    };
  }

  /** Gives what the function returns; missing arguments are undefined. Throws what it throws. */
  call(id: FunctionId, args: readonly unknown[]): unknown {
    let executable = this.#executables.get(id);
    if (!executable) {
      const fn = this.#machine.unit.functions.get(id);
      if (!fn) throw new InternalError(`no function ${id} in the unit`);
      this.#executables.set(id, (executable = compileFunction(fn, this.#machine)));
    }
    return executable(args);
  }

  /** How often each primitive was executed; none that never was. */
  get counts(): ReadonlyMap<string, number> {
    return new Map(
      [...this.#counters].map(([prim, { count }]) => [prim, count] as const).filter(([, count]) => count > 0),
    );
  }

  get steps(): number {
    return this.#steps;
  }

  resetCounts(): void {
    this.#steps = 0;
    for (const counter of this.#counters.values()) counter.count = 0;
  }

  #counterOf(prim: string): Counter {
    let counter = this.#counters.get(prim);
    if (!counter) this.#counters.set(prim, (counter = { count: 0 }));
    return counter;
  }

  #step(ops: number, fn: IrFunction): void {
    const { maxSteps = Infinity } = this.#machine.options;
    this.#steps += ops;
    if (this.#steps > maxSteps) throw new TooManySteps(maxSteps, fn);
  }
}
