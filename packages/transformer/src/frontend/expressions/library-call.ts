/** Calls of the library: conversions, predicates, strings, the console; arrays by their own file. */
import type ts from "typescript";
import { isReference, numberType, voidType } from "../../ir/types.ts";
import type { ValueId } from "../../ir/ir.ts";
import { makeArray } from "../built-ins/making.ts";
import { lowerObjectCall, structuredCloneOf } from "../built-ins/objects.ts";
import type { Lowering } from "../lowering.ts";
import type { StaticTarget } from "../static-target.ts";
import { globalBehind } from "../static-target.ts";
import { bare } from "../syntax.ts";
import { lowerArrayMethod } from "./array-method.ts";
import { dictionaryIn } from "./dictionary.ts";
import { hostCall } from "./host-call.ts";
import { lowerNewArray } from "./new.ts";
import { carriesDerivative } from "./operand.ts";
import { toNumber } from "./unary.ts";

const clocks: ReadonlySet<string> = new Set(["Date.now", "performance.now"]);
const changing: ReadonlySet<string> = new Set([
  "add",
  "clear",
  "copyWithin",
  "delete",
  "pop",
  "reverse",
  "set",
  "shift",
  "sort",
  "splice",
  "unshift",
  "next",
]);
/** Whose functions make or change arrays and records of numbers. */
const builders: ReadonlySet<string> = new Set(["Array", "Object", "Float64Array", "Float32Array", "Reflect"]);

export function lowerLibraryCall(
  cx: Lowering,
  node: ts.CallExpression,
  target: StaticTarget & { readonly kind: "library" },
): ValueId {
  const { ts } = cx;
  const callee = bare(ts, node.expression);
  if (ts.isIdentifier(callee)) {
    if (target.holder === "") return callGlobal(cx, node, target.name);
    return callOfGlobal(cx, node, target.holder, target.name);
  }
  const holder = ts.isPropertyAccessExpression(callee) ? globalBehind(cx.oracle, callee.expression) : undefined;
  if (holder === "console") return hostCall(cx, node, "effect", undefined, voidType);
  if (holder !== undefined) return callOfGlobal(cx, node, holder, target.name);
  if (!ts.isPropertyAccessExpression(callee)) return refuseBuiltIn(cx, node, callee.getText());
  const ref = cx.expression(callee.expression);
  if (cx.poison.has(ref)) return ref;
  return callMethod(cx, node, ref, callee.name.text);
}

/** A method of a value at hand. */
export function callMethod(cx: Lowering, node: ts.CallExpression, ref: ValueId, name: string): ValueId {
  // What an object of any keys has besides them is asked of the host.
  const method = dictionaryIn(cx, cx.typeOf(ref)) ? undefined : lowerArrayMethod(cx, node, ref, name);
  if (method !== undefined) return method;
  const isScalar = !isReference(cx.typeOf(ref)) && cx.typeOf(ref).kind !== "opaque";
  return hostCall(cx, node, isScalar ? "pure" : changing.has(name) ? "effect" : "reads", ref);
}

function callGlobal(cx: Lowering, node: ts.CallExpression, name: string): ValueId {
  const [first] = node.arguments;
  switch (name) {
    case "Number":
      return first ? toNumber(cx, cx.expression(first), node) : cx.at.number(0, cx.origin(node));
    case "Array":
      return lowerNewArray(cx, node);
    case "eval":
      return cx.refuse("AD2021", node, "`eval` runs code that is not known when the program is compiled");
    case "structuredClone":
      return structuredCloneOf(cx, node);
    default:
      return hostCall(cx, node, first ? "reads" : "pure");
  }
}

function callOfGlobal(cx: Lowering, node: ts.CallExpression, holder: string, name: string): ValueId {
  const made = holder === "Object" ? lowerObjectCall(cx, node, name) : makeArray(cx, node, holder, name);
  if (made !== undefined) return made;
  const full = `${holder}.${name}`;
  if (clocks.has(full)) return hostCall(cx, node, "effect", undefined, numberType);
  const type = cx.file.typeAt(node);
  const makesMemory = isReference(type) && carriesDerivative(cx, type);
  if (builders.has(holder) && (makesMemory || type.kind === "opaque" || changing.has(name) || name === "assign")) {
    return refuseBuiltIn(cx, node, full);
  }
  return hostCall(cx, node, holder === "Number" ? "pure" : "reads", undefined, type);
}

function refuseBuiltIn(cx: Lowering, node: ts.CallExpression, name: string): ValueId {
  return cx.refuse("AD2017", node, `\`${name}\` is not supported yet`);
}
