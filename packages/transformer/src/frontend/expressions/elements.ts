/** Items of array literals and argument lists. A spread tuple is its items; anything else that is spread stays a spread. */
import type ts from "typescript";
import type { Element, ValueId } from "../../ir/ir.ts";
import { arrayOf, elementType, stringType } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { arrayOfView } from "../built-ins/source.ts";
import { nonNullish } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import { eachNode, isAssignmentOperator, isIncrement } from "../syntax.ts";

export function lowerElements(
  cx: Lowering,
  nodes: readonly ts.Expression[],
  typeAt: (i: number) => Type | undefined,
): readonly Element[] {
  const { ts } = cx;
  const elements: Element[] = [];
  const lastWriting = nodes.findLastIndex((node) => mayWrite(cx, node));
  for (const [i, node] of nodes.entries()) {
    if (ts.isSpreadElement(node)) {
      const view = arrayOfView(cx, node.expression);
      const spread = spreadOf(cx, view ?? cx.expression(node.expression), node);
      elements.push(...(i < lastWriting ? spread.map((element) => copied(cx, element, node)) : spread));
    } else if (ts.isOmittedExpression(node)) {
      elements.push({ kind: "value", value: cx.refuse("AD2027", node.parent, "a hole in an array literal") });
    } else {
      elements.push({ kind: "value", value: cx.expression(node, typeAt(elements.length)) });
    }
  }
  return elements;
}

/** Whether evaluating an item may change memory: it calls, assigns or counts. */
function mayWrite({ ts }: Lowering, item: ts.Expression): boolean {
  let writes = false;
  eachNode(ts, item, (node) => {
    if (ts.isFunctionLike(node)) return false;
    writes ||=
      ts.isCallExpression(node) ||
      ts.isNewExpression(node) ||
      isIncrement(ts, node) ||
      (ts.isBinaryExpression(node) && isAssignmentOperator(ts, node.operatorToken.kind));
    return writes ? false : undefined;
  });
  return writes;
}

/** What is spread is read before the items behind it are evaluated, which may write it. */
function copied(cx: Lowering, element: Element, node: ts.SpreadElement): Element {
  const item = elementType(nonNullish(cx.typeOf(element.value)), cx.fn.types);
  if (element.kind !== "spread" || item === undefined) return element;
  return { kind: "spread", value: cx.at.array([element], arrayOf(item), cx.origin(node)) };
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
