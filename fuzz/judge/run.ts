/** Runs functions of a module with everything observable watched: value, arguments, exception, and effects in their order. */
import { asFunctionBody } from "../oracle/oracle.ts";
import { withoutTypes } from "../oracle/rewrite.ts";

export type Module = Readonly<Record<string, (...args: unknown[]) => unknown>>;

export interface Outcome {
  readonly value: unknown;
  /** What was thrown, in a list, so that `undefined` can be. */
  readonly thrown: readonly unknown[];
  readonly args: readonly unknown[];
  readonly effects: readonly unknown[];
}

let effects: unknown[] = [];
const note =
  (name: string) =>
  (...args: readonly unknown[]): void => {
    effects.push([name, ...args.map((arg) => (typeof arg === "object" && arg !== null ? Number(arg) : arg))]);
  };
/** What programs know as `console`. */
export const watched: Console = { log: note("log"), warn: note("warn") } as unknown as Console;

/** The exports of a TypeScript module that imports nothing at run time. */
export function load(code: string): Module {
  const { body, names } = asFunctionBody(withoutTypes(code));
  const make = new Function("console", `"use strict";\n${body}\nreturn { ${names.join(", ")} };`);
  return (make as (console: Console) => Module)(watched);
}

/** Clocks and random numbers count up from the same start in every run. */
export function run(f: (...args: unknown[]) => unknown, args: unknown[]): Outcome {
  const [random, now, time] = [Math.random, Date.now, performance.now];
  let calls = 0;
  const next = (name: string) => (): number => {
    effects.push(name);
    return name === "random" ? (++calls * 0.618) % 1 : ++calls;
  };
  Math.random = next("random");
  Date.now = next("now");
  performance.now = next("time");
  effects = [];
  try {
    return { value: f(...args), thrown: [], args, effects };
  } catch (error) {
    return { value: undefined, thrown: [error], args, effects };
  } finally {
    Math.random = random;
    Date.now = now;
    performance.now = time;
  }
}

/** What distinguishes a derivative's run from the program's own; `value` is taken out of what it returns. */
export function differenceOf(primal: Outcome, other: Outcome): string | undefined {
  if (primal.thrown.length !== other.thrown.length)
    return `throws ${thrownText(other)}, the program ${thrownText(primal)}`;
  if (thrownText(primal) !== thrownText(other)) return `throws ${thrownText(other)}, not ${thrownText(primal)}`;
  const value = (other.value as { readonly value?: unknown } | undefined)?.value;
  if (primal.thrown.length === 0 && !same(primal.value, value))
    return `the value is ${show(value)}, not ${show(primal.value)}`;
  for (const [i, arg] of primal.args.entries()) {
    if (!same(arg, other.args[i])) return `argument ${i} ends as ${show(other.args[i])}, not ${show(arg)}`;
    const isSelf = typeof arg === "object" && arg !== null && primal.value === arg;
    if (isSelf && value !== other.args[i]) return `the value is no longer argument ${i} itself`;
  }
  if (!same(primal.effects, other.effects))
    return `the effects are ${show(other.effects)}, not ${show(primal.effects)}`;
  return undefined;
}

function thrownText({ thrown }: Outcome): string {
  return thrown.length === 0 ? "nothing" : String(thrown[0]);
}

function show(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) =>
      typeof part === "number" && !(Math.abs(part) < Infinity && !Object.is(part, -0))
        ? Object.is(part, -0)
          ? "-0"
          : String(part)
        : part,
    ) ?? "undefined"
  );
}

export function same(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  const [x, y] = [Object.entries(a), Object.entries(b)];
  return (
    x.length === y.length && x.every(([key, value]) => key in b && same(value, (b as Record<string, unknown>)[key]))
  );
}
