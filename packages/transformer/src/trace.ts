/** What a compilation tells whoever listens: one event a pass and function (the command, the fixtures and the playground read it). */
import { print } from "./ir/print.ts";
import type { IrFunction } from "./ir/ir.ts";

export interface TraceEvent {
  readonly pass: string;
  readonly function: string;
  /** The text of the IR after the pass. */
  readonly ir: string;
  readonly milliseconds: number;
}

export type Trace = (event: TraceEvent) => void;

/** Runs a step and tells of it; without a listener nothing is printed or timed. */
export function traced(trace: Trace | undefined, pass: string, step: () => IrFunction): IrFunction {
  if (!trace) return step();
  const start = performance.now();
  const fn = step();
  trace({ pass, function: fn.name, ir: print(fn, { origins: false }), milliseconds: performance.now() - start });
  return fn;
}

// The one clock that every host has; the package itself knows no host.
declare const performance: { now(): number };
