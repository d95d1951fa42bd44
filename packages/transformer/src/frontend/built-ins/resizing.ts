/** Methods that make an array longer or shorter: push, pop, shift, unshift, splice, toSpliced. Elements move one by one. */
import type ts from "typescript";
import type { Element, ValueId } from "../../ir/ir.ts";
import { arrayOf } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { branch } from "../branch.ts";
import { bare } from "../syntax.ts";
import { isCertainlyFilled } from "./certain-length.ts";
import { itemsOf } from "./copying.ts";
import { countOver, overAll, overAllBackward } from "./counting.ts";
import { allocate, resultType } from "./method.ts";
import type { MethodCall } from "./method.ts";
import { clamped, countBetween, position } from "./positions.ts";

export function push(call: MethodCall): ValueId {
  const { cx, node, ref, origin } = call;
  return cx.at.push(ref, itemsOf(call, node.arguments), origin);
}

/** What may be empty is asked first: the adjoint of a pop is a push. */
export function pop(call: MethodCall): ValueId {
  const { cx, ref, element, origin } = call;
  if (isFilled(call)) return cx.at.pop(ref, element, origin);
  const length = cx.at.length(ref, origin);
  const last = cx.at.load(ref, cx.at.prim("sub", [length, cx.at.number(1, origin)], origin), element, origin);
  popWhereFilled(call, length);
  return last;
}

/** The first is read, the others move down, the last place goes. */
export function shift(call: MethodCall): ValueId {
  const { cx, ref, element, origin } = call;
  const isSure = isFilled(call);
  const first = cx.at.load(ref, cx.at.number(0, origin), element, origin);
  const one = cx.at.number(1, origin);
  const to = cx.at.length(ref, origin);
  countOver(cx, { from: one, to, origin, body: (index) => move(call, index, cx.at.prim("sub", [index, one], origin)) });
  if (isSure) cx.at.pop(ref, element, origin);
  else popWhereFilled(call, to);
  return first;
}

function isFilled({ cx, node, ref }: MethodCall): boolean {
  const callee = bare(cx.ts, node.expression);
  return cx.ts.isPropertyAccessExpression(callee) && isCertainlyFilled(cx, ref, callee.expression);
}

function popWhereFilled({ cx, ref, element, origin }: MethodCall, length: ValueId): void {
  branch(cx, {
    condition: cx.at.prim("gt", [length, cx.at.number(0, origin)], origin),
    assigned: new Set(),
    origin,
    then: () => void cx.at.pop(ref, element, origin),
    else: () => undefined,
  });
}

/** Room is made at the end, all move up, the new ones take the places at the start. */
export function unshift(call: MethodCall): ValueId {
  const { cx, node, ref, origin } = call;
  const items = itemsOf(call, node.arguments);
  const before = cx.at.length(ref, origin);
  if (items.length === 0) return before;
  const placed = asArray(call, items);
  const after = cx.at.push(ref, placed.elements, origin);
  overAllBackward(cx, before, origin, (index) => {
    move(call, index, cx.at.prim("add", [index, placed.count], origin));
  });
  put(call, placed, cx.at.number(0, origin));
  return after;
}

/** `xs.splice(start, count, ...items)`: gives what was taken out. */
export function splice(call: MethodCall): ValueId {
  const { cx, node, ref, element, origin } = call;
  const range = rangeOf(call, node.arguments);
  const removed = allocate(cx, arrayOf(resultElement(call)), range.count, origin);
  overAll(cx, range.count, origin, (index) => {
    const from = cx.at.prim("add", [range.start, index], origin);
    cx.at.store(removed, index, cx.at.load(ref, from, element, origin), origin);
  });
  const end = cx.at.prim("add", [range.start, range.count], origin);
  if (range.items.length === 0) {
    closeGap(call, end, range.count, range.length);
    return removed;
  }
  // What stands behind the gap is kept apart while the array is cut and filled again.
  const tailLength = cx.at.prim("sub", [range.length, end], origin);
  const tail = allocate(cx, arrayOf(element), tailLength, origin);
  overAll(cx, tailLength, origin, (index) => {
    const from = cx.at.prim("add", [end, index], origin);
    cx.at.store(tail, index, cx.at.load(ref, from, element, origin), origin);
  });
  countOver(cx, {
    from: range.start,
    to: range.length,
    origin,
    body: () => void cx.at.pop(ref, element, origin),
  });
  cx.at.push(ref, range.items, origin);
  overAll(cx, tailLength, origin, (index) => {
    cx.at.push(ref, [cx.at.load(tail, index, element, origin)], origin);
  });
  return removed;
}

