/** Functions where a value is asked for: a value stands for the function, and is never computed with. */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import type { ClosureValue, FunctionValue } from "../function-value.ts";
import type { Lowering } from "../lowering.ts";
import { functionBehindTarget, targetOf } from "../static-target.ts";
import type { FunctionNode } from "../syntax.ts";
import { bare, enclosingFunction } from "../syntax.ts";

/** The function made here: it holds what its variables are, and shares those that live in cells. */
export function closureOf(cx: Lowering, node: FunctionNode): ClosureValue {
  const captured = new Map<ts.Symbol, ValueId>();
  for (const symbol of cx.file.captures.of(node)) {
    const value = cx.env.get(symbol);
    const isFixed = cx.file.closures.isBoxed(symbol) || cx.file.closures.isSettled(symbol);
    if (value !== undefined && isFixed) captured.set(symbol, value);
  }
  const substitution = isInGeneric(cx, node) ? cx.file.typeLowering.current : undefined;
  return { kind: "closure", node, captured, substitution };
}

function isInGeneric(cx: Lowering, node: FunctionNode): boolean {
  if (cx.file.typeLowering.current === undefined) return false;
  for (let at = enclosingFunction(cx.ts, node); at; at = enclosingFunction(cx.ts, at)) {
    if (at.typeParameters && at.typeParameters.length > 0) return true;
  }
  return false;
}

/** The function that a name, a member or a literal certainly is; undefined where it is none. */
export function functionNamed(cx: Lowering, expression: ts.Expression): FunctionValue | undefined {
  const { ts } = cx;
  const node = bare(ts, expression);
  if (ts.isIdentifier(node)) {
    const symbol = cx.oracle.symbolAt(node);
    const held = symbol && cx.env.get(symbol);
    if (held !== undefined) return cx.functionOf.get(held);
  }
  const target = targetOf(cx.oracle, node);
  switch (target.kind) {
    case "function":
      return closureOf(cx, target.node);
    case "derived": {
      const inner = functionBehindTarget(cx.oracle, target);
      const [argument] = target.node.arguments;
      if (target.operator === "checkpoint") return argument && checkpointOf(functionNamed(cx, argument));
      return inner && { kind: "derived", target, closure: closureOf(cx, inner) };
    }
    case "math":
      return { kind: "math", name: target.name };
    case "library": {
      const isMethod = target.holder === "" && !ts.isIdentifier(node);
      if (isMethod) return undefined;
      return { kind: "host", text: target.holder === "" ? target.name : `${target.holder}.${target.name}` };
    }
    case "operator":
    case "ambient":
    case "class":
    case "method":
    case "unknown":
      return undefined;
  }
}

/** A function whose calls are computed again in the adjoint sweep. What is made of it by operators has nothing to compute again. */
function checkpointOf(fn: FunctionValue | undefined): FunctionValue | undefined {
  return fn?.kind === "closure" ? { ...fn, isCheckpoint: true } : fn;
}
