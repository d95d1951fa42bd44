/** Methods of arrays and typed arrays, by name: each is an expansion into loops, loads and stores (`built-ins/`). */
import type ts from "typescript";
import { branch } from "../branch.ts";
import * as copying from "../built-ins/copying.ts";
import * as iterating from "../built-ins/iterating.ts";
import { set } from "../built-ins/making.ts";
import type { Method, MethodCall } from "../built-ins/method.ts";
import * as reordering from "../built-ins/reordering.ts";
import * as resizing from "../built-ins/resizing.ts";
import type { ValueId } from "../../ir/ir.ts";
import { booleanType, discreteType, elementType, stringType, unionOf } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { isUntyped, nonNullish } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import { globalBehind } from "../static-target.ts";
import { bare } from "../syntax.ts";
import { fillAround } from "./filling.ts";
import { hostCall } from "./host-call.ts";
import { carriesDerivative } from "./operand.ts";

const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["copyWithin", copying.copyWithin],
  ["fill", fill],
  ["pop", resizing.pop],
  ["push", resizing.push],
  ["reverse", reordering.reverse],
  ["set", set],
  ["shift", resizing.shift],
  ["sort", reordering.sort],
  ["splice", resizing.splice],
  ["unshift", resizing.unshift],
  ["at", copying.at],
  ["concat", copying.concat],
  ["entries", inHost()],
  ["every", iterating.every],
  ["filter", iterating.filter],
  ["find", iterating.find],
  ["findIndex", iterating.findIndex],
  ["findLast", iterating.findLast],
  ["findLastIndex", iterating.findLastIndex],
  ["flat", copying.flat],
  ["flatMap", iterating.flatMap],
  ["forEach", iterating.forEach],
  ["includes", inHost({ kind: "boolean" })],
  ["indexOf", inHost(discreteType)],
  ["join", inHost(stringType)],
  ["keys", keys],
  ["lastIndexOf", inHost(discreteType)],
  ["map", iterating.map],
  ["reduce", iterating.reduce],
  ["reduceRight", iterating.reduceRight],
  ["slice", copying.slice],
  ["some", iterating.some],
  ["subarray", copying.subarray],
  ["toLocaleString", inHost(stringType)],
  ["toReversed", copying.toReversed],
  ["toSorted", reordering.toSorted],
  ["toSpliced", resizing.toSpliced],
  ["toString", inHost(stringType)],
  ["values", inHost()],
  ["with", copying.withElement],
]);

/** Those that make an array of the kind of theirs. */
const making: ReadonlySet<string> = new Set(
  "concat filter flat flatMap map slice sort splice toReversed toSorted toSpliced with".split(" "),
);

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
  const method = methods.get(name);
  const kinds = making.has(name) ? kindsOf(type) : [];
  if (method && kinds.length > 1) return ofEachKind(cx, node, ref, { name, kinds });
  const call: MethodCall = { cx, node, ref, type, element, origin: cx.origin(node) };
  if (method && (!isUntyped(element) || name === "push")) return method(call);
  if (!carriesDerivative(cx, type) && element.kind !== "opaque") return undefined;
  return cx.refuse("AD2017", node, `\`${name}\` of an array is not supported yet`);
}

/** The kinds of arrays that a value may be: the arrays and tuples are one. */
function kindsOf(type: Type): readonly Type[] {
  if (type.kind !== "union") return [type];
  const arrays = type.members.filter(({ kind }) => kind === "array" || kind === "tuple");
  const typed = type.members.filter(({ kind }) => kind === "typed-array");
  return arrays.length > 0 ? [...typed, unionOf(arrays)] : typed;
}

/** A method that makes an array of the kind of its own, of what may be several: one expansion for each. */
function ofEachKind(
  cx: Lowering,
  node: ts.CallExpression,
  ref: ValueId,
  { name, kinds: [first, ...others] }: { readonly name: string; readonly kinds: readonly Type[] },
): ValueId {
  const origin = cx.origin(node);
  const as = (type: Type): ValueId => {
    const method = lowerArrayMethod(cx, node, cx.coerce(ref, type, origin), name);
    return method ?? cx.refuse("AD2017", node, `which kind of array \`${name}\` makes here is not known`);
  };
  if (first?.kind !== "typed-array") return as(first ?? cx.typeOf(ref));
  if (others.length === 0) return as(first);
  const isFirst = cx.opaque([ref, ` instanceof ${first.name}`], node, {
    type: booleanType,
    effect: "pure",
    precedence: 9,
  });
  const value = branch(cx, {
    condition: isFirst,
    assigned: cx.assignedIn(node),
    origin,
    then: () => as(first),
    else: () => {
      const rest = unionOf(others);
      return ofEachKind(cx, node, cx.coerce(ref, rest, origin), { name, kinds: others });
    },
    type: unionOf,
  });
  return value ?? ref;
}

/** What carries no derivative is asked of the host. */
function inHost(type?: Type): Method {
  return ({ cx, node, ref }) => hostCall(cx, node, "reads", ref, type);
}

/** The positions depend on the length alone. */
function keys({ cx, node, ref, origin }: MethodCall): ValueId {
  const text = ["Array(", cx.at.length(ref, origin), ").keys()"];
  return cx.opaque(text, node, { type: cx.file.typeAt(node), effect: "reads" });
}

function fill(call: MethodCall): ValueId {
  return isFilledWhenMade(call.cx, call.node) ? call.ref : copying.fill(call);
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
