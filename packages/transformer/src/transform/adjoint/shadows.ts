/**
 * Shadows: the adjoint memory of active memory, one for each (`one-shadow`).
 *
 * Late: made when the adjoint sweep of the region that made the memory starts, at final length; possible where the memory has one
 * name. Early: made in the primal sweep beside the memory, wherever references are stored, carried or returned; every store
 * of a reference does the same to its shadow. A reference that is read from memory has the shadow that is read from the
 * shadow.
 */
import { InternalError } from "../../base/internal-error.ts";
import type { RegionBuilder } from "../../ir/build.ts";
import type { AllocateOp, Element, ForOp, IfOp, Op, Origin, ValueId, ViewOp, WhileOp } from "../../ir/ir.ts";
import { elementType, fieldType, fieldsOf, isReference, sameType, tangentOf } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { resultsOf } from "../../ir/visit.ts";
import { spreadable, viewOf } from "../absent.ts";
import { isClobbered, isResized, keptIn, use } from "./availability.ts";
import { callShape } from "./call-shape.ts";
import { addAt, addBehind, nodeOf, place, placeResult } from "./context.ts";
import type { Reversal } from "./context.ts";
import type { CarriedAlong, Scope } from "./scope.ts";
import { hasVaryingElements } from "./varying.ts";

export function isShadowedReference(cx: Reversal, value: ValueId): boolean {
  return isReference(cx.builder.typeOf(value)) && cx.activity.isActive(value);
}

function tangentTypeOf(cx: Reversal, value: ValueId): Type | undefined {
  return tangentOf(cx.builder.typeOf(value), cx.all.types);
}

/** In the place of numbers: 0; of references: their shadows. */
export function shadowElements(
  cx: Reversal,
  elements: readonly Element[],
  into: RegionBuilder,
  origin: Origin,
): Element[] {
  return elements.map(({ kind, value }) => {
    // Numbers that are spread are copied: the copy's shadow starts at 0, whether or not theirs is there yet.
    const isCopy = kind === "spread" && !holdsReferences(cx, value);
    const shadow = isCopy ? into.zerosLike(value, origin) : shadowOrZero(cx, value, into, origin);
    return { kind, value: kind === "spread" ? spreadable(shadow, value, into, origin) : shadow };
  });
}

function holdsReferences(cx: Reversal, value: ValueId): boolean {
  const element = elementType(cx.builder.typeOf(value), cx.all.types);
  return element === undefined || isReference(element) || tangentTypeOf(cx, value) === undefined;
}

function shadowOrZero(cx: Reversal, value: ValueId, into: RegionBuilder, origin: Origin): ValueId {
  if (isShadowedReference(cx, value)) return primalShadow(cx, value);
  const op = cx.tree.definition.get(value);
  const isAbsent = op?.kind === "const" && (op.value === undefined || op.value === null);
  const type = isAbsent ? undefined : tangentTypeOf(cx, value);
  if (type === undefined) return into.const_(undefined, origin);
  return type.kind === "number" ? into.number(0, origin) : into.zerosLike(value, origin);
}

function barName(cx: Reversal, value: ValueId): string | undefined {
  const name = cx.builder.nameOf(value);
  return name === undefined ? undefined : `${name}Bar`;
}

/**
 * The shadow of a reference as a value of the primal sweep. What a loop carries round is found last: it may be the shadow that is
 * being made.
 */
export function primalShadow(cx: Reversal, value: ValueId): ValueId {
  const known = cx.primalShadows.get(value);
  if (known !== undefined) return known;
  const { waiting } = cx;
  if (waiting.isOpen) return findPrimalShadow(cx, value);
  waiting.isOpen = true;
  const shadow = findPrimalShadow(cx, value);
  for (let next = waiting.list.shift(); next; next = waiting.list.shift()) next();
  waiting.isOpen = false;
  return shadow;
}

function findPrimalShadow(cx: Reversal, value: ValueId): ValueId {
  const op = cx.tree.definition.get(value);
  if (op === undefined) {
    if (cx.fn.params.includes(value)) return keep(cx, value, cx.paramShadow(value, "primal"));
    return carriedShadow(cx, value);
  }
  if (op.kind === "if" || op.kind === "for" || op.kind === "while")
    return op.kind === "if" ? branchShadow(cx, op, value) : carriedShadow(cx, value);
  if (op.kind === "call") {
    const shape = callShape(cx, op);
    if (shape && cx.parts.calleeVariant(cx.all, op.callee, shape).resultShadow === "made") {
      // Defined when the call is augmented.
      const shadow = cx.builder.value(tangentTypeOf(cx, value)!, barName(cx, value));
      placeResult(cx, shadow, op);
      return keep(cx, value, shadow);
    }
  }
  const into = cx.builder.region();
  const shadow = make(cx, op, value, into);
  addBehind(cx, value, into.ops);
  return keep(cx, value, shadow);
}

