/** Functions that are derivatives of others: named by whoever calls them, made before their callers are differentiated. */
import type { FunctionId, Origin } from "./ir.ts";
import { functionId } from "./ir.ts";
import type { Mode } from "./request.ts";

export interface DerivedFunction {
  /** What calls name it by until it is made. */
  readonly id: FunctionId;
  readonly mode: Mode;
  readonly of: FunctionId;
  /** One bit a parameter of `of`. */
  readonly mask: readonly boolean[];
  /** Whether that is all that can be differentiated of what the function declares. */
  readonly isWhole: boolean;
  /** Where it was first asked for. */
  readonly origin: Origin;
  readonly fileName: string;
}

export function derivedId(mode: Mode, of: FunctionId, mask: readonly boolean[]): FunctionId {
  return functionId(`derived ${mode}:${of}/${mask.map((bit) => (bit ? "1" : "0")).join("")}`);
}
