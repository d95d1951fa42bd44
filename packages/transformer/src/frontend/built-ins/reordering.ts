/** Methods that put elements in another order. A sort is the host's, of positions: what carries derivatives is gathered by them. */
import type ts from "typescript";
import { functionArgument } from "../expressions/apply.ts";
import { hostText } from "../expressions/host-text.ts";
import type { ValueId } from "../../ir/ir.ts";
import { arrayOf, numberType, stringType } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { includesUndefined } from "../type-predicates.ts";
import type { ClosureValue } from "../function-value.ts";
import type { Lowering, OpaquePart } from "../lowering.ts";
import { outsideText } from "../module-value.ts";
import { bare, eachNode, enclosingFunction } from "../syntax.ts";
import type { FunctionNode } from "../syntax.ts";
import { callsOut } from "./callback.ts";
import { overAll } from "./counting.ts";
import { allocate, copyOf, resultType } from "./method.ts";
import type { MethodCall } from "./method.ts";

/** `xs.reverse()`: the first half changes places with the second. */
export function reverse({ cx, ref, element, origin }: MethodCall): ValueId {
  const length = cx.at.length(ref, origin);
  const last = cx.at.prim("sub", [length, cx.at.number(1, origin)], origin);
  const half = cx.at.prim("floor", [cx.at.prim("div", [length, cx.at.number(2, origin)], origin)], origin);
  overAll(cx, half, origin, (index) => {
    const other = cx.at.prim("sub", [last, index], origin);
    const left = cx.at.load(ref, index, element, origin);
    const right = cx.at.load(ref, other, element, origin);
    cx.at.store(ref, index, right, origin);
    cx.at.store(ref, other, left, origin);
  });
  return ref;
}

/** `xs.sort(compare)` */
export function sort(call: MethodCall): ValueId {
  const { cx, ref, element, origin } = call;
  const order = orderOf(call);
  if (cx.poison.has(order)) return order;
  const before = copyOf(call, arrayOf(element));
  overAll(cx, cx.at.length(order, origin), origin, (index) => {
    const from = cx.at.load(order, index, numberType, origin);
    cx.at.store(ref, index, cx.at.load(before, from, element, origin), origin);
  });
  return ref;
}

/** `xs.toSorted(compare)` */
export function toSorted(call: MethodCall): ValueId {
  const { cx, ref, element, origin } = call;
  const order = orderOf(call);
  if (cx.poison.has(order)) return order;
  const length = cx.at.length(order, origin);
  const result = allocate(cx, resultType(call), length, origin);
  overAll(cx, length, origin, (index) => {
    const from = cx.at.load(order, index, numberType, origin);
    cx.at.store(result, index, cx.at.load(ref, from, element, origin), origin);
  });
  return result;
}

/** The positions of the elements in the order that they are to have. */
function orderOf(call: MethodCall): ValueId {
  const { cx, node, type, element } = call;
  const [compare] = node.arguments;
  const inner = compare && bare(cx.ts, compare);
  const isDefault = !inner || (cx.ts.isIdentifier(inner) && inner.text === "undefined");
  if (type.kind === "typed-array" && isDefault) return orderOfNumbers(call);
  const sorted = isDefault ? orderOfTexts(call) : orderByComparison(call, inner);
  return includesUndefined(element) && !cx.poison.has(sorted) ? undefinedLast(call, sorted) : sorted;
}

/** What is undefined comes last, whatever the comparison says. */
function undefinedLast({ cx, node, ref }: MethodCall, sorted: ValueId): ValueId {
  const [p] = namesBeside([]);
  const places = ["Array.from(", ref, `.keys()).filter((${p}) => `, ref, `[${p}] === undefined)`];
  const text = ["[...", sorted, ", ...", ...places, "]"];
  return cx.name(cx.opaque(text, node, { type: placesType, effect: "reads" }), "order");
}

/** The positions that are to be sorted. */
function keysOf({ cx, node, element, ref }: MethodCall, p: string): readonly OpaquePart[] {
  const all = ["Array.from(", ref, ".keys())"];
  if (!includesUndefined(element)) return all;
  const text = [...all, `.filter((${p}) => `, ref, `[${p}] !== undefined)`];
  return [cx.name(cx.opaque(text, node, { type: placesType, effect: "reads" }), "present")];
}

const placesType: Type = arrayOf(numberType);

/** Behind an array: its element at a position that is one, which TypeScript has to be told. */
function elementText(cx: Lowering, position: string): string {
  return `[${position}]${cx.file.isScript ? "" : "!"}`;
}

