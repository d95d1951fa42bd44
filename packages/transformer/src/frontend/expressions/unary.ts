/** `-x`, `+x`, `!x`, `~x`, `typeof x`, `void x`. */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import { numberType, stringType } from "../../ir/types.ts";
import { isPresent } from "../known-condition.ts";
import type { Lowering } from "../lowering.ts";
import { lowerIncrement } from "./assignment.ts";
import { asNumber, isKind } from "./operand.ts";

export function lowerPrefix(cx: Lowering, node: ts.PrefixUnaryExpression): ValueId {
  const { SyntaxKind: K } = cx.ts;
  const origin = cx.origin(node);
  if (node.operator === K.PlusPlusToken || node.operator === K.MinusMinusToken) return lowerIncrement(cx, node);
  const value = cx.expression(node.operand);
  switch (node.operator) {
    case K.MinusToken: {
      if (!isKind(cx, value, "bigint")) return cx.at.prim("neg", [asNumber(cx, value, node.operand)], origin);
      return cx.opaque(["-", value], node, { type: { kind: "bigint" }, effect: "pure", precedence: 14 });
    }
    case K.PlusToken:
      return toNumber(cx, value, node);
    case K.TildeToken:
      return cx.at.prim("bitNot", [asNumber(cx, value, node.operand)], origin);
    default: {
      const present = isPresent(cx, value);
      return present === undefined ? cx.at.prim("not", [value], origin) : cx.at.const_(!present, origin);
    }
  }
}

/** `+x` and `Number(x)`: the number itself; what is no number is converted by the host. */
export function toNumber(cx: Lowering, value: ValueId, node: ts.Node): ValueId {
  if (cx.typeOf(value).kind === "number" || cx.poison.has(value)) {
    return cx.at.prim("toNumber", [value], cx.origin(node));
  }
  if (cx.typeOf(value).kind === "opaque")
    return cx.refuse("AD2001", node, `\`${node.getText()}\` hides what it converts`, numberType);
  return cx.opaque(["Number(", value, ")"], node, { type: numberType, effect: "pure" });
}

export function lowerTypeof(cx: Lowering, node: ts.TypeOfExpression): ValueId {
  const value = cx.expression(node.expression);
  if (cx.functionOf.has(value)) return cx.at.const_("function", cx.origin(node));
  return cx.opaque(["typeof ", value], node, { type: stringType, effect: "pure", precedence: 14 });
}

export function lowerVoid(cx: Lowering, node: ts.VoidExpression): ValueId {
  cx.expression(node.expression);
  return cx.undefined(cx.origin(node));
}
