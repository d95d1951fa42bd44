/**
 * Early shadows follow their memory: every store of a reference, and every change of length, is done to the shadow as well in
 * the primal sweep (mirrored), and taken back by the adjoint sweep where someone outside goes on from there: the caller, whose
 * `grad` is of the initial content, and callees, whose adjoint functions find the shadow as their primal left it.
 */
import type { RegionBuilder } from "../../ir/build.ts";
import { isLengthStore, label, isRemoval } from "../../ir/ir.ts";
import type { FillOp, Op, Origin, PopOp, PushOp, StoreOp, ValueId } from "../../ir/ir.ts";
import {
  discreteType,
  elementType,
  isReference,
  numberType,
  sameType,
  tangentOf,
  dictionaryOf,
} from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { eachOp } from "../../ir/visit.ts";
import { typeAt } from "../add-into.ts";
import { byMember } from "../members.ts";
import { withArray, withPresent } from "../absent.ts";
import { use } from "./availability.ts";
import { addAt, nodeOf } from "./context.ts";
import type { Reversal } from "./context.ts";
import { isLoose } from "./loose.ts";
import { mayRunAfter } from "./scope.ts";
import { adjointShadow, isShadowedReference, primalShadow, shadowElements } from "./shadows.ts";
import { hasVaryingElements, isVarying } from "./varying.ts";

/** Adds to the primal sweep what early shadows need; what taking back needs is remembered in `cx.before`. */
export function mirrorStores(cx: Reversal): void {
  eachOp(cx.fn.body, (op) => {
    switch (op.kind) {
      case "store":
        if (isRemoval(op)) return mirrorRemoval(cx, op);
        return isLengthStore(op) ? mirrorLength(cx, op) : mirrorStore(cx, op);
      case "fill":
        return mirrorFill(cx, op);
      case "push":
        return mirrorPush(cx, op);
      case "pop":
        return mirrorPop(cx, op);
      default:
        return;
    }
  });
}

function isEarly(cx: Reversal, ref: ValueId): boolean {
  return cx.activity.isActive(ref) && cx.early.has(nodeOf(cx, ref));
}

/**
 * Whether what an op does to a shadow in the primal sweep has to be taken back: for the caller, and for callees whose adjoint functions run
 * after that, those of calls that may run before the op.
 */
function isSeenOutside(cx: Reversal, ref: ValueId, op: Op): boolean {
  const { places, nodeOf: nodes } = cx.flow;
  const node = nodeOf(cx, ref);
  if (!cx.outer.has(node)) return false;
  const holds = (value: ValueId): boolean =>
    isReference(cx.fn.values[value]!.type) && places.tree(places.find(nodes[value]!)).has(node);
  if (cx.fn.params.some(holds)) return true;
  return cx.calls.some((call) => mayRunAfter(cx.tree, op, call) && [...call.args, call.result].some(holds));
}

function mirrorStore(cx: Reversal, op: StoreOp): void {
  if (!cx.activity.isActive(op.ref)) return;
  const isOfReference = isReference(cx.builder.typeOf(op.value));
  const varies = isVarying(cx, op.ref, op.key);
  const before = cx.builder.region();
  const after = cx.builder.region();
  const { origin } = op;
  let old: ValueId | undefined;
  let length: ValueId | undefined;
  if (cx.flow.growing.has(op) && isLengthUsed(cx, op.ref)) length = presenceOf(cx, op, before, origin);
  if ((isOfReference || varies) && isEarly(cx, op.ref)) {
    const shadow = primalShadow(cx, op.ref);
    const type = varies ? typeAt(before, shadow, op.key) : tangentOf(cx.builder.typeOf(op.value), cx.all.types);
    if (type !== undefined) {
      if (varies || isSeenOutside(cx, op.ref, op)) old = before.load(shadow, op.key, type, origin);
      const [own] = shadowElements(cx, [{ kind: "value", value: op.value }], after, origin);
      after.store(shadow, op.key, own!.value, origin);
    }
  } else if (!isOfReference && cx.flow.growing.has(op) && isEarly(cx, op.ref)) {
    withArray(primalShadow(cx, op.ref), after, origin, (own, body) =>
      body.store(own, op.key, body.number(0, origin), origin),
    );
  }
  addAt(cx, op, "before", before.ops);
  addAt(cx, op, "after", after.ops);
  if (old !== undefined || length !== undefined) cx.before.set(op, { old, length });
}

/** What tells what a store adds: the length of an array before it, or whether a dictionary has the key. */
function presenceOf(cx: Reversal, { ref, key }: StoreOp, into: RegionBuilder, origin: Origin): ValueId {
  const isOfDictionary = dictionaryOf(cx.builder.typeOf(ref), cx.all.types) !== undefined;
  return isOfDictionary && key.kind === "index"
    ? into.hasIndex(ref, key.index, origin, "isThere")
    : lengthOf(cx, ref, into, origin);
}

/** A length is no number that could carry a derivative. */
function lengthOf(cx: Reversal, ref: ValueId, into: RegionBuilder, origin: Origin): ValueId {
  const result = cx.builder.value(discreteType, "length");
  into.append({ kind: "length", result, ref, origin });
  return result;
}

