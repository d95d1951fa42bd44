/** `xs.entries()`, `xs.keys()`, `xs.values()` of an array: nothing is made, the elements are asked one by one. */
import type ts from "typescript";
import { elementType } from "../../ir/types.ts";
import { nonNullish } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import { bare } from "../syntax.ts";

export interface View {
  readonly array: ts.Expression;
  readonly name: "entries" | "keys" | "values";
}

export function viewOf(cx: Lowering, expression: ts.Expression): View | undefined {
  const { ts } = cx;
  const node = bare(ts, expression);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { text } = node.expression.name;
  if (text !== "entries" && text !== "keys" && text !== "values") return undefined;
  const array = node.expression.expression;
  return elementType(nonNullish(cx.file.typeAt(array)), cx.fn.types) ? { array, name: text } : undefined;
}
