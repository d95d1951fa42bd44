/** Values as operands of arithmetic: numbers, and a refusal where the type hides what they are. */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import { numberType, tangentOf } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { isUntyped } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";

/** The value as a number; `any` is refused, since it hides whether it carries a derivative. */
export function asNumber(cx: Lowering, value: ValueId, node: ts.Node): ValueId {
  const type = cx.typeOf(value);
  if (type.kind === "number" || cx.poison.has(value)) return value;
  if (isUntyped(type)) return cx.refuse("AD2001", node, `\`${node.getText()}\` is of type ${textOf(type)}`, numberType);
  return cx.at.cast(value, numberType, cx.origin(node));
}

export function isKind(cx: Lowering, value: ValueId, kind: Type["kind"]): boolean {
  const type = cx.typeOf(value);
  return type.kind === kind || (type.kind === "union" && type.members.some((member) => member.kind === kind));
}

export function isOnly(cx: Lowering, value: ValueId, kind: Type["kind"]): boolean {
  const type = cx.typeOf(value);
  return type.kind === kind || (type.kind === "union" && type.members.every((member) => member.kind === kind));
}

export function carriesDerivative(cx: Lowering, type: Type): boolean {
  return tangentOf(type, cx.fn.types) !== undefined;
}

function textOf(type: Type): string {
  return type.kind === "opaque" ? type.text : "any";
}
