/** Items of array literals and argument lists. A spread tuple is its items; anything else that is spread stays a spread. */
import type ts from "typescript";
import type { Element, ValueId } from "../../ir/ir.ts";
import { arrayOf, elementType, stringType } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { arrayOfView } from "../built-ins/source.ts";
import { nonNullish } from "../lower-type.ts";
import type { Lowering } from "../lowering.ts";

export function lowerElements(
  cx: Lowering,
  nodes: readonly ts.Expression[],
  typeAt: (i: number) => Type | undefined,
): readonly Element[] {
  const { ts } = cx;
  const elements: Element[] = [];
  for (const node of nodes) {
    if (ts.isSpreadElement(node)) {
      const view = arrayOfView(cx, node.expression);
      elements.push(...spreadOf(cx, view ?? cx.expression(node.expression), node));
    } else if (ts.isOmittedExpression(node)) {
      elements.push({ kind: "value", value: cx.refuse("AD2027", node.parent, "a hole in an array literal") });
    } else {
      elements.push({ kind: "value", value: cx.expression(node, typeAt(elements.length)) });
    }
  }
  return elements;
}

function spreadOf(cx: Lowering, value: ValueId, node: ts.SpreadElement): readonly Element[] {
  const type = nonNullish(cx.typeOf(value));
  if (type.kind === "tuple" && !type.optional) {
    return type.elements.map((element, i) => ({
      kind: "value",
      value: cx.at.load(value, String(i), element, cx.origin(node)),
    }));
  }
  if (elementType(type, cx.fn.types) || cx.poison.has(value)) return [{ kind: "spread", value }];
  // Another iterable is host memory: its items, as an array.
  const item = cx.file.typeAt(node);
  const array = item.kind === "opaque" ? arrayOf(item) : arrayOf(item.kind === "string" ? stringType : item);
  return [{ kind: "spread", value: cx.opaque(["[...", value, "]"], node, { type: array, effect: "reads" }) }];
}
