/**
 * Functions and regions as closures over a frame. A region tells by a signal how it was left: 0 by its own end (its values
 * are where they belong by then), else the number of an exit, which the op it belongs to takes off.
 */
import { assertNever } from "../base/assert-never.ts";
import { InternalError } from "../base/internal-error.ts";
import type {
  BlockOp,
  ForOp,
  IfOp,
  IrFunction,
  Label,
  Op,
  Region,
  Terminator,
  TryOp,
  ValueId,
  WhileOp,
} from "../ir/ir.ts";
import { resultsOf } from "../ir/visit.ts";
import { compileOp } from "./compile-op.ts";
import { NotEvaluated, readAll, TooManySteps } from "./machine.ts";
import type { Frame, Machine } from "./machine.ts";

export type Executable = (args: readonly unknown[]) => unknown;

const done = 0;
const returned = 1;
/** The test of a while loop was false. */
const ended = 2;
/** The first number of the exits to labels: two for each label around a place. */
const firstExit = 3;

type Signal = number;
type Run = (frame: Frame) => Signal;
type Step = (frame: Frame) => Signal | void;
type Move = (frame: Frame) => void;

/** Where break and continue to a label put their values, and the signals they give. */
interface Target {
  readonly breakSignal: Signal;
  readonly breakTo: readonly ValueId[];
  readonly continueSignal: Signal;
  readonly continueTo: readonly ValueId[];
}

export function compileFunction(fn: IrFunction, machine: Machine): Executable {
  const body = new FunctionCompiler(fn, machine).region(fn.body, []);
  const { params, values } = fn;
  const slots = values.length + 1;
  return (args) => {
    const frame: Frame = [];
    frame.length = slots;
    for (const [i, param] of params.entries()) frame[param] = args[i];
    body(frame);
    return frame[values.length];
  };
}

class FunctionCompiler {
  readonly #fn: IrFunction;
  readonly #machine: Machine;
  readonly #targets = new Map<Label, Target>();

  constructor(fn: IrFunction, machine: Machine) {
    this.#fn = fn;
    this.#machine = machine;
  }

  /** `yieldTo`: where a yield, or a condition that holds, puts its values; a condition that fails puts them in `results`. */
  region(region: Region, yieldTo: readonly ValueId[], results: readonly ValueId[] = []): Run {
    const fn = this.#fn;
    const machine = this.#machine;
    const steps = region.ops.filter((op) => op.kind !== "comment").map((op) => this.#observed(op, this.#step(op)));
    const end = this.#end(region.end, yieldTo, results);
    const cost = Math.max(steps.length, 1);
    const { observeRegion } = machine.options;
    return (frame) => {
      machine.step(cost, fn);
      if (observeRegion) observeRegion(region, readAll(frame, region.params), fn);
      for (const step of steps) {
        const signal = step(frame);
        if (signal) return signal;
      }
      return end(frame);
    };
  }

  #observed(op: Op, step: Step): Step {
    const { observe } = this.#machine.options;
    if (!observe) return step;
    const results = resultsOf(op);
    return (frame) => {
      const signal = step(frame);
      if (!signal) observe(op, readAll(frame, results), this.#fn);
      return signal;
    };
  }

  #step(op: Op): Step {
    switch (op.kind) {
      case "if":
        return this.#if(op);
      case "for":
        return this.#for(op);
      case "while":
        return this.#while(op);
      case "block":
        return this.#block(op);
      case "try":
        return this.#try(op);
      default:
        return compileOp(op, this.#fn, this.#machine);
    }
  }

  #if({ condition, then, else: otherwise, results }: IfOp): Step {
    const yes = this.region(then, results);
    const no = this.region(otherwise, results);
    return (frame) => (frame[condition] ? yes(frame) : no(frame));
  }

