/** `new Array(n)`, `new Float64Array(…)` and errors. */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import { arrayOf, elementType, float64ArrayType, isBuffer, isReference, numberType } from "../../ir/types.ts";
import type { Type, TypedArrayName } from "../../ir/types.ts";
import type { ClassNode } from "../classes.ts";
import { typedArrayNames } from "../lower-type.ts";
import { isUntyped, nonNullish } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import { outsideText } from "../module-value.ts";
import { globalBehind } from "../static-target.ts";
import { bare, eachNode, enclosingFunction, isAssignmentOperator, isIncrement } from "../syntax.ts";
import { lowerNewInstance } from "./construct.ts";
import { lowerElements } from "./elements.ts";
import { fillAround, typeOfFilled } from "./filling.ts";
import { hostArgument, hostCall } from "./host-call.ts";
import { asNumber } from "./operand.ts";

export function lowerNew(cx: Lowering, node: ts.NewExpression, expected?: Type): ValueId {
  const name = globalBehind(cx.oracle, node.expression);
  if (name === "Array") return lowerNewArray(cx, node, expected);
  if (name !== undefined && typedArrayNames.has(name)) return newTypedArray(cx, node, name as TypedArrayName);
  if (name === "ArrayBuffer" && node.arguments?.length === 1) return newBuffer(cx, node.arguments[0]!, node);
  if (name !== undefined && name.endsWith("Error")) return newError(cx, node);
  if (name !== undefined && carriedAlong.has(name)) return hostCall(cx, node, "reads");
  const cls = cx.file.classes.classBehind(node.expression);
  if (cls && cx.file.classes.isError(cls) && !enclosingFunction(cx.ts, cls)) return newError(cx, node, cls);
  if (cls) return lowerNewInstance(cx, cls, node);
  return cx.refuse("AD2007", node, `\`new ${node.expression.getText()}\` is not supported yet`);
}

/** Objects of the library that carry no derivative; each is made once, in the primal sweep. */
const carriedAlong: ReadonlySet<string> = new Set(["Date", "Map", "RegExp", "Set", "WeakMap", "WeakSet"]);

/** An error is host memory: what its constructor does happens once. */
function newError(cx: Lowering, node: ts.NewExpression, cls?: ClassNode): ValueId {
  const text = cls ? outsideText(cx, node.expression) : node.expression.getText();
  const parts = (node.arguments ?? []).flatMap((argument, i) => [
    ...(i > 0 ? [", "] : []),
    ...hostArgument(cx, argument),
  ]);
  const type: Type = cls ? cx.file.typeAt(node) : { kind: "opaque", text };
  const effect = cls && !isPlainError(cx, cls) ? "effect" : "pure";
  return cx.opaque([`new ${text}(`, ...parts, ")"], node, { type, effect });
}

/** Whether constructing an error does nothing but to set its fields. */
function isPlainError(cx: Lowering, cls: ClassNode): boolean {
  const { ts } = cx;
  let isPlain = true;
  eachNode(ts, cls, (node) => {
    if (ts.isTypeNode(node) || ts.isMethodDeclaration(node) || ts.isHeritageClause(node)) return false;
    const isSuper = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword;
    isPlain &&= (!ts.isCallExpression(node) || isSuper) && !ts.isNewExpression(node) && !isIncrement(ts, node);
    if (ts.isBinaryExpression(node) && isAssignmentOperator(ts, node.operatorToken.kind))
      isPlain &&= ts.isPropertyAccessExpression(node.left) && node.left.expression.kind === ts.SyntaxKind.ThisKeyword;
    return undefined;
  });
  const base = cx.file.classes.baseOf(cls);
  return isPlain && (typeof base !== "object" || isPlainError(cx, base));
}

