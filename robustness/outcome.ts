/** What a call gave, and how two calls differ. */
import { randomFrom } from "../packages/transformer/test/fixtures/random.ts";

export type Fn = (...args: readonly unknown[]) => unknown;

export interface Outcome {
  readonly value: unknown;
  readonly thrown: unknown;
}

interface Call extends Outcome {
  /** As the call left them. */
  readonly args: readonly unknown[];
}

let random = randomFrom("host");
// Modules may keep it when they are loaded.
Math.random = () => random();

/** Calls with the same random numbers each time. */
export function run(f: Fn, args: readonly unknown[]): Outcome {
  random = randomFrom("host");
  try {
    return { value: f(...args), thrown: undefined };
  } catch (thrown) {
    return { value: undefined, thrown: thrown ?? "undefined" };
  }
}

export function differenceOf(primal: Call, other: Call): string | undefined {
  // An overflow of the stack comes a little earlier.
  if (other.thrown instanceof RangeError && /call stack/i.test(other.thrown.message)) return undefined;
  // Samples that are no arguments at all: what the engine says of them depends on the text.
  if (primal.thrown instanceof TypeError && other.thrown instanceof TypeError) return undefined;
  if (String(primal.thrown) !== String(other.thrown))
    return `throws ${String(other.thrown)}, not ${String(primal.thrown)}`;
  if (primal.thrown !== undefined) return undefined;
  if (!same(primal.value, other.value)) return `the value is ${show(other.value)}, not ${show(primal.value)}`;
  const at = primal.args.findIndex((arg, i) => !same(arg, other.args[i]));
  return at < 0 ? undefined : `argument ${at} ends as ${show(other.args[at])}, not ${show(primal.args[at])}`;
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
  // A function that is made anew each time is another one.
  if (typeof a === "function" && typeof b === "function") return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [x, y] = [Object.entries(a), Object.entries(b)];
  return (
    x.length === y.length && x.every(([key, value]) => same(value, (b as Record<string, unknown>)[key], depth + 1))
  );
}
