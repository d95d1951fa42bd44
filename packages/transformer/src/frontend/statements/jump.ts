/** What leaves: `return`, `break`, `continue`, `throw`. */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import { leave as leaveConstructor } from "../lower-constructor.ts";
import type { Lowering, Jump, JumpTarget } from "../lowering.ts";

export function lowerReturn(cx: Lowering, node: ts.ReturnStatement): void {
  const origin = cx.origin(node);
  const { result, expansion } = cx.body;
  if (expansion) {
    expansion.leave(node.expression && cx.expression(node.expression, result), node);
    return;
  }
  if (cx.construction && !node.expression) return leaveConstructor(cx, origin);
  if (!node.expression) {
    const value = result.kind === "void" ? undefined : cx.undefined(origin);
    cx.leave({ kind: "return", value, origin });
    return;
  }
  const value = cx.expression(node.expression, result);
  returnValue(cx, value, node.expression);
}

/** Returns a value; of a void function it is only evaluated. */
export function returnValue(cx: Lowering, value: ValueId | undefined, node: ts.Expression): void {
  const origin = cx.origin(node);
  const { result } = cx.body;
  if (result.kind === "void" || value === undefined) {
    cx.leave({ kind: "return", value: undefined, origin });
    return;
  }
  cx.leave({ kind: "return", value: cx.coerce(value, result, origin), origin });
}

export function lowerThrow(cx: Lowering, node: ts.ThrowStatement): void {
  const value = cx.expression(node.expression);
  cx.leave({ kind: "throw", value, origin: cx.origin(node) });
}

export function lowerBreak(cx: Lowering, node: ts.BreakStatement): void {
  const name = node.label?.text;
  const target = cx.targets.findLast((one) => (name === undefined ? one.kind !== "block" : one.names.includes(name)));
  if (target) jump(cx, target.break, node);
}

export function lowerContinue(cx: Lowering, node: ts.ContinueStatement): void {
  const name = node.label?.text;
  const isMeant = (one: JumpTarget): boolean => one.kind === "loop" && (name === undefined || one.names.includes(name));
  const target = cx.targets.findLast(isMeant);
  if (target?.continue) jump(cx, target.continue, node);
}

function jump(cx: Lowering, to: Jump, node: ts.Statement): void {
  const origin = cx.origin(node);
  const values = to.variables.map((symbol) => {
    const value = cx.read(symbol, origin);
    const type = cx.file.variableType(symbol);
    return type.kind === "opaque" ? value : cx.coerce(value, type, origin);
  });
  to.used = true;
  cx.leave({ kind: to.kind, label: to.label, values, origin });
}
