/** `Array.from`, `Array.of`, `Float64Array.from`, `Float64Array.of`, and `set`, which fills one array from another. */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import { arrayOf, elementType, numberType } from "../../ir/types.ts";
import type { ArrayType, Type, TypedArrayName, TypedArrayType } from "../../ir/types.ts";
import { lowerElements } from "../expressions/elements.ts";
import { typedArrayNames } from "../lower-type.ts";
import { isUntyped, nonNullish, withoutLiterals } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import { ancestryOf } from "../references.ts";
import { targetOf } from "../static-target.ts";
import { bare } from "../syntax.ts";
import { callbackOf } from "./callback.ts";
import { overAll } from "./counting.ts";
import { allocate, elementsOf, throwWhere } from "./method.ts";
import type { MethodCall } from "./method.ts";
import { position } from "./positions.ts";
import { sourceOf } from "./source.ts";
import type { Source } from "./source.ts";

/** `Array.from(…)` and its like; undefined where `holder` makes no arrays. */
export function makeArray(cx: Lowering, node: ts.CallExpression, holder: string, name: string): ValueId | undefined {
  const isTyped = typedArrayNames.has(holder);
  if ((holder !== "Array" && !isTyped) || (name !== "from" && name !== "of")) return undefined;
  const type = isTyped ? ({ kind: "typed-array", name: holder as TypedArrayName } as const) : arrayTypeAt(cx, node);
  if (!type) return cx.refuse("AD2001", node, `\`${node.getText()}\` gives values whose type is not known`);
  return name === "from" ? from(cx, node, type) : of(cx, node, type);
}

function arrayTypeAt(cx: Lowering, node: ts.CallExpression): ArrayType | undefined {
  const own = nonNullish(cx.file.typeAt(node));
  return own.kind === "array" && !isUntyped(own) ? arrayOf(withoutLiterals(own.element)) : undefined;
}

function of(cx: Lowering, node: ts.CallExpression, type: ArrayType | TypedArrayType): ValueId {
  const origin = cx.origin(node);
  const element = elementType(type, cx.fn.types) ?? numberType;
  const items = lowerElements(cx, node.arguments, () => element).map(({ kind, value }) => ({
    kind,
    value: kind === "value" ? cx.coerce(value, element, origin) : value,
  }));
  if (type.kind === "array") return cx.at.array(items, type, origin);
  const array = cx.at.array(items, arrayOf(element), origin);
  const length = cx.at.length(array, origin);
  return filled(cx, node, type, { length, element, at: (index) => cx.at.load(array, index, element, origin) });
}

function from(cx: Lowering, node: ts.CallExpression, type: ArrayType | TypedArrayType): ValueId {
  const [sourceNode, mapper] = node.arguments;
  const origin = cx.origin(node);
  if (!sourceNode) return cx.refuse("AD2027", node, "nothing to make an array from", type);
  const own = elementType(type, cx.fn.types);
  const source = sourceOf(cx, sourceNode, mapper ? parameterType(cx, mapper) : own);
  if (!source) return cx.refuse("AD2001", sourceNode, `what is in \`${sourceNode.getText()}\` is not known`, type);
  if (!mapper) {
    const isPlain = type.kind === "array" && source.ref !== undefined;
    return isPlain
      ? cx.at.array([{ kind: "spread", value: source.ref }], type, origin)
      : filled(cx, node, type, source);
  }
  const callback = callbackOf(cx, node, mapper);
  if (typeof callback === "number") return callback;
  return filled(cx, node, type, { ...source, at: (index) => callback.apply([source.at(index), index]) });
}

/** The type that a function written in place takes first. */
function parameterType(cx: Lowering, mapper: ts.Expression): Type | undefined {
  const { ts } = cx;
  const fn = bare(ts, mapper);
  const parameter = ts.isArrowFunction(fn) || ts.isFunctionExpression(fn) ? fn.parameters[0] : undefined;
  return parameter && cx.file.typeAt(parameter);
}

