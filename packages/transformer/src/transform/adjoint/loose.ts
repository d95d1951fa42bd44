/**
 * Shadows of arrays of numbers that may be longer than the arrays: then an access needs no test, and a store that may lengthen the array
 * keeps no length.
 *   if (i in xBar) xBar[i] += t ; xBar.length = lengthAt[i]      =>   xBar[i] += t ; at the end, once: xBar.length = x.length
 * Where no array of numbers ever gets shorter, an index that is not there when it is read was never written before, so what is added
 * there is never looked at again. What the caller sees is cut to its length at the end. An index that is not certainly whole and not
 * negative keeps its test: it would make a property that no length cuts off.
 */
import type { RegionBuilder } from "../../ir/build.ts";
import { isLengthStore } from "../../ir/ir.ts";
import type { FunctionId, IrFunction, LoadOp, Op, Origin, PrimOp, StoreOp, ValueId } from "../../ir/ir.ts";
import { discreteType, elementType, holdsNumber, isReference, tangentOf } from "../../ir/types.ts";
import type { Type, TypeTable } from "../../ir/types.ts";
import { eachOp } from "../../ir/visit.ts";
import type { Node } from "../../analysis/places.ts";
import type { Derivatives } from "../derivatives.ts";
import { overElements } from "../spread.ts";
import { addAtStart, nodeOf } from "./context.ts";
import type { Reversal } from "./context.ts";

/** Whether shadows may be loose in the derivative of a marked function and of all that it calls. */
export function allowsLoose(all: Derivatives, id: FunctionId): boolean {
  return all.once(`loose:${id}`, () => {
    const fn = all.functionOf(id);
    const written = all.writesInto(id);
    const canBeCut = fn.params.every((param, i) => {
      const { type } = fn.values[param]!;
      return isNumberArray(type) || !holdsNumberArray(type, all.types) || (!written[i] && isPlain(type, all.types));
    });
    return canBeCut && all.calledBy(id).every((callee) => keepsItsLengths(callee, all.types));
  });
}

/** Whether no op makes an array of numbers shorter, or goes by the length of a shadow. */
function keepsItsLengths(fn: IrFunction, types: TypeTable): boolean {
  let isKept = true;
  const definition = new Map<ValueId, Op>();
  eachOp(fn.body, (op) => {
    if ("result" in op) definition.set(op.result, op);
    const isOfNumbers = (value: ValueId): boolean => holdsNumberArray(fn.values[value]!.type, types, 1);
    switch (op.kind) {
      case "push":
      case "pop":
      case "fill":
        if (isOfNumbers(op.ref)) isKept = false;
        return;
      case "store":
        if (isLengthStore(op) && isOfNumbers(op.ref)) isKept = false;
        return;
      case "allocate":
        if (op.fill !== undefined && definition.get(op.fill)?.kind !== "const" && isOfNumbers(op.result))
          isKept = false;
        return;
      default:
        return;
    }
  });
  return isKept;
}

function isNumberArray(type: Type): boolean {
  return type.kind === "array" && type.element.kind === "number";
}

/** Whether there is an array of numbers in a value of the type, down to a depth; what cannot be looked into may hold one. */
function holdsNumberArray(type: Type, types: TypeTable, depth: number = 8): boolean {
  if (depth === 0) return false;
  const inside = (part: Type): boolean => holdsNumberArray(part, types, depth - 1);
  switch (type.kind) {
    case "array":
      return holdsNumber(type.element, types) || inside(type.element);
    case "tuple":
      return type.elements.some(inside);
    case "record":
      return type.fields.some((field) => inside(field.type));
    case "dictionary":
      return inside(type.value);
    case "union":
      return type.members.some((member) => holdsNumberArray(member, types, depth));
    case "named":
    case "opaque":
      return tangentOf(type, types) !== undefined;
    default:
      return false;
  }
}

/** Whether every array of numbers in a type can be reached without a question: no unions, nothing optional, no circle. */
function isPlain(type: Type, types: TypeTable): boolean {
  switch (type.kind) {
    case "array":
      return isPlain(type.element, types);
    case "tuple":
      return type.elements.every((part) => isPlain(part, types));
    case "record":
      return type.fields.every(
        (field) => !holdsNumberArray(field.type, types) || (!field.optional && isPlain(field.type, types)),
      );
    default:
      return !holdsNumberArray(type, types);
  }
}

/** Nodes that are nothing but arrays of numbers. */
export function looseNodes(fn: IrFunction, find: (value: ValueId) => Node): ReadonlySet<Node> {
  const loose = new Set<Node>();
  const others = new Set<Node>();
  for (const [i, { type }] of fn.values.entries())
    if (isReference(type)) (isNumberArray(type) ? loose : others).add(find(i as ValueId));
  return new Set([...loose].filter((node) => !others.has(node)));
}

/** Whether an access may go without a test although nothing proves that it is in range; where it does, the shadow is cut at the end. */
export function isLooselyThere(cx: Reversal, op: LoadOp | StoreOp, index: ValueId): boolean {
  if (!isLoose(cx, op.ref) || !cx.facts.isWhole(index) || !isFinite(cx, index)) return false;
  if (!cx.facts.isNotNegative(index) && !isKeptFromNegative(cx, op, index)) return false;
  cx.loosened.add(nodeOf(cx, op.ref));
  return true;
}

