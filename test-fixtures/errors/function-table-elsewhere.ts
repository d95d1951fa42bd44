import { steps } from "./support/steps.ts";

/** What another file exports is written here. */
export function replace(k: number, f: (x: number) => number): void {
  steps[k] = f;
}

// @differentiable wrt: x
export function f(x: number, which: number): number {
  return steps[which]!(x); // @expect AD2031
}
