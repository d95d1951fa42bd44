/**
 * The adjoint sweep: the ops of a region in reverse, each adding to the adjoints of what it read.
 *   %2 = mul %0, %1        =>   %0Bar += %2Bar * %1 ; %1Bar += %2Bar * %0
 *   %2 = load %x[i]        =>   xBar[i] += %2Bar
 *   store %x[i] = %2       =>   %2Bar += xBar[i] ; xBar[i] = 0
 *   if, for, while         =>   the same, around their reversed regions
 * Contributions to one scalar are collected and summed where it is defined, so that every adjoint is assigned once.
 * Source: Griewank and Walther, Evaluating Derivatives (2008), sections 3.2 and 4.
 */
import { assertNever } from "../../base/assert-never.ts";
import { InternalError } from "../../base/internal-error.ts";
import type { RegionBuilder } from "../../ir/build.ts";
import { isLengthStore, label, isRemoval } from "../../ir/ir.ts";
import type {
  ArrayOp,
  FillOp,
  FoldOp,
  IfOp,
  Key,
  LoadOp,
  Op,
  Origin,
  PrimOp,
  PushOp,
  StoreOp,
  ValueId,
} from "../../ir/ir.ts";
import { arrayOf, elementType, fieldType, holdsNumber, numberType, sameType, tangentOf } from "../../ir/types.ts";
import { contribution, elementPullback, needsOf } from "../../rules/derive.ts";
import { evaluateFormula } from "../../rules/formula.ts";
import type { Meaning, PrimName } from "../../rules/formula.ts";
import { accumulate, accumulateWhereNumber, addInto, numberAt, numberPart } from "../add-into.ts";
import { ifPresent, withPresent } from "../absent.ts";
import { elementKey } from "../../analysis/places.ts";
import { countTies, overElements } from "../spread.ts";
import { isOverwritten, isResized, use } from "./availability.ts";
import { addAt, addBar, barValue, cellOf, counterpart, sum, takeBar } from "./context.ts";
import type { Reversal } from "./context.ts";
import { reverseCall } from "./calls.ts";
import { reverseFor, reverseWhile } from "./loops.ts";
import { isLooselyThere } from "./loose.ts";
import {
  eachIndex,
  reverseLength,
  reverseMirroredFill,
  reverseMirroredStore,
  reversePop,
  reverseRemoval,
} from "./mirror.ts";
import type { Scope } from "./scope.ts";
import { adjointShadow, isShadowedReference } from "./shadows.ts";
import { updateOf } from "./updates.ts";

/** Puts the adjoint of a region's ops into `into`; adjoints of what it yields are in `scope.bars` already. */
export function reverseRegion(cx: Reversal, scope: Scope, into: RegionBuilder): void {
  for (const op of scope.region.ops.toReversed()) reverseOp(cx, op, scope, into);
}

function reverseOp(cx: Reversal, op: Op, scope: Scope, into: RegionBuilder): void {
  const { origin } = op;
  switch (op.kind) {
    case "const":
    case "undef":
    case "comment":
    case "length":
    case "has-index":
    case "opaque":
    case "zeros-like":
    case "view":
    case "try":
      return;
    case "prim":
      return reversePrim(cx, op, scope, into);
    case "fold":
      return reverseFold(cx, op, scope, into);
    case "cast": {
      const bar = takeBar(cx, scope, op.result, into, origin);
      if (bar !== undefined && cx.activity.isActive(op.arg)) addBar(scope, op.arg, bar);
      return;
    }
    case "load":
      return reverseLoad(cx, op, scope, into);
    case "store":
      return reverseStore(cx, op, scope, into);
    case "fill":
      return reverseFill(cx, op, scope, into);
    case "push":
      return reversePush(cx, op, scope, into);
    case "pop": {
      const bar = takeBar(cx, scope, op.result, into, origin);
      return reversePop(cx, op, bar, into);
    }
    case "array":
      return reverseArray(cx, op, scope, into);
    case "record":
      if (!isShadowedReference(cx, op.result)) return;
      for (const field of op.fields) {
        if (!holdsNumber(cx.builder.typeOf(field.value), cx.all.types) || !cx.activity.isActive(field.value)) continue;
        const key: Key = { kind: "field", name: field.name };
        addBar(scope, field.value, numberAt(into, adjointShadow(cx, op.result), key, origin));
      }
      return;
    case "allocate": {
      if (op.fill === undefined || !isShadowedReference(cx, op.result) || !cx.activity.isActive(op.fill)) return;
      return addBar(scope, op.fill, sumOfElements(adjointShadow(cx, op.result), into, origin));
    }
    case "clone":
      if (isShadowedReference(cx, op.result))
        addInto(cx.all, adjointShadow(cx, op.arg), adjointShadow(cx, op.result), into, origin);
      return;
    case "call":
      return reverseCall(cx, op, scope, into);
    case "if":
      return reverseIf(cx, op, scope, into);
    case "for":
      return reverseFor(cx, op, scope, into);
    case "while":
      return reverseWhile(cx, op, scope, into);
    case "block":
      throw new InternalError("a block is not structured");
    default:
      return assertNever(op, "op");
  }
}