/** Whether a whole number is made of counters, lengths and constants, so that it is neither infinite nor NaN. */
function isFinite(cx: Reversal, value: ValueId): boolean {
  if (cx.facts.counterOf.has(value)) return true;
  const op = cx.facts.definition.get(value);
  if (op?.kind === "prim")
    return ["add", "sub", "mul", "neg", "max", "min"].includes(op.prim) && op.args.every((arg) => isFinite(cx, arg));
  return op?.kind === "length" || op?.kind === "push" || op?.kind === "const";
}

/** Whether a branch around an op tells that an index is not negative: `i > 0 ? x[i - 1] : 0`. */
function isKeptFromNegative(cx: Reversal, op: Op, index: ValueId): boolean {
  const { base, offset } = cx.facts.affine(index);
  if (base === undefined || !cx.facts.isWhole(base)) return false;
  for (let scope = cx.tree.scopeOfOp.get(op); scope; scope = scope.parent) {
    const { owner } = scope;
    if (owner?.kind !== "if") continue;
    const test = cx.facts.definition.get(owner.condition);
    if (test?.kind !== "prim") continue;
    const least = leastWhere(cx, test, base, scope.region === owner.then);
    if (least !== undefined && least + offset >= 0) return true;
  }
  return false;
}

const swapped: ReadonlyMap<string, string> = new Map([
  ["gt", "lt"],
  ["ge", "le"],
  ["lt", "gt"],
  ["le", "ge"],
]);
const otherwise: ReadonlyMap<string, string> = new Map([
  ["gt", "le"],
  ["ge", "lt"],
  ["lt", "ge"],
  ["le", "gt"],
  ["eq", "ne"],
  ["ne", "eq"],
]);

/** The least that a whole number can be where a comparison with a constant holds, or does not hold. */
function leastWhere(cx: Reversal, test: PrimOp, value: ValueId, holds: boolean): number | undefined {
  const [a, b] = test.args;
  const isFirst = a === value;
  const limit = isFirst || b === value ? cx.facts.constant((isFirst ? b : a)!) : undefined;
  if (typeof limit !== "number") return undefined;
  const prim = isFirst ? test.prim : (swapped.get(test.prim) ?? test.prim);
  switch (holds ? prim : otherwise.get(prim)) {
    case "gt":
      return Math.floor(limit) + 1;
    case "ge":
    case "eq":
      return Math.ceil(limit);
    case "ne":
      return limit === 0 && cx.facts.isNotNegative(value) ? 1 : undefined;
    default:
      return undefined;
  }
}

export function isLoose(cx: Reversal, ref: ValueId): boolean {
  return cx.looseNodes.has(nodeOf(cx, ref));
}

/** Asks for the lengths that shadows of parameters end with, before anything changes them. */
export function lengthsAtStart(cx: Reversal): ReadonlyMap<ValueId, ValueId> {
  const lengths = new Map<ValueId, ValueId>();
  const resized = new Set(cx.flow.resized.map(({ node }) => cx.flow.places.find(node)));
  for (const param of cx.fn.params) {
    if (!isNumberArray(cx.builder.typeOf(param)) || !isLoose(cx, param) || !resized.has(nodeOf(cx, param))) continue;
    const into = cx.builder.region();
    const result = cx.builder.value(discreteType, "length");
    into.append({ kind: "length", result, ref: param, origin: cx.fn.origin });
    addAtStart(cx, cx.tree.body, into.ops);
    lengths.set(param, result);
  }
  return lengths;
}

export interface Cut {
  readonly shadow: ValueId;
  readonly value: ValueId;
  /** The length of an array of numbers, where it is not that of `value`. */
  readonly length: ValueId | undefined;
}

/** Cuts every array of numbers in the shadow of a parameter to the length of the array. */
export function cutToLength(
  into: RegionBuilder,
  { shadow, value, length }: Cut,
  types: TypeTable,
  origin: Origin,
): void {
  const type = into.fn.typeOf(value);
  if (isNumberArray(type)) return into.resize(shadow, length ?? into.length(value, origin), origin);
  const shadowType = into.fn.typeOf(shadow);
  const part = (name: string, own: Type): void => {
    const tangent = tangentOf(own, types);
    if (!holdsNumberArray(own, types) || tangent === undefined) return;
    const inner = { shadow: into.load(shadow, name, tangent, origin), value: into.load(value, name, own, origin) };
    cutToLength(into, { ...inner, length: undefined }, types, origin);
  };
  switch (type.kind) {
    case "array": {
      const element = elementType(shadowType, types);
      if (element === undefined || !holdsNumberArray(type.element, types)) return;
      overElements(value, [], into, origin, (body, index, own) => {
        const inner = { shadow: body.load(shadow, index, element, origin), value: own, length: undefined };
        cutToLength(body, inner, types, origin);
        return [];
      });
      return;
    }
    case "tuple":
      return type.elements.forEach((own, i) => part(String(i), own));
    case "record":
      return type.fields.forEach((field) => part(field.name, field.type));
    default:
      return;
  }
}
