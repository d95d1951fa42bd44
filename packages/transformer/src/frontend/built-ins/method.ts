/** A call of a method of an array, and what all of them need: fresh arrays, copies, errors. */
import type ts from "typescript";
import { branch } from "../branch.ts";
import type { Origin, ValueId } from "../../ir/ir.ts";
import { arrayOf, elementType } from "../../ir/types.ts";
import type { ArrayType, Type, TypedArrayType } from "../../ir/types.ts";
import { isUntyped, nonNullish, withoutLiterals } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import { overAll } from "./counting.ts";

export interface MethodCall {
  readonly cx: Lowering;
  readonly node: ts.CallExpression;
  /** The array, evaluated. */
  readonly ref: ValueId;
  readonly type: Type;
  readonly element: Type;
  readonly origin: Origin;
}

export type Method = (call: MethodCall) => ValueId;

/** What a method gives that makes a new array: of the kind that it is called on. */
export function resultType({ cx, node, type, element }: MethodCall): ArrayType | TypedArrayType {
  if (type.kind === "typed-array") return { kind: "typed-array", name: type.name };
  const own = nonNullish(cx.file.typeAt(node));
  return own.kind === "array" && !isUntyped(own) ? arrayOf(withoutLiterals(own.element)) : arrayOf(element);
}

/** New memory for a known number of elements, all of which are to be stored. */
export function allocate(cx: Lowering, type: ArrayType | TypedArrayType, length: ValueId, origin: Origin): ValueId {
  return cx.at.allocate(type, { length }, origin);
}

/** A copy of all elements, in an array of its own. */
export function copyOf(call: MethodCall, type: ArrayType | TypedArrayType = resultType(call)): ValueId {
  const { cx, ref, element, origin } = call;
  if (type.kind === "array") return cx.at.array([{ kind: "spread", value: ref }], type, origin);
  const length = cx.at.length(ref, origin);
  const copy = allocate(cx, type, length, origin);
  overAll(cx, length, origin, (index) => cx.at.store(copy, index, cx.at.load(ref, index, element, origin), origin));
  return copy;
}

/** Throws an error of the library where the condition holds. */
export function throwWhere(
  cx: Lowering,
  condition: ValueId,
  node: ts.Node,
  error: { readonly name: "RangeError" | "TypeError"; readonly parts: readonly (string | ValueId)[] },
): void {
  const origin = cx.origin(node);
  branch(cx, {
    condition,
    assigned: new Set(),
    origin,
    then: () => {
      const type: Type = { kind: "opaque", text: error.name };
      const value = cx.opaque([`new ${error.name}(`, ...error.parts, ")"], node, { type, effect: "pure" });
      cx.leave({ kind: "throw", value, origin });
      return undefined;
    },
    else: () => undefined,
  });
}

/** The elements of a value as an array has them; undefined where it is none. */
export function elementsOf(cx: Lowering, value: ValueId): Type | undefined {
  const element = elementType(nonNullish(cx.typeOf(value)), cx.fn.types);
  return element && !isUntyped(element) ? element : undefined;
}