function keep(cx: Reversal, value: ValueId, shadow: ValueId): ValueId {
  cx.primalShadows.set(value, shadow);
  return shadow;
}

function make(cx: Reversal, op: Op, value: ValueId, into: RegionBuilder): ValueId {
  const { origin } = op;
  const type = tangentTypeOf(cx, value);
  const name = barName(cx, value);
  if (type === undefined) return into.const_(undefined, origin);
  switch (op.kind) {
    case "array":
      return into.array(shadowElements(cx, op.elements, into, origin), type, origin, name);
    case "record": {
      const own = fieldsOf(type, cx.all.types);
      const fields = op.fields.filter(({ name: field }) => !own || own.some((f) => f.name === field));
      const shadows = fields.map((field) => [field.name, shadowOrZero(cx, field.value, into, origin)] as const);
      return into.record(Object.fromEntries(shadows), origin, type, name);
    }
    case "allocate":
      return allocateShadow(into, { type, length: op.length, fill: fillOf(cx, op, into) }, origin, name);
    case "cast":
      if (isReference(cx.builder.typeOf(op.arg)) && tangentTypeOf(cx, op.arg) === undefined)
        return into.zerosLike(value, origin, name);
      return into.cast(shadowOrZero(cx, op.arg, into, origin), type, origin, name);
    case "load":
      return into.load(primalShadow(cx, op.ref), op.key, type, origin, name);
    case "view":
      return viewOf(
        primalShadow(cx, op.ref),
        rangeOf(op, (at) => at),
        { type, name },
        into,
        origin,
      );
    case "undef":
      return into.undef(type, origin, name);
    default:
      return into.zerosLike(value, origin, name);
  }
}

function rangeOf(op: ViewOp, at: (value: ValueId) => ValueId): Pick<ViewOp, "from" | "to"> {
  return op.to === undefined ? { from: at(op.from) } : { from: at(op.from), to: at(op.to) };
}

interface ShadowWish {
  readonly type: Type;
  readonly length: ValueId;
  /** What stands in every element; undefined for none, 0 where they are numbers. */
  readonly fill: ValueId | undefined;
}

export function allocateShadow(
  into: RegionBuilder,
  { type, length, fill }: ShadowWish,
  origin: Origin,
  name: string | undefined,
): ValueId {
  const isOfNumbers = type.kind === "array" && type.element.kind === "number";
  const filled = isOfNumbers ? into.number(0, origin) : fill;
  return into.allocate(type, filled === undefined ? { length } : { length, fill: filled }, origin, name);
}

/** The shadow of what an array is filled with, where its elements vary. */
function fillOf(cx: Reversal, { fill, result, origin }: AllocateOp, into: RegionBuilder): ValueId | undefined {
  return fill === undefined || !hasVaryingElements(cx, result) ? undefined : shadowOrZero(cx, fill, into, origin);
}

/** The shadow of what an `if` yields is what its branches yield of shadows. */
function branchShadow(cx: Reversal, op: IfOp, value: ValueId): ValueId {
  const position = op.results.indexOf(value);
  const type = tangentTypeOf(cx, value)!;
  const outside = cx.builder.value(type, barName(cx, value));
  keep(cx, value, outside);
  placeResult(cx, outside, op);
  for (const region of [op.then, op.else]) {
    if (region.end.kind !== "yield") continue;
    const scope = cx.tree.scopeOf.get(region)!;
    scope.carriedOut.push({ inside: shadowAtEnd(cx, region.end.values[position]!, scope, op.origin), outside });
  }
  return outside;
}

/** The shadow of a value where a region yields it. */
function shadowAtEnd(cx: Reversal, value: ValueId, scope: Scope, origin: Origin): ValueId {
  if (isShadowedReference(cx, value)) return primalShadow(cx, value);
  const into = cx.builder.region();
  const shadow = shadowOrZero(cx, value, into, origin);
  const last = scope.region.ops.at(-1);
  if (last) addAt(cx, last, "after", into.ops);
  else {
    scope.start.push(...into.ops);
    for (const op of into.ops) for (const result of resultsOf(op)) place(cx, result, scope, scope.start);
  }
  return shadow;
}

