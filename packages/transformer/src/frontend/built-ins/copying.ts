/** Methods that read an array and give a new one, or one element: slice, concat, at, with, toReversed, flat; copyWithin and fill. */
import type ts from "typescript";
import { branch } from "../branch.ts";
import type { Element, ValueId } from "../../ir/ir.ts";
import { arrayOf, booleanType, elementType, numberType, unionOf } from "../../ir/types.ts";
import type { ArrayType, Type, TypedArrayType } from "../../ir/types.ts";
import { lowerElements } from "../expressions/elements.ts";
import { asNumber } from "../expressions/operand.ts";
import { bare, literalNumber } from "../syntax.ts";
import { nonNullish, withoutLiterals } from "../type-predicates.ts";
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
  const element = elementOf(type);
  const items: Element[] = [{ kind: "spread", value: ref }];
  const given = node.arguments.map((argument): readonly Element[] => {
    const literal = bare(cx.ts, argument);
    if (cx.ts.isArrayLiteralExpression(literal)) return itemsOf({ ...call, element }, literal.elements);
    if (cx.ts.isSpreadElement(argument)) {
      return [{ kind: "value", value: cx.refuse("AD2031", argument, "how many arrays this joins is not known", type) }];
    }
    const value = cx.expression(argument);
    const kind = isList(cx, cx.typeOf(value));
    if (kind === "never") return [{ kind: "value", value: cx.coerce(value, element, origin) }];
    return [{ kind: "spread", value: kind === "always" ? value : asList(call, value, element) }];
  });
  return cx.at.array([...items, ...given.flat()], type, origin);
}

/** Whether values of a type are arrays, as `concat` and `flat` see them. */
function isList(cx: MethodCall["cx"], type: Type): "always" | "never" | "sometimes" {
  const named = type.kind === "named" ? cx.fn.types.get(type.name)?.type : undefined;
  if (named) return isList(cx, named);
  const of = nonNullish(type);
  if (of.kind === "array" || of.kind === "tuple") return of === type ? "always" : "sometimes";
  if (of.kind !== "union") return "never";
  const found = new Set(of.members.map((member) => isList(cx, member)));
  if (found.size > 1 || of !== type) return found.has("always") ? "sometimes" : "never";
  return [...found][0] ?? "never";
}

/** What may be an array or an element, as an array. */
function asList(call: MethodCall, value: ValueId, element: Type): ValueId {
  const list = call.cx.at.array([], arrayOf(element), call.origin);
  append(call, list, { value, element }, 1);
  return list;
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
  const { cx, node, ref, element, origin } = call;
  const [depthNode] = node.arguments;
  const depth = depthNode ? depthOf(cx, depthNode) : 1;
  const result = arrayOf(withoutLiterals(flattened(cx, element, depth ?? 1)));
  if (depth === undefined) return cx.refuse("AD2017", depthNode ?? node, "how deep `flat` goes is not known", result);
  const list = cx.at.array([], result, origin);
  append(call, list, { value: ref, element: result.element }, depth + 1);
  return list;
}

/** What elements of a type are when arrays among them are opened. */
function flattened(cx: MethodCall["cx"], type: Type, depth: number): Type {
  if (depth < 1 || isList(cx, type) === "never" || type.kind === "named") return type;
  if (type.kind === "union") return unionOf(type.members.map((member) => flattened(cx, member, depth)));
  return flattened(cx, elementType(type, cx.fn.types) ?? type, depth - 1);
}

function depthOf(cx: MethodCall["cx"], node: ts.Expression): number | undefined {
  const name = bare(cx.ts, node);
  return cx.ts.isIdentifier(name) && name.text === "Infinity" ? Infinity : literalNumber(cx.ts, node);
}

/** Appends a value, or where it is an array what it holds, down to a depth. */
export function append(
  call: Pick<MethodCall, "cx" | "node" | "origin">,
  into: ValueId,
  item: { readonly value: ValueId; readonly element: Type },
  depth: number,
): void {
  const { cx, node, origin } = call;
  const { value, element } = item;
  const type = cx.typeOf(value);
  const kind = depth >= 1 ? isList(cx, type) : "never";
  if (type.kind === "named" && kind !== "never" && depth === Infinity) {
    cx.refuse("AD2017", node, "how deep `flat` goes is not known");
    return;
  }
  if (kind === "never") {
    cx.at.push(into, [cx.coerce(value, element, origin)], origin);
    return;
  }
  if (kind === "sometimes") {
    const isArray = cx.opaque(["Array.isArray(", value, ")"], node, { type: booleanType, effect: "pure" });
    const [lists, others] = partition(cx, type);
    const as = (part: Type): undefined => {
      append(call, into, { value: cx.coerce(value, part, origin), element }, depth);
      return undefined;
    };
    branch(cx, { condition: isArray, assigned: new Set(), origin, then: () => as(lists), else: () => as(others) });
    return;
  }
  const held = elementType(type, cx.fn.types);
  if (!held) return;
  overAll(cx, cx.at.length(value, origin), origin, (index) => {
    append(call, into, { value: cx.at.load(value, index, held, origin), element }, depth - 1);
  });
}

/** The members of a union that are arrays, and the others. */
function partition(cx: MethodCall["cx"], type: Type): readonly [Type, Type] {
  const members = type.kind === "union" ? type.members : [type];
  const lists = members.filter((member) => isList(cx, member) === "always");
  return [unionOf(lists), unionOf(members.filter((member) => !lists.includes(member)))];
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
  return cx.at.view(ref, to === undefined ? { from: start } : { from: start, to }, cx.typeOf(ref), origin);
}
