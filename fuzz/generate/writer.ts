/** What every part of the generator writes with: choices, names, what is in scope, and the grammar to go on with. */
import type { Choices } from "./choices.ts";
import type { Kind } from "./kinds.ts";

export interface Variable {
  readonly name: string;
  readonly kind: Kind;
  /** Cannot be assigned. */
  readonly isConst?: boolean;
  /** Its content cannot be written. */
  readonly isReadonly?: boolean;
  /** A loop counter: a whole number, from 0 on. */
  readonly isCounter?: boolean;
}

export interface Callee {
  readonly name: string;
  readonly params: readonly Kind[];
  readonly result: Kind;
  /** How a call is written from its arguments, where it is not `name(a, b)`. */
  readonly write?: (args: readonly string[]) => string;
}

/** Where something is written, and what it may do there. */
export interface Place {
  readonly variables: Variable[];
  readonly canContinue: boolean;
  readonly canBreak: boolean;
  readonly labels: readonly { readonly name: string; readonly isLoop: boolean }[];
  /** What is returned there. */
  readonly result: Kind;
  /** How deep statements are nested. */
  readonly depth: number;
  readonly isInTry: boolean;
  readonly isInClosure: boolean;
  /** Calls that cost much are left out: inside loops inside functions. */
  readonly isCostly: boolean;
  /** Expressions may write: not so in callbacks that are called in an order of the engine's. */
  readonly canWrite: boolean;
}

/** A way to write an expression or statement. Undefined where there is nothing to make it of. */
export interface Production {
  readonly name: string;
  readonly weight: number;
  readonly isLeaf?: boolean;
  readonly make: (w: Writer, place: Place, depth: number) => string | undefined;
}

export interface Grammar {
  readonly expressions: Readonly<Record<Kind, readonly Production[]>>;
  readonly statements: readonly Production[];
}

export class Writer {
  readonly r: Choices;
  readonly callees: Callee[] = [];
  /** Parts of the header that a program has: "classes", "math names" … */
  readonly features: Set<string> = new Set();
  /** Statements that may still be written in this function. */
  budget = 0;
  /** Whether the parts of what is written may have effects, clocks and the like. */
  hasEffects = false;
  readonly #grammar: Grammar;
  #names = 0;

  constructor(r: Choices, grammar: Grammar) {
    this.r = r;
    this.#grammar = grammar;
  }

  fresh(stem: string): string {
    return `${stem}${this.#names++}`;
  }

  expression(kind: Kind, place: Place, depth: number): string {
    const all = this.#grammar.expressions[kind];
    const text = this.#choose(depth > 0 ? all : all.filter(({ isLeaf }) => isLeaf), place, depth);
    if (text === undefined) throw new Error(`no expression of kind ${kind}`);
    return text;
  }

  number(place: Place, depth: number): string {
    return this.expression("number", place, depth);
  }

  boolean(place: Place, depth: number): string {
    return this.expression("boolean", place, depth);
  }

  /** One to `most` statements, a line each, as long as the budget lasts. */
  statements(place: Place, most: number): string {
    const lines: string[] = [];
    const count = 1 + this.r.below(most);
    for (let i = 0; i < count && this.budget > 0; i++) {
      this.budget--;
      const line = this.#choose(this.#grammar.statements, place, 3) ?? ";";
      lines.push(line);
      if (isJump(line) || (line.startsWith("{") && endsInJump(line.slice(0, -2)))) break;
    }
    return lines.join("\n");
  }

  /** A block of statements in a scope of its own; `tail` where its end is reached. */
  block(place: Place, more: Partial<Place> = {}, head = "", tail = ""): string {
    const lines = this.statements(this.inner(place, more), 3);
    const parts = [head, lines, endsInJump(lines) ? "" : tail];
    return `{\n${parts.filter((line) => line !== "").join("\n")}\n}`;
  }

  inner(place: Place, more: Partial<Place> = {}): Place {
    return { ...place, depth: place.depth + 1, ...more, variables: [...(more.variables ?? place.variables)] };
  }

  /** A place inside a function that is written here; `params` are its own. */
  insideFunction(place: Place, params: readonly Variable[], more: Partial<Place> = {}): Place {
    return this.inner(place, {
      canContinue: false,
      canBreak: false,
      labels: [],
      isInTry: false,
      isInClosure: true,
      result: "number",
      variables: [...place.variables, ...params],
      ...more,
    });
  }

  /** Variables of a kind that are in scope. */
  of(place: Place, kind: Kind, need: { readonly assigned?: boolean; readonly mutated?: boolean } = {}): Variable[] {
    return place.variables.filter(
      (variable) =>
        variable.kind === kind &&
        !(need.assigned && (variable.isConst || variable.isCounter || !place.canWrite)) &&
        !(need.mutated && (variable.isReadonly || !place.canWrite)),
    );
  }

  variable(
    place: Place,
    kind: Kind,
    need: { readonly assigned?: boolean; readonly mutated?: boolean } = {},
  ): string | undefined {
    const fits = this.of(place, kind, need);
    return fits.length > 0 ? this.r.pick(fits).name : undefined;
  }

  /** An index that is in range of three elements. */
  index(place: Place): string {
    const counters = place.variables.filter(({ isCounter }) => isCounter);
    const roll = this.r.next();
    if (counters.length > 0 && roll < 0.6) return `${this.r.pick(counters).name} % 3`;
    if (roll > 0.86 && roll <= 0.93) {
      const test = (): string => this.boolean(place, 1);
      return this.r.pick([
        () => `(${test()} ? 1 : 2)`,
        () => `(${this.number(place, 0)} & 1)`,
        () => `Number(${test()})`,
        () => `~(-${1 + this.r.below(3)})`,
        () => `+(${test()})`,
        () => "(1 as number)",
        () => "(2 satisfies number)",
        () => `(Math.abs(${this.number(place, 0)}), ${this.r.below(3)})`,
      ])();
    }
    if (roll > 0.93) return `Math.floor(Math.abs(${this.number(place, 0)})) % 3`;
    return String(this.r.below(3));
  }

  #choose(productions: readonly Production[], place: Place, depth: number): string | undefined {
    const weights = productions.map(({ weight }) => weight);
    for (;;) {
      const at = this.r.weighted(weights);
      if (at === undefined) return undefined;
      const text = productions[at]!.make(this, place, depth);
      if (text !== undefined) return text;
      weights[at] = 0;
    }
  }
}

/** Behind a jump TypeScript knows nothing of the variables: nothing is written there. */
function isJump(line: string): boolean {
  return /^(?:break|continue|return|throw)\b/.test(line);
}

/** Whether the end of a list of statements is not reached, as far as its last line says. */
export function endsInJump(lines: string): boolean {
  return isJump(lines.slice(lines.lastIndexOf("\n") + 1));
}