/** Whether the length of the shadow matters later on: other ops change it too, or someone outside uses it. */
function isLengthUsed(cx: Reversal, ref: ValueId): boolean {
  const node = nodeOf(cx, ref);
  if (isLoose(cx, ref)) {
    cx.loosened.add(node);
    return false;
  }
  if (cx.outer.has(node)) return true;
  // Keys do not depend on how many others there are.
  if (dictionaryOf(cx.builder.typeOf(ref), cx.all.types)) return false;
  return cx.flow.resized.some(({ node: other, op }) => !cx.flow.growing.has(op) && cx.flow.places.find(other) === node);
}

/** What a store did besides putting a number there, taken back. */
export function reverseMirroredStore(cx: Reversal, op: StoreOp, into: RegionBuilder): void {
  const before = cx.before.get(op);
  if (!before) return;
  const shadow = adjointShadow(cx, op.ref);
  const key = op.key.kind === "index" ? { kind: "index" as const, index: use(cx, op.key.index) } : op.key;
  if (before.old !== undefined) into.store(shadow, key, use(cx, before.old), op.origin);
  const { length } = before;
  if (length === undefined) return;
  if (key.kind === "index" && dictionaryOf(cx.builder.typeOf(op.ref), cx.all.types))
    return removeUnless(use(cx, length), { ref: shadow, index: key.index }, into, op.origin);
  withArray(shadow, into, op.origin, (own, body) => body.resize(own, use(cx, length), op.origin));
}

function removeUnless(
  isThere: ValueId,
  { ref, index }: { readonly ref: ValueId; readonly index: ValueId },
  into: RegionBuilder,
  origin: Origin,
): void {
  const [then, otherwise] = [into.fn.region(), into.fn.region()];
  withPresent(ref, otherwise, origin, (own, body) => body.remove(own, index, origin));
  into.if_({
    condition: isThere,
    then: then.yields([], origin),
    else: otherwise.yields([], origin),
    results: [],
    origin,
  });
}

/** What is deleted from a dictionary is deleted from its shadow. */
function mirrorRemoval(cx: Reversal, op: StoreOp): void {
  const { key, ref, origin } = op;
  if (key.kind !== "index" || !isEarly(cx, ref)) return;
  const shadow = primalShadow(cx, ref);
  const before = cx.builder.region();
  const after = cx.builder.region();
  const type = typeAt(before, shadow, key);
  const isHeld = type.kind !== "number" && (isVarying(cx, ref, key) || isSeenOutside(cx, ref, op));
  if (isHeld) cx.before.set(op, { old: before.load(shadow, key, type, origin), length: undefined });
  withPresent(shadow, after, origin, (own, body) => body.remove(own, key.index, origin));
  addAt(cx, op, "before", before.ops);
  addAt(cx, op, "after", after.ops);
}

/** It comes back: without an adjoint where it is a number. */
export function reverseRemoval(cx: Reversal, op: StoreOp, into: RegionBuilder): void {
  const { key, ref, origin } = op;
  if (key.kind !== "index" || !cx.activity.isActive(ref)) return;
  const shadow = adjointShadow(cx, ref);
  const index = use(cx, key.index);
  const old = cx.before.get(op)?.old;
  if (old !== undefined) return into.store(shadow, index, use(cx, old), origin);
  if (typeAt(into, shadow, key).kind !== "number") return;
  withPresent(shadow, into, origin, (own, body) => body.store(own, index, body.number(0, origin), origin));
}

function mirrorLength(cx: Reversal, op: StoreOp): void {
  if (!cx.activity.isActive(op.ref)) return;
  const { origin } = op;
  const before = cx.builder.region();
  const length = lengthOf(cx, op.ref, before, origin);
  let old: ValueId | undefined;
  if (isEarly(cx, op.ref)) {
    const shadow = primalShadow(cx, op.ref);
    if (holdsReferences(cx, op.ref))
      old = before.array([{ kind: "spread", value: shadow }], cx.builder.typeOf(shadow), origin);
    const after = cx.builder.region();
    after.resize(shadow, op.value, origin);
    addAt(cx, op, "after", after.ops);
  }
  addAt(cx, op, "before", before.ops);
  cx.before.set(op, { old, length });
}

/** The shadow gets the length back that the array had; numbers that come back have no adjoint. */
export function reverseLength(cx: Reversal, op: StoreOp, into: RegionBuilder): void {
  const before = cx.before.get(op);
  if (!before || before.length === undefined) return;
  const { origin } = op;
  const shadow = adjointShadow(cx, op.ref);
  const length = use(cx, before.length);
  const saved = before.old === undefined ? undefined : use(cx, before.old);
  const element = elementType(cx.builder.typeOf(shadow), cx.all.types) ?? numberType;
  eachIndex(into, into.length(shadow, origin), length, origin, (body, index) => {
    if (saved !== undefined) body.push(shadow, [body.load(saved, index, element, origin)], origin);
    else if (!isReference(element)) body.push(shadow, [body.number(0, origin)], origin);
  });
  into.resize(shadow, length, origin);
}

