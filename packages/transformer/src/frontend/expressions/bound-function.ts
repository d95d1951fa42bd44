/** Functions that see a receiver: members of object literals, and fields of classes that hold a function. */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import { thisContainer } from "../classes.ts";
import type { ClosureValue, FunctionValue } from "../function-value.ts";
import type { Lowering } from "../lowering.ts";
import { bare, eachNode, isFunctionNode } from "../syntax.ts";
import type { FunctionNode } from "../syntax.ts";
import { closureOf } from "./function-literal.ts";
import { isMemberWritten } from "../written-members.ts";

/** Whether a function mentions `this`, also in arrow functions inside it. */
export function seesReceiver(cx: Lowering, node: FunctionNode): boolean {
  const { ts } = cx;
  const container = containerOf(cx, node);
  let found = false;
  eachNode(ts, node, (at) => {
    if (at.kind === ts.SyntaxKind.ThisKeyword && thisContainer(ts, at) === container) found = true;
    return found || ts.isTypeNode(at) ? false : undefined;
  });
  return found;
}

/** The function with what `this` means in it. */
export function boundTo(cx: Lowering, fn: FunctionValue, ref: ValueId): FunctionValue {
  if (fn.kind !== "closure" || !seesReceiver(cx, fn.node)) return fn;
  const container = containerOf(cx, fn.node);
  if (!container) return fn;
  return { ...fn, captured: new Map([...fn.captured, [cx.file.classes.receiverOf(container), ref]]) };
}

/** The function of a field that a class initialises with one and nothing replaces: `readonly f = (x) => …`. */
export function functionOfField(
  cx: Lowering,
  node: ts.PropertyAccessExpression,
  ref: ValueId,
): FunctionValue | undefined {
  const { ts } = cx;
  const declaration = cx.oracle.symbolAt(node.name)?.valueDeclaration;
  if (!declaration || !ts.isPropertyDeclaration(declaration) || !declaration.initializer) return undefined;
  const initializer = bare(ts, declaration.initializer);
  if (!isFunctionNode(ts, initializer) || !ts.isClassLike(declaration.parent)) return undefined;
  const name = declaration.name.getText();
  const isReadonly = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly) !== 0;
  const isAssigned = isMemberWritten(cx.oracle, name);
  const isReplaced = cx.file.classes
    .derivedOf(declaration.parent)
    .some((derived) => derived.members.some((member) => member.name?.getText() === name));
  return (isReadonly || !isAssigned) && !isReplaced ? boundTo(cx, closureOf(cx, initializer), ref) : undefined;
}

/** What an accessor of an object literal runs; its variables must be at hand. */
export function accessorOf(cx: Lowering, node: ts.AccessorDeclaration, ref: ValueId): ClosureValue | undefined {
  const isAtHand = cx.file.captures.of(node).every((symbol) => cx.env.has(symbol));
  const fn = isAtHand ? boundTo(cx, closureOf(cx, node), ref) : undefined;
  return fn?.kind === "closure" ? fn : undefined;
}

/** Where `this` of a function comes from: the function itself, or what an arrow function stands in. */
function containerOf(cx: Lowering, node: FunctionNode): ts.Node | undefined {
  return cx.ts.isArrowFunction(node) ? thisContainer(cx.ts, node) : node;
}
