/**
 * From partials to contributions: what one argument of a primitive adds to a derivative.
 *
 * A contribution is linear in its seed, so both modes use the same one: the seed is the adjoint of the result (and the
 * contribution goes to the adjoint of the argument) or the tangent of the argument (and it goes to that of the result).
 *   tanh, i = 0     seed * ((1 - out) * (1 + out))
 *   log, i = 0      zdiv(seed, x)                  strong zero: 0 where the seed is 0, also at x = 0
 *   sub, i = 1      -seed
 */
import { InternalError } from "../base/internal-error.ts";
import {
  add,
  constant,
  div,
  eq,
  evaluateFormula,
  isConstant,
  mul,
  needsOfFormula,
  neg,
  out,
  param,
  seed,
  select,
  substitute,
  zdiv,
  zdiv1,
  zmul,
  zmul1,
} from "./formula.ts";
import type { Formula, Meaning, Needs, PrimName } from "./formula.ts";
import type { Constants, Rule, StrongZero } from "./rule.ts";
import { scalarRules } from "./scalar.ts";

/** How a primitive is called: with how many arguments, and which of them are constants. */
export interface CallShape {
  readonly count: number;
  readonly constants?: Constants;
}

/** The partial of a primitive by its argument `i`, in its arguments and its result. */
export function partialOf(name: PrimName, shape: CallShape, i: number): Formula {
  const rule = scalarRules[name];
  const partials = rule.specialise(shape.constants ?? []) ?? rule.partials;
  const partial = rule.variadic === undefined ? partials[i] : variadicPartial(rule.variadic, shape.count, i);
  if (partial === undefined) throw new InternalError(`${name} has no partial by argument ${i} of ${shape.count}`);
  return partial;
}

function variadicPartial(variadic: NonNullable<Rule["variadic"]>, count: number, i: number): Formula | undefined {
  if (i >= count) return undefined;
  const args = Array.from({ length: count }, (_, k) => param(k));
  const short = variadic.few?.(args, i);
  if (short !== undefined) return typeof short === "number" ? constant(short) : short;
  const ties = variadic.tied ? args.map((arg) => select(eq(arg, out), 1, 0)).reduce(add) : constant(1);
  return substitute(variadic.element, (leaf) => (leaf.kind !== "param" ? leaf : leaf.index === 0 ? param(i) : ties));
}

/** Partial times seed by argument `i`, as a formula that mentions `seed`; undefined where the partial is the constant 0. */
export function pullback(name: PrimName, shape: CallShape, i: number): Formula | undefined {
  const partial = partialOf(name, shape, i);
  if (isZero(partial)) return undefined;
  const isFinite = isFiniteAndNot0(partial, shape.constants ?? []);
  return weigh(seed, partial, isFinite ? "none" : scalarRules[name].strong(i));
}

/**
 * The contribution of one element of a spread argument, as in `Math.max(...xs)`: parameter 0 is the element, `out` the result,
 * and where `tied`, parameter 1 is the number of elements and arguments that are equal to the result.
 */
export function elementPullback(name: PrimName): { readonly contribution: Formula; readonly tied: boolean } {
  const { variadic, strong } = scalarRules[name];
  if (variadic === undefined) throw new InternalError(`${name} takes a fixed number of arguments`);
  return { contribution: weigh(seed, variadic.element, strong(0)), tied: variadic.tied };
}

/** A primitive at a place: its arguments and result in some domain, and which arguments are constants. */
export interface Place<V> {
  readonly args: readonly V[];
  readonly out: V;
  readonly seed: V;
  readonly constants?: Constants;
}

/** The contribution of argument `i`, made with the callbacks; undefined where there is none. */
export function contribution<V>(
  name: PrimName,
  i: number,
  place: Place<V>,
  emit: Pick<Meaning<V>, "constant" | "prim">,
): V | undefined {
  const formula = pullback(name, shapeOf(place), i);
  if (formula === undefined) return undefined;
  const arg = (index: number): V => {
    const value = place.args[index];
    if (value === undefined) throw new InternalError(`the rule of ${name} reads argument ${index}, which is not there`);
    return value;
  };
  return evaluateFormula(formula, { ...emit, param: arg, out: place.out, seed: place.seed });
}

function shapeOf<V>(place: Place<V>): CallShape {
  const count = place.args.length;
  return place.constants === undefined ? { count } : { count, constants: place.constants };
}

/** What the contribution of argument `i` reads of the primal: what has to be recorded, recomputed or still be in scope. */
export function needsOf(name: PrimName, shape: CallShape, i: number): Needs {
  const formula = pullback(name, shape, i);
  return formula === undefined ? { params: [], out: false } : needsOfFormula(formula);
}

/** Partial times seed, in the form a person would write. */
function weigh(seed: Formula, partial: Formula, strong: StrongZero): Formula {
  if (isZero(partial) || isConstant(partial, NaN)) return partial;
  if (partial.kind === "const")
    return partial.value === 1 ? seed : partial.value === -1 ? neg(seed) : mul(partial, seed);
  const [first, second, third] = partial.kind === "prim" ? partial.args : [];
  switch (partial.kind === "prim" ? partial.prim : undefined) {
    case "zeroOf":
      return partial;
    // A strong zero has no sign: the seed is negated, not the product.
    case "neg":
      if (first === undefined) break;
      return strong === "none" ? neg(weigh(seed, first, strong)) : weigh(neg(seed), first, strong);
    case "div":
      if (first === undefined || second === undefined || !isConstant(first, 1)) break;
      return { none: div, seed: zdiv1, both: zdiv }[strong](seed, second);
    case "select":
      if (first === undefined || second === undefined || third === undefined || !isByCases(partial)) break;
      return select(first, weigh(seed, second, strong), weigh(seed, third, strong));
  }
  return { none: mul, seed: zmul1, both: zmul }[strong](seed, partial);
}

/** Whether the seed goes into the cases: where one of them is a constant. */
function isByCases(partial: Formula): boolean {
  if (partial.kind !== "prim" || partial.prim !== "select") return partial.kind === "const";
  const [, yes, no] = partial.args;
  return yes !== undefined && no !== undefined && (isByCases(yes) || isByCases(no));
}

function isZero(partial: Formula): boolean {
  return partial.kind === "const" && partial.value === 0;
}

/** Whether a partial is known to be a finite number other than 0, so that no guard is needed: 1 / 2 in x / 2. */
function isFiniteAndNot0(partial: Formula, constants: Constants): boolean {
  const isKnown = (part: Formula | undefined): boolean => {
    const value = part?.kind === "const" ? part.value : part?.kind === "param" ? constants[part.index] : undefined;
    return value !== undefined && Number.isFinite(value) && value !== 0;
  };
  return isKnown(partial) || (partial.kind === "prim" && partial.prim === "div" && partial.args.every(isKnown));
}