/** Without a comparison elements are sorted as texts. */
function orderOfTexts(call: MethodCall): ValueId {
  const { cx, node, ref } = call;
  const texts = cx.opaque(["Array.from(", ref, ", String)"], node, { type: arrayOf(stringType), effect: "reads" });
  cx.name(texts, "texts");
  const [p, q] = namesBeside([]);
  const [a, b] = [elementText(cx, p), elementText(cx, q)];
  const compared = [texts, `${a} < `, texts, `${b} ? -1 : Number(`, texts, `${a} > `, texts, `${b}))`];
  const text = [...keysOf(call, p), `.sort((${p}, ${q}) => (`, ...compared, ")"];
  return cx.name(cx.opaque(text, node, { type: placesType, effect: "reads" }), "order");
}

/** Numbers of a typed array ascend, -0 before 0, NaN last. */
function orderOfNumbers({ cx, node, ref }: MethodCall): ValueId {
  const [p, q] = namesBeside([]);
  const options = { type: placesType, effect: "reads" } as const;
  const all = cx.name(cx.opaque(["Array.from(", ref, ".keys())"], node, options), "places");
  const [a, b] = [elementText(cx, p), elementText(cx, q)];
  const compared = [ref, `${a} - `, ref, `${b} || 1 / `, ref, `${a} - 1 / `, ref, b];
  const numbers = cx.opaque([all, `.filter((${p}) => !isNaN(`, ref, `${a}))`], node, options);
  cx.name(numbers, "numbers");
  const sorted = cx.opaque([numbers, `.sort((${p}, ${q}) => `, ...compared, ")"], node, options);
  cx.name(sorted, "sorted");
  const text = ["[...", sorted, ", ...", all, `.filter((${p}) => isNaN(`, ref, `${a}))]`];
  return cx.name(cx.opaque(text, node, options), "order");
}

function orderByComparison(call: MethodCall, compare: ts.Expression): ValueId {
  const { cx, node, ref } = call;
  const fn = functionArgument(cx, compare);
  if (fn?.kind !== "closure") {
    return cx.refuse("AD2011", compare, `which function \`${compare.getText()}\` is, is not known`);
  }
  const [p, q] = namesBeside(identifiersIn(cx.ts, fn.node));
  const elements = [
    [ref, elementText(cx, p)],
    [ref, elementText(cx, q)],
  ];
  const compared = withCaptured(cx, fn, () => comparison(call, compare, fn.node, elements));
  const effect = callsOut(cx, compare) ? "effect" : "reads";
  const text = [...keysOf(call, p), `.sort((${p}, ${q}) => `, ...compared, ")"];
  return cx.name(cx.opaque(text, node, { type: placesType, effect }), "order");
}

/** While the variables of a function are what it holds of them. */
function withCaptured<T>(cx: Lowering, { captured }: ClosureValue, inside: () => T): T {
  const before = [...captured.keys()].map((symbol) => [symbol, cx.env.get(symbol)] as const);
  for (const [symbol, value] of captured) cx.env.set(symbol, value);
  const result = inside();
  for (const [symbol, value] of before) {
    if (value === undefined) cx.env.delete(symbol);
    else cx.env.set(symbol, value);
  }
  return result;
}

/** The body of a short arrow with the elements in place of its parameters; else a call of the function. */
function comparison(
  { cx }: MethodCall,
  written: ts.Expression,
  fn: FunctionNode,
  elements: readonly (readonly OpaquePart[])[],
): readonly OpaquePart[] {
  const { ts } = cx;
  const args = elements.flatMap((element, i) => (i === 0 ? element : [", ", ...element]));
  if (!enclosingFunction(ts, fn) && ts.isIdentifier(written)) {
    return [`${outsideText(cx, written)}(`, ...args, ")"];
  }
  const replaced = new Map<ts.Symbol, readonly OpaquePart[]>();
  for (const [i, parameter] of fn.parameters.entries()) {
    const symbol = ts.isIdentifier(parameter.name) ? cx.oracle.symbolAt(parameter.name) : undefined;
    const element = elements[i];
    if (symbol && element && !parameter.initializer && !parameter.dotDotDotToken) replaced.set(symbol, element);
  }
  const isShort =
    ts.isArrowFunction(fn) &&
    !ts.isBlock(fn.body) &&
    replaced.size === fn.parameters.length &&
    !ts.isObjectLiteralExpression(bare(ts, fn.body));
  if (isShort) return hostText(cx, fn.body, { replaced });
  return ["(", ...hostText(cx, fn), ")(", ...args, ")"];
}

/** Names for positions that the text of a comparison does not use. */
function namesBeside(taken: readonly string[]): readonly [string, string] {
  const free = ["p", "q", "p1", "q1", "p2", "q2", "at1", "at2"].filter((name) => !taken.includes(name));
  return [free[0] ?? "place1", free[1] ?? "place2"];
}

function identifiersIn(ts: MethodCall["cx"]["ts"], root: ts.Node): readonly string[] {
  const names: string[] = [];
  eachNode(ts, root, (node) => {
    if (ts.isIdentifier(node)) names.push(node.text);
  });
  return names;
}
