/** Constants of modules that hold functions, as a literal says and nothing changes: `const activations = [relu, Math.tanh]`. */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import { standIn } from "../function-join.ts";
import type { Lowering } from "../lowering.ts";
import { isReadOnly } from "../only-read.ts";
import { bare, constantName, isFunctionNode } from "../syntax.ts";
import { closureOf, functionNamed } from "./function-literal.ts";

/** Notes of the value of a constant the functions that it holds. */
export function noteTable(cx: Lowering, value: ValueId, declaration: ts.VariableDeclaration): ValueId {
  const { initializer } = declaration;
  if (!initializer || cx.membersOf.has(value)) return value;
  const members = membersIn(cx, initializer);
  if (members && members.size > 0 && isReadOnly(cx.oracle, declaration)) cx.membersOf.set(value, members);
  return value;
}

/** What a literal holds of functions, and of literals with functions in them; undefined where its names are not all known. */
function membersIn(cx: Lowering, initializer: ts.Expression): ReadonlyMap<string, ValueId> | undefined {
  const { ts } = cx;
  const literal = bare(ts, initializer);
  const members = new Map<string, ValueId>();
  const add = (name: string, node: ts.Expression): void => {
    const fn = cx.oracle.isCallable(cx.oracle.typeAt(node)) ? functionNamed(cx, node) : undefined;
    const inner = fn ? undefined : membersIn(cx, node);
    if (fn) members.set(name, standIn(cx, fn, node));
    if (!inner || inner.size === 0) return;
    const held = cx.at.undef({ kind: "undefined" }, cx.origin(node));
    cx.membersOf.set(held, inner);
    members.set(name, held);
  };
  if (ts.isArrayLiteralExpression(literal)) {
    if (literal.elements.some((element) => ts.isSpreadElement(element) || ts.isOmittedExpression(element)))
      return undefined;
    for (const [i, element] of literal.elements.entries()) add(String(i), element);
    // Where some of them are not known, none can be told from the others.
    return members.size === literal.elements.length ? members : undefined;
  }
  if (!ts.isObjectLiteralExpression(literal)) return undefined;
  for (const property of literal.properties) {
    const name = property.name && constantName(ts, property.name);
    if (name === undefined || ts.isSpreadAssignment(property) || ts.isAccessor(property)) return undefined;
    if (ts.isMethodDeclaration(property) && isFunctionNode(ts, property)) {
      members.set(name, standIn(cx, closureOf(cx, property), property));
    } else if (ts.isPropertyAssignment(property)) add(name, property.initializer);
    else if (ts.isShorthandPropertyAssignment(property)) add(name, property.name);
  }
  return members;
}
