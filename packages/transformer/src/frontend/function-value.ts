/** Functions as values: what is known of one when the program is compiled. An IR value stands for it and is never computed with. */
import type ts from "typescript";
import type { ValueId } from "../ir/ir.ts";
import type { Type } from "../ir/types.ts";
import type { ClassNode } from "./classes.ts";
import type { Substitution } from "./type-memory.ts";
import type { DerivedTarget } from "./static-target.ts";
import type { FunctionNode } from "./syntax.ts";

export type FunctionValue =
  | ClosureValue
  | DerivedValue
  /** A member of `Math`. */
  | { readonly kind: "math"; readonly name: string }
  /** A function of the library or of the host, as the text that names it: `Number.isFinite`, `parseFloat`. */
  | { readonly kind: "host"; readonly text: string }
  /** None, where an index or a key finds nothing: `text` is what is thrown then. */
  | { readonly kind: "missing"; readonly text: string }
  /** One of two, by a condition that is at hand. */
  | {
      readonly kind: "choice";
      readonly condition: ValueId;
      readonly then: FunctionValue;
      readonly else: FunctionValue;
    };

/** What an operator makes of a function: `grad(f)`. */
export interface DerivedValue {
  readonly kind: "derived";
  readonly target: DerivedTarget;
  /** The function that the operators are applied to. */
  readonly closure: ClosureValue;
}

export interface ClosureValue {
  readonly kind: "closure";
  readonly node: FunctionNode;
  /**
   * What it holds of the variables around it: the values of those that never change, and the cells of those that do. Other variables
   * are read, and written, where it is called: only functions that go nowhere as a value have such.
   */
  readonly captured: ReadonlyMap<ts.Symbol, ValueId>;
  /** Its calls are computed again in the adjoint sweep. */
  readonly isCheckpoint?: boolean;
  /** What the type parameters of generic functions around it are. */
  readonly substitution?: Substitution | undefined;
}

/** What one parameter, or one captured variable, is given. */
export type Given =
  | { readonly kind: "value"; readonly index: number }
  /** Left out where a function may be: known to be `undefined`. */
  | { readonly kind: "absent" }
  | { readonly kind: "function"; readonly shape: Shape }
  /** Memory with functions in it. */
  | {
      readonly kind: "members";
      /** Undefined for memory inside such memory: it is read from there. */
      readonly index: number | undefined;
      /** The class of an instance, where it is known. */
      readonly cls: ClassNode | undefined;
      readonly isTextless: boolean;
      readonly members: readonly (readonly [name: string, given: Given])[];
    };

/** A function value with places in a list of values instead of values. */
export type Shape =
  | ClosureShape
  | { readonly kind: "derived"; readonly target: DerivedTarget; readonly closure: ClosureShape }
  | { readonly kind: "math"; readonly name: string }
  | { readonly kind: "host" | "missing"; readonly text: string }
  | { readonly kind: "choice"; readonly condition: number; readonly then: Shape; readonly else: Shape };

export interface ClosureShape {
  readonly kind: "closure";
  readonly node: FunctionNode;
  readonly substitution: Substitution | undefined;
  readonly captured: readonly (readonly [symbol: ts.Symbol, given: Given])[];
}

export interface Specialisation {
  /** The same for calls with the same functions. */
  readonly key: string;
  readonly substitution: Substitution | undefined;
  /** One for each parameter as written, then one for each captured variable. */
  readonly given: readonly Given[];
  /** The parameters of the lifted function. */
  readonly parameters: readonly { readonly name: string; readonly type: Type }[];
  /** What the overload gives that is called. */
  readonly result?: Type | undefined;
}
