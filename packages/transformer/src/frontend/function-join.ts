/**
 * Functions across regions: a function value is made of IR values (its leaves: what it has captured, the conditions it depends on).
 * To go on behind a branch, or into another function, it takes these with it.
 */
import type ts from "typescript";
import type { ValueId } from "../ir/ir.ts";
import type { ClosureValue, FunctionValue } from "./function-value.ts";
import type { Lowering } from "./lowering.ts";

/** A value that stands for a function. */
export function standIn(cx: Lowering, fn: FunctionValue, node: ts.Node): ValueId {
  const value = cx.at.undef({ kind: "opaque", text: "Function" }, cx.origin(node));
  cx.functionOf.set(value, fn);
  cx.functionNodeOf.set(value, node);
  return value;
}

/** The IR values that a function is made of, each once. */
export function leavesOf(cx: Lowering, fn: FunctionValue, found: Set<ValueId> = new Set()): ReadonlySet<ValueId> {
  switch (fn.kind) {
    case "closure":
      for (const value of fn.captured.values()) {
        const inner = cx.functionOf.get(value);
        if (inner) leavesOf(cx, inner, found);
        else found.add(value);
      }
      break;
    case "choice":
      found.add(fn.condition);
      leavesOf(cx, fn.then, found);
      leavesOf(cx, fn.else, found);
      break;
    case "derived":
      leavesOf(cx, fn.closure, found);
      break;
    case "math":
    case "host":
    case "missing":
      break;
  }
  return found;
}

/** The same function made of other values. */
export function withLeaves(
  cx: Lowering,
  fn: FunctionValue,
  replaced: ReadonlyMap<ValueId, ValueId>,
  node: ts.Node,
): FunctionValue {
  switch (fn.kind) {
    case "closure":
      return closureWithLeaves(cx, fn, replaced, node);
    case "derived":
      return { ...fn, closure: closureWithLeaves(cx, fn.closure, replaced, node) };
    case "choice":
      return {
        kind: "choice",
        condition: replaced.get(fn.condition) ?? fn.condition,
        then: withLeaves(cx, fn.then, replaced, node),
        else: withLeaves(cx, fn.else, replaced, node),
      };
    case "math":
    case "host":
    case "missing":
      return fn;
  }
}

function closureWithLeaves(
  cx: Lowering,
  fn: ClosureValue,
  replaced: ReadonlyMap<ValueId, ValueId>,
  node: ts.Node,
): ClosureValue {
  const captured = new Map<ts.Symbol, ValueId>();
  for (const [symbol, value] of fn.captured) {
    const inner = cx.functionOf.get(value);
    captured.set(
      symbol,
      inner ? standIn(cx, withLeaves(cx, inner, replaced, node), node) : (replaced.get(value) ?? value),
    );
  }
  return { ...fn, captured };
}