function meaningIn(into: RegionBuilder, origin: Origin): Pick<Meaning<ValueId>, "constant" | "prim"> {
  return {
    constant: (number) => into.number(number, origin),
    prim: (name, args) => into.prim(name, args, origin),
  };
}

function reversePrim(cx: Reversal, op: PrimOp, scope: Scope, into: RegionBuilder): void {
  const { origin } = op;
  const bar = takeBar(cx, scope, op.result, into, origin);
  if (bar === undefined) return;
  if (op.prim === "select") {
    const [condition, yes, no] = op.args as readonly [ValueId, ValueId, ValueId];
    const zero = into.number(0, origin);
    if (cx.activity.isActive(yes)) addBar(scope, yes, into.prim("select", [use(cx, condition), bar, zero], origin));
    if (cx.activity.isActive(no)) addBar(scope, no, into.prim("select", [use(cx, condition), zero, bar], origin));
    return;
  }
  const name = op.prim as PrimName;
  const constants = op.args.map((arg) => {
    const known = cx.facts.constant(arg);
    return typeof known === "number" ? known : undefined;
  });
  for (const [i, arg] of op.args.entries()) {
    if (!cx.activity.isActive(arg)) continue;
    const needs = needsOf(name, { count: op.args.length, constants }, i);
    // What the formula does not read is not fetched.
    const args = op.args.map((value, k) => (needs.params.includes(k) ? use(cx, value) : value));
    const out = needs.out ? use(cx, op.result) : op.result;
    const term = contribution(name, i, { args, out, seed: bar, constants }, meaningIn(into, origin));
    if (term !== undefined) addBar(scope, arg, term);
  }
}

function reverseFold(cx: Reversal, op: FoldOp, scope: Scope, into: RegionBuilder): void {
  const { origin } = op;
  const bar = takeBar(cx, scope, op.result, into, origin);
  if (bar === undefined) return;
  const { contribution: formula, tied } = elementPullback(op.prim as PrimName);
  const args = op.args.map((arg) => ({
    kind: arg.kind,
    value: use(cx, arg.kind === "spread" ? contentOf(cx, arg.value, op) : arg.value),
  }));
  const out = use(cx, op.result);
  const ties = tied ? countTies({ ...op, args, result: out }, into) : undefined;
  const term = (body: RegionBuilder, element: ValueId): ValueId =>
    evaluateFormula(formula, { ...meaningIn(body, origin), param: (i) => (i === 0 ? element : ties!), out, seed: bar });
  for (const [i, arg] of op.args.entries()) {
    if (!cx.activity.isActive(arg.value)) continue;
    if (arg.kind === "value") addBar(scope, arg.value, term(into, args[i]!.value));
    else {
      const shadow = adjointShadow(cx, arg.value);
      overElements(args[i]!.value, [], into, origin, (body, index, element) => {
        accumulate(body, shadow, { kind: "index", index }, term(body, element), origin);
        return [];
      });
    }
  }
}

/** What an array held when an op read all of it: the array itself, or a copy where it is written or resized later. */
function contentOf(cx: Reversal, ref: ValueId, op: FoldOp): ValueId {
  if (!isResized(cx, ref) && !isOverwritten(cx, ref, elementKey, op)) return ref;
  const copied = cx.builder.region();
  const copy = copied.array([{ kind: "spread", value: ref }], arrayOf(numberType), op.origin, cx.builder.nameOf(ref));
  addAt(cx, op, "before", copied.ops);
  return copy;
}