/** `Array(n)`, `new Array<T>(n)` with or without `.fill(v)` behind it; several arguments are the elements. */
export function lowerNewArray(cx: Lowering, node: ts.NewExpression | ts.CallExpression, expected?: Type): ValueId {
  const origin = cx.origin(node);
  const [first, ...more] = node.arguments ?? [];
  const filling = fillAround(cx, node);
  const own = cx.file.typeAt(node);
  const asked = filling ? typeOfFilled(cx, node) : expected;
  const wanted = asked && nonNullish(asked);
  const typed = wanted?.kind === "array" && isUntyped(own) ? wanted : own;
  if (!first || more.length > 0) {
    const element = typed.kind === "array" && !isUntyped(typed) ? typed.element : undefined;
    const elements = lowerElements(cx, node.arguments ?? [], () => element);
    const type = element ? arrayOf(element) : arrayOf(elements[0] ? cx.typeOf(elements[0].value) : numberType);
    return cx.at.array(elements, type, origin);
  }
  const length = asNumber(cx, cx.expression(first), first);
  if (!filling) return cx.at.allocate(arrayOf(elementOf(typed)), { length }, origin);
  const fill = cx.expression(filling, isUntyped(typed) ? undefined : elementOf(typed));
  const element = isUntyped(typed) ? cx.typeOf(fill) : elementOf(typed);
  if (isReference(cx.typeOf(fill))) {
    // One array or record under many names: filled like any other array.
    const array = cx.at.allocate(arrayOf(element), { length }, origin);
    cx.at.fill(array, cx.coerce(fill, element, origin), origin);
    return array;
  }
  return cx.at.allocate(arrayOf(element), { length, fill: cx.coerce(fill, element, origin) }, origin);
}

function elementOf(type: Type): Type {
  return type.kind === "array" ? type.element : numberType;
}

function newBuffer(cx: Lowering, size: ts.Expression, node: ts.NewExpression): ValueId {
  const length = asNumber(cx, cx.expression(size), size);
  return cx.at.allocate({ kind: "typed-array", name: "ArrayBuffer" }, { length }, cx.origin(node));
}

/** `new Float64Array(buffer, offset, length)`: the numbers of several views on one buffer are the same numbers. */
function newView(cx: Lowering, node: ts.NewExpression, buffer: ValueId, more: readonly ts.Expression[]): ValueId {
  const origin = cx.origin(node);
  const [from, to] = more.map((argument) => asNumber(cx, cx.expression(argument), argument));
  if (node.expression.getText() !== "Float64Array") {
    return cx.refuse(
      "AD2033",
      node,
      `\`${node.getText()}\` sees the bits of a buffer as other numbers`,
      float64ArrayType,
    );
  }
  const start = from ?? cx.at.number(0, origin);
  return cx.at.view(buffer, to === undefined ? { from: start } : { from: start, to }, float64ArrayType, origin);
}

/** By length all elements are 0; from an array they are copied, and converted as the kind of array does. */
function newTypedArray(cx: Lowering, node: ts.NewExpression, name: TypedArrayName): ValueId {
  const origin = cx.origin(node);
  const type: Type = { kind: "typed-array", name };
  const [first, ...more] = node.arguments ?? [];
  if (!first) return cx.at.allocate(type, { length: cx.at.number(0, origin) }, origin);
  const literal = bare(cx.ts, first);
  const value = cx.expression(first, cx.ts.isArrayLiteralExpression(literal) ? arrayOf(numberType) : undefined);
  if (isBuffer(cx.typeOf(value))) return newView(cx, node, value, more);
  if (more.length > 0) return cx.refuse("AD2017", node, "only a view on a buffer that is made here is followed", type);
  if (cx.typeOf(value).kind === "number") return cx.at.allocate(type, { length: value }, origin);
  const element = elementType(nonNullish(cx.typeOf(value)), cx.fn.types);
  if (!element || element.kind === "opaque") {
    return cx.refuse("AD2017", first, `\`new ${name}\` from this is not supported yet`, type);
  }
  const length = cx.at.length(value, origin);
  const copy = cx.at.allocate(type, { length }, origin);
  const region = cx.fn.region([{ type: numberType, name: "i" }]);
  const index = region.params[0]!;
  region.store(copy, index, region.load(value, index, element, origin), origin);
  const bounds = { from: cx.at.number(0, origin), to: length, step: 1, compare: "<" as const };
  cx.at.for_({ label: cx.newLabel("loop"), ...bounds, inits: [], body: region.yields([], origin), origin });
  return copy;
}
