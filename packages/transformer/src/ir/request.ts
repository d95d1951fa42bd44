/** What the user asked for: which functions, with respect to what, in which modes; and how their signatures are written. */
import type { FunctionId, Origin, ValueId } from "./ir.ts";
import type { Type } from "./types.ts";

export type Mode = "jvp" | "vjp" | "grad" | "hvp" | "into" | "jacobian" | "hessian";
export const allModes: readonly Mode[] = ["jvp", "vjp", "grad", "hvp", "into", "jacobian", "hessian"];

/** A parameter as the text declares it. `name` is `argN` for a destructured one. */
export interface Parameter {
  readonly value: ValueId;
  readonly name: string;
  /**
   * Its type as a position in the module would write it, without `| undefined` for an optional one; undefined: as the type of its
   * value is written.
   */
  readonly type: string | undefined;
  /** Optional or with a default: may be asked for with `undefined`. */
  readonly optional: boolean;
  /** By type and by `wrt`, never by what the body does. */
  readonly differentiable: boolean;
  /** Where `wrt` names fields of it (`opts.rate`, `opts.inner.x` as `inner.x`): only these are. */
  readonly fields?: readonly string[];
}

/** How a user function appears in its module. */
export interface FunctionSource {
  readonly id: FunctionId;
  readonly name: string;
  /** How text at the end of the module can call it: its name; undefined for what cannot be reached there (a nested function). */
  readonly reference: string | undefined;
  readonly exported: boolean;
  /** The last parameter takes the rest of the arguments: the text of a call lists them. */
  readonly isVariadic: boolean;
  readonly parameters: readonly Parameter[];
  /** Of one with overloads: what each of them takes and gives. */
  readonly overloads?: readonly SourceOverload[];
  /** The result type as the module would write it. */
  readonly result: string;
  /** Original function text span, for comments and messages. */
  readonly origin: Origin;
}

/** One type for each parameter of the body. */
export interface SourceOverload {
  readonly params: readonly Type[];
  readonly result: Type;
}

export interface Request {
  readonly function: FunctionId;
  readonly modes: readonly Mode[];
  /** The function's name in the text: the stem of the generated names. */
  readonly name: string;
  readonly span: Origin;
}

/** The functions of the user that take the place of generated derivatives of another. */
export interface OwnRule {
  readonly jvp?: FunctionId;
  readonly vjp?: FunctionId;
}

/** A call of an operator in the text, such as `grad(f)`: a function is made that stands in its place. */
export interface OperatorUse {
  readonly operator: string;
  /** The derived function. */
  readonly derived: FunctionId;
  readonly span: Origin;
  readonly text: string;
  /** The names of module level that the text mentions. */
  readonly mentions: readonly string[];
  /** Whether it stands inside a marked function. */
  readonly isInMarked: boolean;
  /** Undefined where the name of the made function can stand there alone. */
  readonly passing: Passing | undefined;
}

/** An arrow that hands on its arguments, with what is captured. A type by number is that of this parameter of the made function. */
export interface Passing {
  readonly parameters: readonly { readonly name: string; readonly optional: boolean; readonly type: string | number }[];
  readonly args: readonly string[];
}
