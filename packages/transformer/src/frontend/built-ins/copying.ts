/** Methods that read an array and give a new one, or one element: slice, concat, at, with, toReversed, flat; copyWithin and fill. */
import type ts from "typescript";
import type { Element, ValueId } from "../../ir/ir.ts";
import { elementType, numberType } from "../../ir/types.ts";
import type { ArrayType, Type, TypedArrayType } from "../../ir/types.ts";
import { lowerElements } from "../expressions/elements.ts";
import { asNumber } from "../expressions/operand.ts";
import { bare, literalNumber } from "../syntax.ts";
import { nonNullish } from "../lower-type.ts";
import { countOver, overAll } from "./counting.ts";
import { allocate, copyOf, resultType, throwWhere } from "./method.ts";
import type { MethodCall } from "./method.ts";
import { clamped, countBetween, endOf, position, relative, startOf } from "./positions.ts";

/** `xs.slice(start, end)` */
export function slice(call: MethodCall): ValueId {
  const { cx, node } = call;
  const from = position(cx, node.arguments[0]);
  const to = position(cx, node.arguments[1]);
  if ((!from || from.literal === 0) && !to) return copyOf(call);
  const length = cx.at.length(call.ref, call.origin);
  const start = from && from.literal !== 0 ? startOf(cx, from, length) : undefined;
  return part(call, start, endOf(cx, to, length));
}

/** The elements from `start` (or from the first) to `end` in an array of their own. */
function part(call: MethodCall, start: ValueId | undefined, end: ValueId): ValueId {
  const { cx, ref, element, origin } = call;
  const count = start === undefined ? end : countBetween(cx, start, end, origin);
  const result = allocate(cx, resultType(call), count, origin);
  overAll(cx, count, origin, (index) => {
    const from = start === undefined ? index : cx.at.prim("add", [start, index], origin);
    cx.at.store(result, index, cx.at.load(ref, from, element, origin), origin);
  });
  return result;
}

/** `xs.concat(ys, y)`: arrays by their elements, anything else as it is. */
export function concat(call: MethodCall): ValueId {
  const { cx, node, ref, origin } = call;
  const type = resultType(call);
  const items: Element[] = [{ kind: "spread", value: ref }];
  for (const argument of node.arguments) {
    if (cx.ts.isSpreadElement(argument)) {
      return cx.refuse("AD2031", argument, "how many arrays this joins is not known", type);
    }
    const literal = bare(cx.ts, argument);
    if (cx.ts.isArrayLiteralExpression(literal)) {
      items.push(...itemsOf({ ...call, element: elementOf(type) }, literal.elements));
      continue;
    }
    const value = cx.expression(argument);
    const of = nonNullish(cx.typeOf(value));
    const isPlain = of.kind === "array" || of.kind === "tuple";
    if (of.kind === "union" && elementType(of, cx.fn.types)) {
      return cx.refuse("AD2017", argument, "`concat` of what may be an array or an element is not supported", type);
    }
    items.push(
      isPlain ? { kind: "spread", value } : { kind: "value", value: cx.coerce(value, elementOf(type), origin) },
    );
  }
  return cx.at.array(items, type, origin);
}

function elementOf(type: ArrayType | TypedArrayType): Type {
  return type.kind === "array" ? type.element : numberType;
}

/** `xs.at(-1)` */
export function at({ cx, node, ref, element, origin }: MethodCall): ValueId {
  const where = position(cx, node.arguments[0]) ?? { value: cx.at.number(0, origin), literal: 0, origin };
  return cx.at.load(ref, relative(cx, where, cx.at.length(ref, origin)), element, origin);
}

/** `xs.with(i, x)` */
export function withElement(call: MethodCall): ValueId {
  const { cx, node, type, ref, element, origin } = call;
  const where = position(cx, node.arguments[0]) ?? { value: cx.at.number(0, origin), literal: 0, origin };
  const [, what] = node.arguments;
  const value = what ? cx.coerce(cx.expression(what, element), element, origin) : cx.undefined(origin);
  const length = cx.at.length(ref, origin);
  const index = relative(cx, where, length);
  const isBefore = cx.at.prim("lt", [index, cx.at.number(0, origin)], origin);
  const isBehind = cx.at.prim("ge", [index, length], origin);
  throwWhere(cx, cx.at.prim("or", [isBefore, isBehind], origin), node, {
    name: "RangeError",
    parts: type.kind === "typed-array" ? ['"Invalid typed array index"'] : ['"Invalid index : " + ', where.value],
  });
  const copy = copyOf(call);
  cx.at.store(copy, index, value, origin);
  return copy;
}