/** Whether an element at the key is there for certain, or an access that is not does no harm. */
function isThere(cx: Reversal, op: LoadOp | StoreOp): boolean {
  if (op.key.kind === "field" || cx.facts.isInRange(op.ref, op.key.index)) return true;
  return isLooselyThere(cx, op, op.key.index);
}

/** Whether the region itself goes on with what was read as with a number: then it is one. */
function isNumberHere(value: ValueId, scope: Scope): boolean {
  return scope.region.ops.some(
    (op) => op.kind === "cast" && op.arg === value && scope.prologue.fn.typeOf(op.result).kind === "number",
  );
}

function adjointKey(cx: Reversal, key: Key): Key {
  return key.kind === "index" ? { kind: "index", index: use(cx, key.index) } : key;
}

function reverseLoad(cx: Reversal, op: LoadOp, scope: Scope, into: RegionBuilder): void {
  const { origin } = op;
  const type = cx.builder.typeOf(op.result);
  if (!holdsNumber(type, cx.all.types)) return;
  const bar = takeBar(cx, scope, op.result, into, origin);
  if (bar === undefined) return;
  const shadow = adjointShadow(cx, op.ref);
  const key = adjointKey(cx, op.key);
  if (type.kind !== "number" && !isNumberHere(op.result, scope))
    return accumulateWhereNumber(into, shadow, key, bar, origin);
  // Accumulation into an element that is not there is dropped; a typed array drops it by itself.
  if (key.kind === "field" || isThere(cx, op) || cx.builder.typeOf(shadow).kind === "typed-array")
    return accumulate(into, shadow, key, bar, origin);
  withPresent(shadow, into, origin, (own, body) => {
    const then = cx.builder.region();
    accumulate(then, own, key, bar, origin);
    body.if_({
      condition: body.hasIndex(own, key.index, origin),
      then: then.yields([], origin),
      else: cx.builder.region().yields([], origin),
      results: [],
      origin,
    });
  });
}

function reverseStore(cx: Reversal, op: StoreOp, scope: Scope, into: RegionBuilder): void {
  if (isLengthStore(op)) return reverseLength(cx, op, into);
  if (isRemoval(op)) return reverseRemoval(cx, op, into);
  reverseNumberStore(cx, op, scope, into);
  reverseMirroredStore(cx, op, into);
}

function reverseNumberStore(cx: Reversal, op: StoreOp, scope: Scope, into: RegionBuilder): void {
  const { origin } = op;
  const type = cx.builder.typeOf(op.value);
  if (!holdsNumber(type, cx.all.types)) return;
  if (!cx.activity.isActive(op.ref) || !cx.activity.isActiveNode(cellOf(cx, op.ref, op.key))) return;
  const shadow = adjointShadow(cx, op.ref);
  // A field that carries no derivative has no place in the shadow.
  if (op.key.kind === "field" && !hasField(cx, shadow, op.key.name)) return;
  const key = adjointKey(cx, op.key);
  const isActive = cx.activity.isActive(op.value);
  // What stood in a varying place is put back anyway.
  const isPutBack = cx.before.get(op)?.old !== undefined;
  const update = isActive && !isPutBack ? updateOf(cx, op, scope) : undefined;
  if (update?.length === 0) return;
  const terms = update ?? [{ value: op.value, isNegative: false }];
  const take = (own: ValueId, body: RegionBuilder): readonly ValueId[] => {
    const bar = isActive ? [numberAt(body, own, key, origin)] : [];
    if (!update && !isPutBack) body.store(own, key, body.number(0, origin), origin);
    return bar;
  };
  const results = isActive ? [{ type: numberType }] : [];
  const nothing = (body: RegionBuilder): readonly ValueId[] => results.map(() => body.number(0, origin));
  const takeIfThere = (own: ValueId, body: RegionBuilder): readonly ValueId[] => {
    if (key.kind === "field" || isThere(cx, op)) return take(own, body);
    const [then, otherwise] = [cx.builder.region(), cx.builder.region()];
    const bars = take(own, then);
    return body.if_({
      condition: body.hasIndex(own, key.index, origin),
      then: then.yields(bars, origin),
      else: otherwise.yields(nothing(otherwise), origin),
      results,
      origin,
    });
  };
  const bars = ifPresent(shadow, into, { origin, results, present: takeIfThere, absent: nothing });
  for (const bar of bars) {
    for (const { value, isNegative } of terms) addBar(scope, value, isNegative ? into.prim("neg", [bar], origin) : bar);
  }
}