function filled(
  cx: Lowering,
  node: ts.CallExpression,
  type: ArrayType | TypedArrayType,
  { length, at }: Pick<Source, "length" | "at" | "element">,
): ValueId {
  const origin = cx.origin(node);
  const element = elementType(type, cx.fn.types) ?? numberType;
  const result = allocate(cx, type, length, origin);
  const assigned = cx.assignedIn(node);
  const valueAt = (index: ValueId): ValueId => {
    const value = at(index);
    // `Float64Array.from({ length })`: what is not there is no number.
    const isNothing = type.kind === "typed-array" && cx.typeOf(value).kind === "undefined";
    return isNothing ? cx.at.number(Number.NaN, origin) : cx.coerce(value, element, origin);
  };
  overAll(cx, length, origin, (index) => cx.at.store(result, index, valueAt(index), origin), assigned);
  return result;
}

/** `xs.set(ys, offset)`: through a copy where both may be the same memory. */
export function set(call: MethodCall): ValueId {
  const { cx, node, ref, type, origin } = call;
  const [sourceNode, offsetNode] = node.arguments;
  if (!sourceNode || type.kind !== "typed-array") return cx.refuse("AD2017", node, "`set` of this is not supported");
  const given = cx.expression(sourceNode);
  const offset = position(cx, offsetNode);
  const element = elementsOf(cx, given);
  if (!element) return cx.refuse("AD2001", sourceNode, `what is in \`${sourceNode.getText()}\` is not known`);
  const callee = bare(cx.ts, node.expression);
  const isApart =
    nonNullish(cx.typeOf(given)).kind !== "typed-array" ||
    (cx.ts.isPropertyAccessExpression(callee) && !mayOverlap(cx, callee.expression, sourceNode));
  const source = isApart ? given : cx.at.array([{ kind: "spread", value: given }], arrayOf(element), origin);
  const count = cx.at.length(source, origin);
  const room = cx.at.length(ref, origin);
  const end = offset ? cx.at.prim("add", [offset.value, count], origin) : count;
  const tooLong = cx.at.prim("gt", [end, room], origin);
  const isKnown = !offset || (offset.literal !== undefined && offset.literal >= 0);
  const isBefore = isKnown ? undefined : cx.at.prim("lt", [offset.value, cx.at.number(0, origin)], origin);
  const condition = isBefore === undefined ? tooLong : cx.at.prim("or", [isBefore, tooLong], origin);
  throwWhere(cx, condition, node, { name: "RangeError", parts: ['"offset is out of bounds"'] });
  overAll(cx, count, origin, (index) => {
    const to = offset && offset.literal !== 0 ? cx.at.prim("add", [offset.value, index], origin) : index;
    cx.at.store(ref, to, cx.at.load(source, index, element, origin), origin);
  });
  return cx.undefined(origin);
}

/** Methods whose result is memory of its own. */
const copying: ReadonlySet<string> = new Set([
  "filter",
  "from",
  "map",
  "of",
  "slice",
  "toReversed",
  "toSorted",
  "with",
]);

/** Whether two typed arrays may be views of one buffer: not where one is made in this function and the other has nothing to do with it. */
function mayOverlap(cx: Lowering, target: ts.Expression, source: ts.Expression): boolean {
  const [a, b] = [ancestryOf(cx.oracle, target), ancestryOf(cx.oracle, source)];
  if ([...b.roots].some((root) => a.roots.has(root))) return true;
  if (![...a.makers, ...b.makers].every((maker) => isOwn(cx, maker))) return true;
  const isParameter = ({ valueDeclaration }: ts.Symbol): boolean =>
    valueDeclaration === undefined || !cx.ts.isVariableDeclaration(valueDeclaration);
  return [...a.roots].some(isParameter) && [...b.roots].some(isParameter);
}

/** Whether an expression makes memory of its own: a literal, `new Float64Array(n)`, a method that copies. */
function isOwn(cx: Lowering, maker: ts.Expression): boolean {
  const { ts } = cx;
  if (ts.isArrayLiteralExpression(maker)) return true;
  if (ts.isNewExpression(maker)) return maker.arguments?.length === 1 && !isBuffer(cx, maker.arguments[0]);
  if (!ts.isCallExpression(maker) || !ts.isPropertyAccessExpression(maker.expression)) return false;
  return copying.has(maker.expression.name.text) && targetOf(cx.oracle, maker.expression).kind === "library";
}

function isBuffer(cx: Lowering, node: ts.Expression | undefined): boolean {
  const type = node && nonNullish(cx.file.typeAt(node));
  return type !== undefined && type.kind !== "number" && elementType(type, cx.fn.types) === undefined;
}
