/** What the table says of a primitive: the form an entry is written in, and the form that the compiler reads. */
import type { Code } from "../diagnostics/catalogue.ts";
import { formulaOf } from "./formula.ts";
import type { Formula, Operand, PrimName } from "./formula.ts";

/**
 * How the user writes it: the name of a function, an operator, or (where only derivative code uses it) the formula of
 * ordinary primitives that it is printed as. Precedence is that of MDN's table: 14 prefix, 13 `**`, 12 `*`, 11 `+` … 2 `?:`.
 */
export type Source = string | Operator | Expansion;

export interface Operator {
  readonly kind: "prefix" | "infix" | "conditional";
  readonly token: string;
  readonly precedence: number;
  readonly associativity: "left" | "right";
}

export interface Expansion {
  readonly kind: "expansion";
  readonly formula: Formula;
}

/**
 * Where partial times seed is 0 by decree. "both": where either is exactly 0. "seed": the same, for a partial that is
 * never 0, so that the seed alone is tested. "none": the plain IEEE product.
 */
export type StrongZero = "none" | "seed" | "both";

/** What a value costs to compute again: nothing to speak of, a few cycles, or a call worth recording. */
export type Cost = "free" | "cheap" | "costly";

/** Piecewise constant, or a bitwise operator. */
export type ZeroNote = Extract<Code, "AD3002" | "AD3003">;

/** A point where no derivative exists, or where a convention says what it is. `partials` is what both modes give there. */
export interface Kink {
  readonly at: readonly number[];
  readonly partials: readonly number[];
  readonly because: string;
}

/** Arguments known when the program is compiled; undefined where unknown. */
export type Constants = readonly (number | undefined)[];

/** Numbers, booleans or, for `===` and `!`, anything. Called through `computePrim`. */
export type Compute = (...args: never[]) => unknown;

/** A point to test at. */
export type Sample = readonly number[];
export type Samples = readonly [Sample, ...Sample[]];

interface EntryBase {
  readonly source: Source;
  readonly compute: Compute;
  /** A number where nothing is said; "branches": the type of its second and third argument. */
  readonly resultType?: "boolean" | "branches";
  /** For all partials alike, or one for each; "none" where nothing is said. */
  readonly strong?: StrongZero | readonly StrongZero[];
  readonly cost: Cost;
  /** False where it must be called exactly as often as in the primal. */
  readonly pure?: false;
  readonly samples: Samples;
  readonly kinks?: readonly Kink[];
  readonly note?: string;
  /** The derivative is 0 on purpose: the code of the note that says so where an active value goes in. */
  readonly zeroNote?: ZeroNote;
}

/** A primitive of so many parameters, with one partial for each, in terms of the parameters and `out`. */
export interface FixedEntry extends EntryBase {
  readonly params: readonly string[];
  readonly partials: readonly Operand[];
  /** Better partials where some arguments are constants, or undefined. */
  readonly specialise?: (constants: Constants) => readonly Operand[] | undefined;
}

/**
 * A primitive of any number of arguments that treats them alike. `element` is the partial by one of them: parameter 0 is
 * that argument, parameter 1 (where `tied` says so) the number of arguments that are equal to the result.
 */
export interface VariadicEntry extends EntryBase {
  readonly rest: string;
  readonly element: Formula;
  readonly tied: boolean;
  /** A shorter form for one or two arguments, where the whole list is at hand. */
  readonly few?: (args: readonly Formula[], i: number) => Operand | undefined;
}

export type Entry = FixedEntry | VariadicEntry;

/** An entry as the compiler reads it: complete, under its name, with formulas throughout. */
export interface Rule {
  readonly name: PrimName;
  readonly source: Source;
  /** The names of the parameters; `["...xs"]` for a primitive of any number of arguments. */
  readonly params: readonly string[];
  readonly compute: Compute;
  readonly resultType: "number" | "boolean" | "branches";
  /** One for each parameter; empty for a primitive of any number of arguments, which has `variadic`. */
  readonly partials: readonly Formula[];
  readonly variadic: Pick<VariadicEntry, "element" | "tied" | "few"> | undefined;
  readonly specialise: (constants: Constants) => readonly Formula[] | undefined;
  readonly strong: (i: number) => StrongZero;
  readonly cost: Cost;
  readonly pure: boolean;
  readonly samples: Samples;
  readonly kinks: readonly Kink[];
  readonly note: string | undefined;
  readonly zeroNote: ZeroNote | undefined;
}

export function ruleOf(name: PrimName, entry: Entry): Rule {
  const common = {
    name,
    source: entry.source,
    compute: entry.compute,
    resultType: entry.resultType ?? ("number" as const),
    strong: strongOf(entry.strong ?? "none"),
    cost: entry.cost,
    pure: entry.pure ?? true,
    samples: entry.samples,
    kinks: entry.kinks ?? [],
    note: entry.note,
    zeroNote: entry.zeroNote,
  };
  if ("rest" in entry) {
    return { ...common, params: [`...${entry.rest}`], partials: [], variadic: entry, specialise: () => undefined };
  }
  return {
    ...common,
    params: entry.params,
    partials: entry.partials.map(formulaOf),
    variadic: undefined,
    specialise: (constants) => entry.specialise?.(constants)?.map(formulaOf),
  };
}

function strongOf(strong: StrongZero | readonly StrongZero[]): (i: number) => StrongZero {
  return (i) => (typeof strong === "string" ? strong : (strong[i] ?? "none"));
}