/** for (let i = from; i < to; i++) */
export function eachIndex(
  into: RegionBuilder,
  start: ValueId,
  end: ValueId,
  origin: Origin,
  each: (body: RegionBuilder, index: ValueId) => void,
): void {
  const index = into.fn.value(numberType, "i");
  const body = into.fn.region([index]);
  each(body, index);
  const range = { from: start, to: end, step: 1, compare: "<" as const };
  into.for_({ label: label(`again${index}`), ...range, inits: [], body: body.yields([], origin), origin });
}

function holdsReferences(cx: Reversal, ref: ValueId): boolean {
  const element = elementType(cx.builder.typeOf(ref), cx.all.types);
  return element !== undefined && isReference(element);
}

function mirrorFill(cx: Reversal, op: FillOp): void {
  const varies = hasVaryingElements(cx, op.ref) && isEarly(cx, op.ref);
  if (!(varies || isShadowedReference(cx, op.value)) || !cx.activity.isActive(op.ref)) return;
  const { origin } = op;
  const shadow = primalShadow(cx, op.ref);
  const before = cx.builder.region();
  if (varies || isSeenOutside(cx, op.ref, op)) {
    const old = before.array([{ kind: "spread", value: shadow }], cx.builder.typeOf(shadow), origin);
    cx.before.set(op, { old, length: undefined });
  }
  addAt(cx, op, "before", before.ops);
  const after = cx.builder.region();
  const [own] = shadowElements(cx, [{ kind: "value", value: op.value }], after, origin);
  after.fill(shadow, own!.value, origin);
  addAt(cx, op, "after", after.ops);
}

export function reverseMirroredFill(cx: Reversal, op: FillOp, into: RegionBuilder): void {
  const old = cx.before.get(op)?.old;
  if (old === undefined) return;
  const { origin } = op;
  const saved = use(cx, old);
  const shadow = adjointShadow(cx, op.ref);
  const element = elementType(cx.builder.typeOf(shadow), cx.all.types) ?? numberType;
  eachIndex(into, into.number(0, origin), into.length(saved, origin), origin, (body, index) => {
    body.store(shadow, index, body.load(saved, index, element, origin), origin);
  });
}

function mirrorPush(cx: Reversal, op: PushOp): void {
  if (!isEarly(cx, op.ref)) return;
  const into = cx.builder.region();
  into.push(primalShadow(cx, op.ref), shadowElements(cx, op.elements, into, op.origin), op.origin);
  addAt(cx, op, "after", into.ops);
}

function mirrorPop(cx: Reversal, op: PopOp): void {
  if (!cx.activity.isActive(op.ref)) return;
  if (!isEarly(cx, op.ref)) return;
  const into = cx.builder.region();
  const varies = hasVaryingElements(cx, op.ref);
  const own = tangentOf(cx.builder.typeOf(op.result), cx.all.types) ?? numberType;
  const type: Type = varies ? (elementType(cx.builder.typeOf(primalShadow(cx, op.ref)), cx.all.types) ?? own) : own;
  const name = cx.builder.nameOf(op.result);
  const shadow = into.pop(primalShadow(cx, op.ref), type, op.origin, name === undefined ? undefined : `${name}Bar`);
  addAt(cx, op, "after", into.ops);
  if (varies) cx.before.set(op, { old: shadow, length: undefined });
  if (!isReference(own)) return;
  if (sameType(type, own)) return void cx.primalShadows.set(op.result, shadow);
  const seen = cx.builder.region();
  cx.primalShadows.set(op.result, seen.cast(shadow, own, op.origin));
  addAt(cx, op, "after", seen.ops);
}

/** What stood in a varying place, with the adjoint in it where that is a number. */
function inPlaceOfNumber(
  cx: Reversal,
  shadow: ValueId,
  bar: ValueId | undefined,
  into: RegionBuilder,
  origin: Origin,
): ValueId {
  if (bar === undefined) return shadow;
  const type = cx.builder.typeOf(shadow);
  return byMember(shadow, into, {
    origin,
    results: [type],
    isIdle: (member) => member.kind !== "number",
    each: (member, body) => [member === undefined ? shadow : body.cast(bar, type, origin)],
  })[0]!;
}

/** The adjoint of pop is push: of what was taken out. */
export function reversePop(cx: Reversal, op: PopOp, bar: ValueId | undefined, into: RegionBuilder): void {
  if (!cx.activity.isActive(op.ref)) return;
  const { origin } = op;
  const type = cx.builder.typeOf(op.result);
  const shadow = adjointShadow(cx, op.ref);
  const taken = cx.before.get(op)?.old;
  if (taken !== undefined)
    return void into.push(shadow, [inPlaceOfNumber(cx, use(cx, taken), bar, into, origin)], origin);
  const value = isReference(type)
    ? isShadowedReference(cx, op.result)
      ? use(cx, primalShadow(cx, op.result))
      : into.const_(undefined, origin)
    : (bar ?? into.number(0, origin));
  into.push(shadow, [value], origin);
}
