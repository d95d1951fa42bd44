/** Functions as values: what is known of one when the program is compiled. An IR value stands for it and is never computed with. */
import type ts from "typescript";
import type { ValueId } from "../ir/ir.ts";
import type { FunctionNode } from "./syntax.ts";

export type FunctionValue =
  | ClosureValue
  /** A member of `Math`. */
  | { readonly kind: "math"; readonly name: string }
  /** A function of the library or of the host, as the text that names it: `Number.isFinite`, `parseFloat`. */
  | { readonly kind: "host"; readonly text: string }
  /** One of two, by a condition that is at hand. */
  | {
      readonly kind: "choice";
      readonly condition: ValueId;
      readonly then: FunctionValue;
      readonly else: FunctionValue;
    };

export interface ClosureValue {
  readonly kind: "closure";
  readonly node: FunctionNode;
  /**
   * What it holds of the variables around it: the values of those that never change, and the cells of those that do. Other variables
   * are read, and written, where it is called: only functions that go nowhere as a value have such.
   */
  readonly captured: ReadonlyMap<ts.Symbol, ValueId>;
}