function hasField(cx: Reversal, shadow: ValueId, name: string): boolean {
  const part = fieldType(cx.builder.typeOf(shadow), name, cx.all.types);
  return part !== undefined && part.kind !== "undefined";
}

function reverseFill(cx: Reversal, op: FillOp, scope: Scope, into: RegionBuilder): void {
  const type = cx.builder.typeOf(op.value);
  const isNumber = holdsNumber(type, cx.all.types);
  if (!cx.activity.isActive(op.ref)) return;
  if (cx.before.get(op)?.old !== undefined || !isNumber) {
    if (isNumber && cx.activity.isActive(op.value))
      addBar(scope, op.value, sumOfElements(adjointShadow(cx, op.ref), into, op.origin));
    return reverseMirroredFill(cx, op, into);
  }
  const shadow = adjointShadow(cx, op.ref);
  const isActive = cx.activity.isActive(op.value);
  const { origin } = op;
  const bars = ifPresent(shadow, into, {
    origin,
    results: isActive ? [{ type: numberType }] : [],
    present: (own, body) => {
      const sums = isActive ? [sumOfElements(own, body, origin)] : [];
      body.fill(own, body.number(0, origin), origin);
      return sums;
    },
    absent: (body) => (isActive ? [body.number(0, origin)] : []),
  });
  for (const bar of bars) addBar(scope, op.value, bar);
}

function sumOfElements(ref: ValueId, into: RegionBuilder, origin: Origin): ValueId {
  return overElements(ref, [into.number(0, origin)], into, origin, (body, _, element, [total]) => [
    body.sum(total!, numberPart(element, body, origin), origin),
  ])[0]!;
}

/** The adjoint of push is pop and back: the last element of the shadow is that of what was pushed last. */
function reversePush(cx: Reversal, op: PushOp, scope: Scope, into: RegionBuilder): void {
  if (!cx.activity.isActive(op.ref)) return;
  const shadow = adjointShadow(cx, op.ref);
  for (const element of op.elements.toReversed()) {
    const type = cx.builder.typeOf(element.value);
    if (element.kind === "value") {
      const held = elementType(into.fn.typeOf(shadow), into.fn.types) ?? numberType;
      const taken = into.pop(shadow, held, op.origin);
      const own = tangentOf(type, cx.all.types) ?? numberType;
      const bar = sameType(held, own) ? taken : into.cast(taken, own, op.origin);
      if (holdsNumber(type, cx.all.types) && cx.activity.isActive(element.value))
        addBar(scope, element.value, numberPart(bar, into, op.origin));
      continue;
    }
    const isActive = cx.activity.isActive(element.value);
    const held = elementType(cx.builder.typeOf(shadow), cx.all.types) ?? numberType;
    const isCopied = isActive && holdsNumber(held, cx.all.types);
    const source = isCopied ? adjointShadow(cx, element.value) : undefined;
    backwards(into, lengthAt(cx, op, element.value, into), op.origin, (body, index) => {
      const taken = body.pop(shadow, held, op.origin);
      if (source === undefined) return;
      const bar = numberPart(taken, body, op.origin);
      accumulateWhereNumber(body, source, { kind: "index", index }, bar, op.origin);
    });
  }
}

/** for (let i = length - 1; i >= 0; i--) */
function backwards(
  into: RegionBuilder,
  length: ValueId,
  origin: Origin,
  each: (body: RegionBuilder, index: ValueId) => void,
): void {
  const { fn } = into;
  const index = fn.value(numberType, "i");
  const body = fn.region([index]);
  each(body, index);
  const from = into.prim("sub", [length, into.number(1, origin)], origin);
  const zero = into.number(0, origin);
  into.for_({
    label: label(`back${index}`),
    from,
    to: zero,
    step: -1,
    compare: ">=",
    inits: [],
    body: body.yields([], origin),
    origin,
  });
}

