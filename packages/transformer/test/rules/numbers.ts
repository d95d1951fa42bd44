/** The rules on plain numbers: values, and derivatives in both modes, of primitives and of the formulas themselves. */
import { contribution } from "../../src/rules/derive.ts";
import type { Meaning, PrimName } from "../../src/rules/formula.ts";
import type { Constants } from "../../src/rules/rule.ts";
import { computePrim } from "../../src/rules/scalar.ts";

export const arithmetic: Pick<Meaning<number>, "constant" | "prim"> = {
  constant: (value) => value,
  prim: (name, args) => computePrim(name, args) as number,
};

export function valueOf(name: PrimName, args: readonly number[]): number {
  return arithmetic.prim(name, args);
}

/** What the reverse mode adds to each argument for an adjoint `seed` of the result. */
export function adjointsOf(name: PrimName, args: readonly number[], seed = 1): number[] {
  const out = valueOf(name, args);
  return args.map((_, i) => contribution(name, i, { args, out, seed }, arithmetic) ?? 0);
}

/** The tangent of the result, for tangents of the arguments. */
export function tangentOf(name: PrimName, args: readonly number[], dots: readonly number[]): number {
  const out = valueOf(name, args);
  return sum(
    dots.flatMap((dot, i) => (dot === 0 ? [] : (contribution(name, i, { args, out, seed: dot }, arithmetic) ?? []))),
  );
}

function sum(terms: readonly number[]): number {
  return terms.length === 0 ? 0 : terms.reduce((a, b) => a + b);
}

/** The adjoints where some arguments are literals. */
export function derivativesOf(name: PrimName, args: readonly number[], constants: Constants): number[] {
  const out = valueOf(name, args);
  return args.map((_, i) => contribution(name, i, { args, out, seed: 1, constants }, arithmetic) ?? 0);
}

/** The direction of argument `i`. */
export function unit(count: number, i: number): number[] {
  return Array.from({ length: count }, (_, k) => (k === i ? 1 : 0));
}
