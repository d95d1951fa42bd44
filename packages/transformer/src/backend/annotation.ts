/** Types of declarations, only where TypeScript would infer something else. */
import type { Op, ValueId } from "../ir/ir.ts";
import { isReference, undefinedType } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import { operandsOf } from "../ir/visit.ts";
import { constOf, definingOp } from "./structure.ts";
import type { Flow } from "./loops.ts";
import { typeText } from "./type-text.ts";
import { needsAnnotation } from "./zeros.ts";

/** `: T`, or nothing. `by` gives the first content, or the value `from` is copied. */
export function annotationOf(about: {
  readonly value: ValueId;
  readonly by: Op | undefined;
  readonly from: ValueId | undefined;
  readonly isConst: boolean;
  readonly cx: { readonly flow: Flow };
}): string {
  const { value, by, from, isConst, cx } = about;
  const { structure } = cx.flow;
  const type = structure.fn.values[value]?.type;
  if (!type || type.kind === "void") return "";
  const text = `: ${typeText(type)}`;
  const constant = from === undefined ? undefined : constOf(structure, from);
  if (isConst && !constant) return by && (isWidened(by, type) || isCarried(by, cx.flow)) ? text : "";
  if (type.kind !== "number" && type.kind !== "boolean" && type.kind !== "string") return text;
  if (type.text !== undefined || isConst) return text;
  // A copy from a variable of another text (a branded number) would pass its type on.
  const source = from === undefined ? undefined : structure.fn.values[from]?.type;
  return source && !constant && typeText(source) !== typeText(type) ? text : "";
}

/** A narrowing of memory that a loop carries, or memory that holds it: TypeScript would have to know its type to infer it. */
function isCarried(op: Op, { structure }: Flow): boolean {
  if (op.kind !== "cast" && op.kind !== "record" && op.kind !== "array") return false;
  return operandsOf(op).some(
    (operand) =>
      isReference(structure.fn.values[operand]?.type ?? undefinedType) &&
      !structure.fn.params.includes(operand) &&
      definingOp(structure, operand) === undefined,
  );
}

function isWidened(op: Op, type: Type): boolean {
  switch (op.kind) {
    case "array":
      return op.elements.length === 0 || needsAnnotation(type);
    case "record":
      return op.construct ? op.construct.args === undefined : needsAnnotation(type);
    case "zeros-like":
    case "clone":
      return needsAnnotation(type);
    default:
      return false;
  }
}
