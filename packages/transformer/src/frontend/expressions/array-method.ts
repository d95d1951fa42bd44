/** Methods of arrays: `push` and `fill`; those of arrays that carry no derivative are left to the host. */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import { elementType, isReference, numberType } from "../../ir/types.ts";
import { nonNullish } from "../lower-type.ts";
import type { Lowering } from "../lowering.ts";
import { globalBehind } from "../static-target.ts";
import { refuseSecondName } from "../second-name.ts";
import { bare } from "../syntax.ts";
import { lowerElements } from "./elements.ts";
import { fillAround } from "./filling.ts";
import { asNumber, carriesDerivative } from "./operand.ts";

/** Undefined where it is no array, or one that the host may be left alone with. */
export function lowerArrayMethod(
  cx: Lowering,
  node: ts.CallExpression,
  ref: ValueId,
  name: string,
): ValueId | undefined {
  const type = nonNullish(cx.typeOf(ref));
  const element = elementType(type, cx.fn.types);
  if (!element) return undefined;
  const origin = cx.origin(node);
  const callee = bare(cx.ts, node.expression);
  const isWrite = name === "push" || name === "fill";
  if (isWrite && cx.ts.isPropertyAccessExpression(callee)) refuseSecondName(cx, callee.expression, ref, node);
  if (name === "push" && type.kind === "array") {
    const items = lowerElements(cx, node.arguments, () => element).map(({ kind, value }) => ({
      kind,
      value: kind === "value" ? cx.coerce(value, element, origin) : value,
    }));
    return cx.at.push(ref, items, origin);
  }
  if (name === "fill" && type.kind !== "tuple") return fill(cx, node, ref);
  if (!carriesDerivative(cx, type) && element.kind !== "opaque") return undefined;
  return cx.refuse("AD2017", node, `\`${name}\` of an array is not supported yet`);
}

function fill(cx: Lowering, node: ts.CallExpression, ref: ValueId): ValueId {
  const origin = cx.origin(node);
  const [what, from, to] = node.arguments;
  if (isFilledWhenMade(cx, node)) return ref;
  const value = what ? cx.expression(what) : cx.undefined(origin);
  if (isReference(cx.typeOf(value))) {
    return cx.refuse("AD2014", node, "`fill` gives one array or record many names");
  }
  if (!from) {
    cx.at.fill(ref, value, origin);
    return ref;
  }
  const length = cx.at.length(ref, origin);
  const start = position(cx, from, length);
  const end = to ? position(cx, to, length) : length;
  const region = cx.fn.region([{ type: numberType, name: "i" }]);
  region.store(ref, region.params[0]!, value, origin);
  const bounds = { from: start, to: end, step: 1, compare: "<" as const };
  cx.at.for_({ label: cx.newLabel("loop"), ...bounds, inits: [], body: region.yields([], origin), origin });
  return ref;
}

/** `new Array(n).fill(v)`: one op, which `new` has made of both. */
function isFilledWhenMade(cx: Lowering, node: ts.CallExpression): boolean {
  const callee = bare(cx.ts, node.expression);
  const made = cx.ts.isPropertyAccessExpression(callee) ? bare(cx.ts, callee.expression) : undefined;
  const isArray =
    made !== undefined &&
    (cx.ts.isNewExpression(made) || cx.ts.isCallExpression(made)) &&
    made.arguments?.length === 1 &&
    globalBehind(cx.oracle, made.expression) === "Array";
  return isArray && fillAround(cx, made) !== undefined;
}

/** A position counted from the end where it is negative, and kept inside: `fill(v, -2)`. */
function position(cx: Lowering, node: ts.Expression, length: ValueId): ValueId {
  const origin = cx.origin(node);
  const whole = cx.at.prim("trunc", [asNumber(cx, cx.expression(node), node)], origin);
  const zero = cx.at.number(0, origin);
  const fromEnd = cx.at.prim("max", [cx.at.prim("add", [length, whole], origin), zero], origin);
  const fromStart = cx.at.prim("min", [whole, length], origin);
  return cx.at.prim("select", [cx.at.prim("lt", [whole, zero], origin), fromEnd, fromStart], origin);
}