  #for(op: ForOp): Step {
    const { from, to, step } = op;
    const [counter, ...carried] = op.body.params;
    if (counter === undefined) throw new InternalError("a counted loop without a counter");
    const target = this.#target(op.results, carried);
    const body = this.#within(op.label, target, () => this.region(op.body, carried));
    const begin = move(op.inits, carried);
    const finish = move(carried, op.results);
    const goesOn = comparisons[op.compare];
    return (frame) => {
      const last = frame[to] as number;
      begin(frame);
      for (let i = frame[from] as number; goesOn(i, last); i += step) {
        frame[counter] = i;
        const signal = body(frame);
        if (signal === target.breakSignal) return done;
        if (signal !== done && signal !== target.continueSignal) return signal;
      }
      finish(frame);
      return done;
    };
  }

  #while(op: WhileOp): Step {
    const target = this.#target(op.results, op.before.params);
    const [before, after] = this.#within(op.label, target, () => [
      this.region(op.before, op.after.params, op.results),
      this.region(op.after, op.before.params),
    ]);
    const begin = move(op.inits, op.before.params);
    return (frame) => {
      begin(frame);
      for (;;) {
        let signal = before(frame);
        if (signal === ended) return done;
        if (signal === done) signal = after(frame);
        if (signal === target.breakSignal) return done;
        if (signal !== done && signal !== target.continueSignal) return signal;
      }
    };
  }

  #block(op: BlockOp): Step {
    const target = this.#target(op.results, []);
    const body = this.#within(op.label, target, () => this.region(op.body, op.results));
    return (frame) => {
      const signal = body(frame);
      return signal === target.breakSignal ? done : signal;
    };
  }

  #try(op: TryOp): Step {
    const body = this.region(op.body, op.results);
    const handler = this.region(op.handler, op.results);
    const [error] = op.handler.params;
    return (frame) => {
      try {
        return body(frame);
      } catch (thrown) {
        // What stops the interpreter is not the program's to catch.
        if (thrown instanceof NotEvaluated || thrown instanceof TooManySteps || thrown instanceof InternalError)
          throw thrown;
        if (error !== undefined) frame[error] = thrown;
        return handler(frame);
      }
    };
  }

  #target(breakTo: readonly ValueId[], continueTo: readonly ValueId[]): Target {
    const breakSignal = firstExit + 2 * this.#targets.size;
    return { breakSignal, breakTo, continueSignal: breakSignal + 1, continueTo };
  }

  #within<T>(label: Label, target: Target, compile: () => T): T {
    this.#targets.set(label, target);
    const compiled = compile();
    this.#targets.delete(label);
    return compiled;
  }

  #end(end: Terminator, yieldTo: readonly ValueId[], results: readonly ValueId[]): Run {
    switch (end.kind) {
      case "yield":
        return leaving(move(end.values, yieldTo), done);
      case "condition": {
        const goOn = leaving(move(end.values, yieldTo), done);
        const stop = leaving(move(end.values, results), ended);
        return (frame) => (frame[end.condition] ? goOn(frame) : stop(frame));
      }
      case "return": {
        const { value } = end;
        const slot = this.#fn.values.length;
        if (value === undefined) return () => returned;
        return (frame) => {
          frame[slot] = frame[value];
          return returned;
        };
      }
      case "break":
      case "continue": {
        const target = this.#targets.get(end.label);
        if (!target) throw new InternalError(`${end.kind} to ${end.label}, which is not around it`);
        return end.kind === "break"
          ? leaving(move(end.values, target.breakTo), target.breakSignal)
          : leaving(move(end.values, target.continueTo), target.continueSignal);
      }
      case "throw":
        return (frame) => {
          throw frame[end.value];
        };
      default:
        return assertNever(end, "terminator");
    }
  }
}

function leaving(move: Move, signal: Signal): Run {
  return (frame) => {
    move(frame);
    return signal;
  };
}

/** Copies values at once: none is overwritten before it is read (`[a, b] = [b, a]` is carried through a loop). */
function move(from: readonly ValueId[], to: readonly ValueId[]): Move {
  const [a, b] = from;
  const [x, y] = to;
  if (a === undefined || x === undefined) return () => undefined;
  if (to.length === 1) return (frame) => void (frame[x] = frame[a]);
  if (to.length === 2 && b !== undefined && y !== undefined) {
    return (frame) => {
      const second = frame[b];
      frame[x] = frame[a];
      frame[y] = second;
    };
  }
  return (frame) => {
    const values = readAll(frame, from);
    for (const [i, slot] of to.entries()) frame[slot] = values[i];
  };
}

const comparisons: { readonly [Compare in ForOp["compare"]]: (i: number, to: number) => boolean } = {
  "<": (i, to) => i < to,
  "<=": (i, to) => i <= to,
  ">": (i, to) => i > to,
  ">=": (i, to) => i >= to,
};
