/** What is remembered of types that were lowered: for each group of functions on its own, for each substitution on its own. */
import type ts from "typescript";
import type { Type } from "../ir/types.ts";

/** What type parameters are: in a generic function that is lowered for a call. There is one object for each. */
export interface Substitution {
  readonly key: string;
  readonly types: ReadonlyMap<ts.Type, Type>;
}

/** The instances of a class itself, where a value of its type may be one of a class that extends it. */
export class Exact {
  readonly type: ts.Type;

  constructor(type: ts.Type) {
    this.type = type;
  }
}

/** The number of a group of functions that reach each other; undefined for those that are in none. */
export type Scope = number | "outside" | undefined;

/** What was lowered for one scope. */
export interface Lowered {
  readonly typeOf: Map<ts.Type | Exact, Type>;
  /** Types in which a type parameter occurs or may occur, by what it is. */
  readonly specialTypeOf: Map<Substitution | undefined, Map<ts.Type | Exact, Type>>;
  /** The names of recursive instances of generic classes, by what they are instances of. */
  readonly nameOfGeneric: Map<string, string>;
  readonly nameOfRecursive: Map<ts.Type | Exact, string>;
}

export class TypeMemory {
  readonly #all = new Map<Scope, Lowered>();
  #scope: Scope = undefined;
  #here: Lowered;

  constructor() {
    this.#here = this.#of(undefined);
  }

  /** For which functions types are lowered: a group of those that reach each other, or those outside of all. */
  get scope(): Scope {
    return this.#scope;
  }

  get here(): Lowered {
    return this.#here;
  }

  enter(scope: Scope): void {
    this.#scope = scope;
    this.#here = this.#of(scope);
  }

  #of(scope: Scope): Lowered {
    let lowered = this.#all.get(scope);
    if (!lowered) {
      lowered = { typeOf: new Map(), specialTypeOf: new Map(), nameOfGeneric: new Map(), nameOfRecursive: new Map() };
      this.#all.set(scope, lowered);
    }
    return lowered;
  }
}