/** Moves what is behind `end` down by `count`, and drops the last places. */
function closeGap(call: MethodCall, end: ValueId, count: ValueId, length: ValueId): void {
  const { cx, ref, element, origin } = call;
  countOver(cx, {
    from: end,
    to: length,
    origin,
    body: (index) => move(call, index, cx.at.prim("sub", [index, count], origin)),
  });
  overAll(cx, count, origin, () => void cx.at.pop(ref, element, origin));
}

/** `xs.toSpliced(start, count, ...items)` */
export function toSpliced(call: MethodCall): ValueId {
  const { cx, node, ref, element, origin } = call;
  const range = rangeOf(call, node.arguments);
  const result = cx.at.array([], arrayOf(resultElement(call)), origin);
  const append = (index: ValueId): void => void cx.at.push(result, [cx.at.load(ref, index, element, origin)], origin);
  countOver(cx, { from: cx.at.number(0, origin), to: range.start, origin, body: append });
  if (range.items.length > 0) cx.at.push(result, range.items, origin);
  const end = cx.at.prim("add", [range.start, range.count], origin);
  countOver(cx, { from: end, to: range.length, origin, body: append });
  return result;
}

interface Range {
  readonly start: ValueId;
  readonly count: ValueId;
  readonly length: ValueId;
  readonly items: readonly Element[];
}

/** What `splice` takes out: nothing without arguments, all that follows without a count. */
function rangeOf(call: MethodCall, [startNode, countNode, ...others]: readonly ts.Expression[]): Range {
  const { cx, ref, origin } = call;
  const zero = { value: cx.at.number(0, origin), literal: 0, origin };
  const from = position(cx, startNode) ?? zero;
  const amount = position(cx, countNode) ?? zero;
  const items = itemsOf(call, others);
  const length = cx.at.length(ref, origin);
  const start = clamped(cx, from, length);
  if (!startNode) return { start, count: zero.value, length, items };
  if (!countNode) return { start, count: countBetween(cx, start, length, origin), length, items };
  const wanted =
    amount.literal !== undefined && amount.literal >= 0
      ? amount.value
      : cx.at.prim("max", [amount.value, zero.value], origin);
  const rest = cx.at.prim("sub", [length, start], origin);
  return { start, count: cx.at.prim("min", [wanted, rest], origin), length, items };
}

function resultElement(call: MethodCall): Type {
  const type = resultType(call);
  return type.kind === "array" ? type.element : call.element;
}

function move({ cx, ref, element, origin }: MethodCall, from: ValueId, to: ValueId): void {
  cx.at.store(ref, to, cx.at.load(ref, from, element, origin), origin);
}

interface Placed {
  readonly elements: readonly Element[];
  readonly count: ValueId;
  /** Where the items are in one array, because how many there are is not known. */
  readonly array: ValueId | undefined;
}

function asArray({ cx, element, origin }: MethodCall, items: readonly Element[]): Placed {
  if (items.every(({ kind }) => kind === "value")) {
    return { elements: items, count: cx.at.number(items.length, origin), array: undefined };
  }
  const array = cx.at.array(items, arrayOf(element), origin);
  return { elements: [{ kind: "spread", value: array }], count: cx.at.length(array, origin), array };
}

function put({ cx, ref, element, origin }: MethodCall, { elements, count, array }: Placed, start: ValueId): void {
  if (array === undefined) {
    for (const [i, { value }] of elements.entries()) cx.at.store(ref, cx.at.number(i, origin), value, origin);
    return;
  }
  overAll(cx, count, origin, (index) => {
    const to = cx.at.prim("add", [start, index], origin);
    cx.at.store(ref, to, cx.at.load(array, index, element, origin), origin);
  });
}