/** Shadows of references that a loop carries are carried beside them. */
function carriedShadow(cx: Reversal, value: ValueId): ValueId {
  const scope = cx.tree.definedIn.get(value)!;
  const defining = cx.tree.definition.get(value);
  const loop = (defining ?? scope.owner) as ForOp | WhileOp;
  const params = loop.kind === "for" ? loop.body.params.slice(1) : loop.after.params;
  const position = defining
    ? loop.results.indexOf(value)
    : Math.max(params.indexOf(value), loop.kind === "while" ? loop.before.params.indexOf(value) : -1);
  if (position < 0) throw new InternalError(`%${value} is not carried by its loop`);
  const { builder } = cx;
  const inner = cx.tree.scopeOf.get(loop.kind === "for" ? loop.body : loop.after)!;
  const param = params[position]!;
  const type = tangentTypeOf(cx, param)!;
  const name = barName(cx, param);
  const init = loop.inits[position]!;
  const along: CarriedAlong = {
    init: shadowBefore(cx, init, loop),
    param: builder.value(type, name),
    next: undefined,
    result: builder.value(type, name),
    testParam: loop.kind === "while" ? builder.value(type, name) : undefined,
  };
  inner.carriedAlong.push(along);
  keep(cx, param, along.param);
  place(cx, along.param, inner, inner.start);
  keep(cx, loop.results[position]!, along.result);
  placeResult(cx, along.result, loop);
  if (loop.kind === "while") keep(cx, loop.before.params[position]!, along.testParam!);
  const { end } = inner.region;
  if (end.kind === "yield") {
    const next = end.values[position]!;
    cx.waiting.list.push(() => (along.next = shadowAtEnd(cx, next, inner, loop.origin)));
  }
  return cx.primalShadows.get(value)!;
}

function shadowBefore(cx: Reversal, value: ValueId, op: Op): ValueId {
  if (isShadowedReference(cx, value)) return primalShadow(cx, value);
  const into = cx.builder.region();
  const shadow = shadowOrZero(cx, value, into, op.origin);
  addAt(cx, op, "before", into.ops);
  return shadow;
}

/** The shadow of a reference as the adjoint sweep sees it: visible from the counterpart of the region it is defined in on. */
export function adjointShadow(cx: Reversal, value: ValueId): ValueId {
  const scope = cx.tree.definedIn.get(value)!;
  let known = scope.shadows.get(value);
  if (known === undefined) {
    known = findShadow(cx, value, scope);
    scope.shadows.set(value, known);
  }
  return known;
}

/** An early shadow, read from the shadow of what holds the memory, where nothing else comes to stand there before the adjoint sweep. */
function readAgain(cx: Reversal, value: ValueId, scope: Scope, type: Type): ValueId | undefined {
  if (scope.kind === "body" && cx.isJoined) return undefined;
  const op = cx.tree.definition.get(value);
  const place = op?.kind === "load" ? (isClobbered(cx, op) ? undefined : op) : keptIn(cx, value, scope);
  if (!place || !isShadowedReference(cx, place.ref)) return undefined;
  const holder = tangentTypeOf(cx, place.ref);
  const held =
    place.key.kind === "index"
      ? holder && elementType(holder, cx.all.types)
      : holder && fieldType(holder, place.key.name, cx.all.types);
  if (held === undefined || !sameType(held, type)) return undefined;
  const key = place.key.kind === "index" ? { kind: "index" as const, index: use(cx, place.key.index) } : place.key;
  return scope.prologue.load(adjointShadow(cx, place.ref), key, type, place.origin, barName(cx, value));
}

function findShadow(cx: Reversal, value: ValueId, scope: Scope): ValueId {
  const op = cx.tree.definition.get(value);
  const isEarly = cx.early.has(nodeOf(cx, value));
  if (op === undefined && cx.fn.params.includes(value)) return cx.paramShadow(value, isEarly ? "primal" : "adjoint");
  const origin = op?.origin ?? cx.fn.origin;
  const type = tangentTypeOf(cx, value);
  const name = barName(cx, value);
  if (op?.kind === "cast" && type && tangentTypeOf(cx, op.arg) !== undefined)
    return scope.prologue.cast(adjointShadow(cx, op.arg), type, origin, name);
  const found = isEarly && type ? readAgain(cx, value, scope, type) : undefined;
  if (found !== undefined) return found;
  if (isEarly || op === undefined || type === undefined) return use(cx, primalShadow(cx, value));
  switch (op.kind) {
    case "load": {
      const key = op.key.kind === "index" ? { kind: "index" as const, index: use(cx, op.key.index) } : op.key;
      return scope.prologue.load(adjointShadow(cx, op.ref), key, type, origin, name);
    }
    case "view":
      return viewOf(
        adjointShadow(cx, op.ref),
        rangeOf(op, (at) => use(cx, at)),
        { type, name },
        scope.prologue,
        origin,
      );
    case "allocate":
      if (!isResized(cx, value) && !hasVaryingElements(cx, value))
        return allocateShadow(scope.prologue, { type, length: use(cx, op.length), fill: undefined }, origin, name);
      break;
    case "array":
      if (!isResized(cx, value) && op.elements.every((element) => element.kind === "value")) {
        const zeros = op.elements.map((element) =>
          tangentTypeOf(cx, element.value)
            ? scope.prologue.number(0, origin)
            : scope.prologue.const_(undefined, origin),
        );
        return scope.prologue.array(zeros, type, origin, name);
      }
      break;
    default:
      break;
  }
  return scope.prologue.zerosOf(type, origin, name) ?? scope.prologue.zerosLike(use(cx, value), origin, name);
}