function reverseArray(cx: Reversal, op: ArrayOp, scope: Scope, into: RegionBuilder): void {
  const { origin } = op;
  if (!isShadowedReference(cx, op.result)) return;
  const shadow = adjointShadow(cx, op.result);
  const isTuple = cx.builder.typeOf(shadow).kind === "tuple";
  let passed = 0;
  /** How many elements the spreads before gave. */
  let spread: ValueId | undefined;
  for (const element of op.elements) {
    const at = (offset: ValueId | undefined): ValueId => {
      const fixed = into.number(passed, origin);
      const base = spread === undefined ? fixed : passed === 0 ? spread : into.prim("add", [spread, fixed], origin);
      return offset === undefined ? base : into.prim("add", [base, offset], origin);
    };
    const isActive = cx.activity.isActive(element.value);
    if (element.kind === "value") {
      if (isActive && holdsNumber(cx.builder.typeOf(element.value), cx.all.types)) {
        const key: Key =
          isTuple && spread === undefined
            ? { kind: "field", name: String(passed) }
            : { kind: "index", index: at(undefined) };
        addBar(scope, element.value, numberAt(into, shadow, key, origin));
      }
      passed++;
      continue;
    }
    const length = lengthAt(cx, op, element.value, into);
    if (isActive && holdsNumbers(cx, element.value)) {
      const source = adjointShadow(cx, element.value);
      const isFirst = spread === undefined && passed === 0;
      const base = isFirst ? undefined : at(undefined);
      eachIndex(into, into.number(0, origin), length, origin, (body, index) => {
        const at = base === undefined ? index : body.prim("add", [base, index], origin);
        const from = { kind: "index", index: at } as const;
        accumulateWhereNumber(body, source, { kind: "index", index }, numberAt(body, shadow, from, origin), origin);
      });
    }
    spread = spread === undefined ? length : into.prim("add", [spread, length], origin);
  }
}

/** How long an array was when an op took its elements. */
function lengthAt(cx: Reversal, op: PushOp | ArrayOp, ref: ValueId, into: RegionBuilder): ValueId {
  if (!isResized(cx, ref)) return into.length(use(cx, ref), op.origin);
  const before = cx.builder.region();
  const length = before.length(ref, op.origin, "length");
  addAt(cx, op, "before", before.ops);
  return use(cx, length);
}

function holdsNumbers(cx: Reversal, ref: ValueId): boolean {
  const element = elementType(cx.builder.typeOf(ref), cx.all.types);
  return element !== undefined && holdsNumber(element, cx.all.types);
}

function reverseIf(cx: Reversal, op: IfOp, scope: Scope, into: RegionBuilder): void {
  const { origin } = op;
  const sides = [op.then, op.else].map((region) => {
    const inner = cx.tree.scopeOf.get(region)!;
    return { region, inner, out: cx.builder.region() };
  });
  for (const [k, result] of op.results.entries()) {
    if (!holdsNumber(cx.builder.typeOf(result), cx.all.types)) continue;
    const bar = takeBar(cx, scope, result, into, origin);
    if (bar === undefined) continue;
    for (const { region, inner } of sides) {
      const yielded = region.end.kind === "yield" ? region.end.values[k] : undefined;
      if (yielded !== undefined && cx.activity.isActive(yielded)) addBar(inner, yielded, bar);
    }
  }
  for (const { region, inner, out } of sides) if (region.end.kind === "yield") reverseRegion(cx, inner, out);
  const outer = [...new Set(sides.flatMap(({ inner }) => [...inner.bars.keys()]))];
  if (outer.length === 0 && sides.every(({ out }) => out.ops.length === 0)) return;
  const condition = use(cx, op.condition);
  // What a branch adds goes on top of what is there already: the other branch passes that on.
  const prior = outer.map((value) => takeBar(cx, scope, value, into, origin));
  const regions = sides.map(({ inner, out }) => {
    const values = outer.map((value, i) => {
      const own = inner.bars.get(value) ?? [];
      const terms = prior[i] === undefined ? own : [prior[i], ...own];
      return terms.length === 0 ? out.number(0, origin) : sum(cx, terms, value, out, origin);
    });
    return counterpart(inner, out, [], values, origin);
  });
  const results = into.if_({
    condition,
    then: regions[0]!,
    else: regions[1]!,
    results: outer.map((value) => barValue(cx, value)),
    origin,
  });
  for (const [i, value] of outer.entries()) addBar(scope, value, results[i]!);
}