/** `xs.toReversed()` */
export function toReversed(call: MethodCall): ValueId {
  const { cx, ref, element, origin } = call;
  const length = cx.at.length(ref, origin);
  const result = allocate(cx, resultType(call), length, origin);
  const last = cx.at.prim("sub", [length, cx.at.number(1, origin)], origin);
  overAll(cx, length, origin, (index) => {
    const from = cx.at.prim("sub", [last, index], origin);
    cx.at.store(result, index, cx.at.load(ref, from, element, origin), origin);
  });
  return result;
}

/** `xs.flat(depth)`: as many loops as levels are opened. */
export function flat(call: MethodCall): ValueId {
  const { cx, node, ref, type, origin } = call;
  const [depthNode] = node.arguments;
  const depth = depthNode ? literalNumber(cx.ts, depthNode) : 1;
  const result = resultType(call);
  if (depth === undefined) return cx.refuse("AD2017", depthNode ?? node, "how deep `flat` goes is not known", result);
  const flattened = cx.at.array([], result, origin);
  if (!appendFlat(call, flattened, { ref, type }, depth)) {
    return cx.refuse("AD2017", node, "`flat` of what may be arrays or elements is not supported", result);
  }
  return flattened;
}

/** Whether each element is clearly an array or clearly none. */
function appendFlat(
  call: MethodCall,
  into: ValueId,
  { ref, type }: { readonly ref: ValueId; readonly type: Type },
  depth: number,
): boolean {
  const { cx, origin } = call;
  const of = elementType(type, cx.fn.types);
  if (!of) return false;
  let isClear = true;
  overAll(cx, cx.at.length(ref, origin), origin, (index) => {
    const item = cx.at.load(ref, index, of, origin);
    const isArray = of.kind === "array" || of.kind === "tuple";
    if (of.kind === "union" && elementType(of, cx.fn.types)) isClear = false;
    else if (isArray && depth >= 1) isClear = appendFlat(call, into, { ref: item, type: of }, depth - 1);
    else cx.at.push(into, [item], origin);
  });
  return isClear;
}

/** `xs.copyWithin(target, start, end)`: through a copy, since the ranges may overlap. */
export function copyWithin(call: MethodCall): ValueId {
  const { cx, node, ref, element, origin } = call;
  const zero = { value: cx.at.number(0, origin), literal: 0, origin };
  const [to, from, end] = node.arguments.map((argument) => position(cx, argument));
  const length = cx.at.length(ref, origin);
  const target = clamped(cx, to ?? zero, length);
  const start = from && from.literal !== 0 ? clamped(cx, from, length) : undefined;
  const source = part(call, start, endOf(cx, end, length));
  const room = cx.at.prim("sub", [length, target], origin);
  const count = cx.at.prim("min", [cx.at.length(source, origin), room], origin);
  overAll(cx, count, origin, (index) => {
    const place = cx.at.prim("add", [target, index], origin);
    cx.at.store(ref, place, cx.at.load(source, index, element, origin), origin);
  });
  return ref;
}

/** `xs.fill(x, start, end)` */
export function fill({ cx, node, ref, element, origin }: MethodCall): ValueId {
  const [what, from, to] = node.arguments;
  const value = what ? cx.coerce(cx.expression(what, element), element, origin) : cx.undefined(origin);
  const first = position(cx, from);
  const last = position(cx, to);
  if (!first && !last) {
    cx.at.fill(ref, value, origin);
    return ref;
  }
  const length = cx.at.length(ref, origin);
  countOver(cx, {
    from: first ? clamped(cx, first, length) : cx.at.number(0, origin),
    to: endOf(cx, last, length),
    origin,
    body: (index) => cx.at.store(ref, index, value, origin),
  });
  return ref;
}

/** The values of arguments that become elements, spread arrays as such. */
export function itemsOf({ cx, element, origin }: MethodCall, nodes: readonly ts.Expression[]): readonly Element[] {
  return lowerElements(cx, nodes, () => element).map(({ kind, value }) => ({
    kind,
    value: kind === "value" ? cx.coerce(value, element, origin) : value,
  }));
}

/** `xs.subarray(start, end)`: a second name for a part of the same memory. */
export function subarray({ cx, node, ref, origin }: MethodCall): ValueId {
  const [from, to] = node.arguments.map((argument) => asNumber(cx, cx.expression(argument), argument));
  const start = from ?? cx.at.number(0, origin);
  return cx.at.view(ref, to === undefined ? { from: start } : { from: start, to }, origin);
}
