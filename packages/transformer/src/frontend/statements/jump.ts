/** What leaves: `return`, `break`, `continue`, `throw`. */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import { opaqueType, tangentOf } from "../../ir/types.ts";
import { leave as leaveConstructor } from "../lower-constructor.ts";
import type { Exit, JumpTarget, Lowering } from "../lowering.ts";

export function lowerReturn(cx: Lowering, node: ts.ReturnStatement): void {
  const origin = cx.origin(node);
  const { result, expansion } = cx.body;
  if (expansion) {
    leaveBy(cx, { kind: "return", value: node.expression && cx.expression(node.expression, result) }, node);
    return;
  }
  if (!node.expression) {
    const value = result.kind === "void" || cx.construction ? undefined : cx.undefined(origin);
    leaveBy(cx, { kind: "return", value }, node);
    return;
  }
  const value = cx.expression(node.expression, result);
  returnValue(cx, value, node.expression);
}

/** Returns a value; of a void function it is only evaluated. */
export function returnValue(cx: Lowering, value: ValueId | undefined, node: ts.Expression): void {
  const origin = cx.origin(node);
  const { result } = cx.body;
  const returned = result.kind === "void" || value === undefined ? undefined : cx.coerce(value, result, origin);
  leaveBy(cx, { kind: "return", value: returned }, node);
}

export function lowerThrow(cx: Lowering, node: ts.ThrowStatement): void {
  const value = cx.expression(node.expression);
  throwValue(cx, value, node);
}

/** What is caught has no type: numbers are hidden from here on, so that a handler that looks for them is told. */
export function throwValue(cx: Lowering, value: ValueId, node: ts.Node): void {
  const origin = cx.origin(node);
  if (cx.file.families.isIn(cx.typeOf(value))) cx.refuse("AD2011", node, "a function that is made here is thrown");
  const hidden = tangentOf(cx.typeOf(value), cx.fn.types) ? cx.at.cast(value, opaqueType("unknown"), origin) : value;
  cx.leave({ kind: "throw", value: hidden, origin });
}

export function lowerBreak(cx: Lowering, node: ts.BreakStatement): void {
  const name = node.label?.text;
  const isMeant = (one: JumpTarget): boolean => (name === undefined ? one.kind !== "block" : one.names.includes(name));
  const depth = cx.targets.findLastIndex(isMeant);
  const target = cx.targets[depth];
  if (target) leaveBy(cx, { kind: "jump", depth, jump: target.break }, node);
}

export function lowerContinue(cx: Lowering, node: ts.ContinueStatement): void {
  const name = node.label?.text;
  const isMeant = (one: JumpTarget): boolean => one.kind === "loop" && (name === undefined || one.names.includes(name));
  const depth = cx.targets.findLastIndex(isMeant);
  const target = cx.targets[depth];
  if (target?.continue) leaveBy(cx, { kind: "jump", depth, jump: target.continue }, node);
}

/** Leaves, through every `finally` on the way. */
export function leaveBy(cx: Lowering, exit: Exit, node: ts.Node): void {
  const inBody = cx.finallies.slice(cx.finallyBase);
  const around = inBody.findLast(({ depth }) => exit.kind === "return" || exit.depth < depth);
  if (around) return around.leave(cx, exit, node);
  const origin = cx.origin(node);
  if (exit.kind === "return") {
    const { expansion } = cx.body;
    if (expansion) return expansion.leave(exit.value, node);
    if (cx.construction && exit.value === undefined) return leaveConstructor(cx, origin);
    return cx.leave({ kind: "return", value: exit.value, origin });
  }
  const to = exit.jump;
  const values = to.variables.map((symbol) => {
    const value = cx.read(symbol, origin);
    const type = cx.file.variableType(symbol);
    return type.kind === "opaque" ? value : cx.coerce(value, type, origin);
  });
  to.used = true;
  cx.leave({ kind: to.kind, label: to.label, values, origin });
}
