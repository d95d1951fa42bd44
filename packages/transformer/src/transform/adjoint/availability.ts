/**
 * How the adjoint sweep gets at a value of the primal sweep, decided per use (`adjoint-pure`: it only reads).
 *   in scope     defined in the body of the function, before the adjoint sweep
 *   recomputed   cheap, from values that are available, or read again from memory that nobody changes afterwards
 *   read again   from where it was stored, if nobody changes that afterwards
 *   carried      out of a branch, as a further result of its `if`
 *   taken back   from round to round, from what the loop ended with
 *   recorded     in an array indexed by the rounds of the loop it is defined in; in the record of a callee
 * What a value needs is available at the head of the counterpart of the region it is defined in, so a value is fetched once.
 */
import { freeName } from "../../base/fresh-name.ts";
import { InternalError } from "../../base/internal-error.ts";
import { keyName } from "../../analysis/places.ts";
import { isLengthStore, isRemoval } from "../../ir/ir.ts";
import type { RegionBuilder } from "../../ir/build.ts";
import type { ForOp, IrFunction, Key, Op, Origin, StoreOp, ValueId } from "../../ir/ir.ts";
import { arrayOf, float64ArrayType, isReference, sameType, undefinedType, unionOf } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { eachOp, mapOperands, operandsOf } from "../../ir/visit.ts";
import { isPrimName, scalarRules } from "../../rules/scalar.ts";
import { addAt, addBehind, addCounter, nodeOf, placeResult } from "./context.ts";
import type { Note, Reversal } from "./context.ts";
import { goesElsewhere } from "./elsewhere.ts";
import { madeIn } from "./fresh.ts";
import { inductionStep, inductionValue } from "./induction.ts";
import { mayFollow, spotAround } from "./scope.ts";
import type { LoopState, Scope } from "./scope.ts";
import { changes } from "./changes.ts";
import { neededBy, takenBack, undoOf } from "./undo.ts";
import type { Undoable } from "./undo.ts";

/** Recomputation is preferred up to this many operations; in a branch outside of loops carrying out costs next to nothing. */
const recomputeLimit = { loop: 6, branch: 2, record: 2 };

/** The value of the adjoint sweep that is a value of the primal sweep; visible from the counterpart of its own region on. */
export function use(cx: Reversal, value: ValueId): ValueId {
  const scope = cx.tree.definedIn.get(value);
  if (!scope) throw new InternalError(`%${value} is not defined in the primal`);
  let known = scope.available.get(value);
  if (known === undefined) {
    cx.fetching.add(value);
    known = fetch(cx, value, scope);
    cx.fetching.delete(value);
    scope.available.set(value, known);
  }
  return known;
}

function fetch(cx: Reversal, value: ValueId, scope: Scope): ValueId {
  const op = cx.tree.definition.get(value);
  if (scope.again?.lost.has(value)) throw new InternalError(`%${value} is not computed again`);
  if (isThere(cx, scope)) return value;
  if (op?.kind === "const" || op?.kind === "undef") return repeat(cx, op, scope);
  if (scope.kind === "body" && cx.fn.params.includes(value)) {
    cx.takes.add(value);
    return value;
  }
  const limit =
    scope.kind === "body" ? recomputeLimit.record : isInLoop(scope) ? recomputeLimit.loop : recomputeLimit.branch;
  if (op && costOfOp(cx, op, scope, limit) <= limit) {
    note(cx, value, "recomputed", "cheap and made of what is at hand");
    return recompute(cx, op, scope);
  }
  const counted = inductionOf(cx, value, scope);
  if (counted) {
    note(cx, value, "recomputed", "it follows from the number of the round");
    return inductionValue(
      cx,
      counted.loop,
      { ...counted, index: use(cx, counted.loop.body.params[0]!) },
      scope.prologue,
      (outer) => use(cx, outer),
    );
  }
  const undoable = undoableOf(cx, value, scope, limit);
  if (undoable) return takeBack(cx, value, undoable, scope);
  const kept = isNumber(cx, value) ? keptIn(cx, value, scope) : undefined;
  if (kept && costOfKept(cx, kept, scope, limit) <= limit) {
    note(cx, value, "recomputed", "it is still where it was stored");
    return reload(cx, kept, value, scope);
  }
  switch (scope.kind) {
    case "body":
      return recordInResult(cx, value);
    case "branch":
      return carryOut(cx, value, scope);
    case "loop":
      return record(cx, value, scope);
    case "test":
      throw new InternalError("nothing in the test of a loop is needed by the adjoint sweep");
  }
}

/** A carried value of a counted loop that follows from the number of the round. */
function inductionOf(
  cx: Reversal,
  value: ValueId,
  { owner, loop }: Scope,
): { readonly loop: ForOp; readonly position: number; readonly step: number } | undefined {
  if (owner?.kind !== "for" || !loop?.isCounted) return undefined;
  const position = owner.body.params.indexOf(value) - 1;
  const step = position < 0 ? undefined : inductionStep(cx, owner, position);
  return step === undefined ? undefined : { loop: owner, position, step };
}

/** How the rounds of a carried value are taken back, where that takes little. */
function undoableOf(cx: Reversal, value: ValueId, scope: Scope, limit: number): Undoable | undefined {
  const undoable = undoOf(cx, value, scope);
  return undoable && costOfAll(cx, neededBy(undoable.undo), scope, limit) <= limit ? undoable : undefined;
}

function takeBack(cx: Reversal, value: ValueId, { undo, result }: Undoable, scope: Scope): ValueId {
  note(cx, value, "recomputed", "each round of it can be taken back");
  const behind = cx.builder.valueLike(value);
  const origin = scope.owner?.origin ?? cx.fn.origin;
  const before = takenBack(cx, undo, behind, scope.prologue, (needed) => use(cx, needed), origin);
  const name = cx.builder.nameOf(value);
  if (name !== undefined) cx.builder.rename(before, name);
  scope.takenBack.push({ result, behind, before });
  return before;
}

/** Whether what a region defines is in scope in the adjoint sweep. */
function isThere(cx: Reversal, scope: Scope): boolean {
  return scope.again !== undefined || (scope.kind === "body" && cx.isJoined);
}

function isInLoop(scope: Scope): boolean {
  for (let outer: Scope | undefined = scope; outer && !outer.again; outer = outer.parent)
    if (outer.kind === "loop") return true;
  return false;
}

/** What recomputing a value would cost, in operations; Infinity where it is not allowed. Gives up above the limit. */
function cost(cx: Reversal, value: ValueId, scope: Scope, limit: number, isOperand = false): number {
  if (limit < 0) return Infinity;
  const home = cx.tree.definedIn.get(value);
  if (home === undefined) return Infinity;
  if (home.available.has(value)) return 0;
  if (cx.fetching.has(value)) return Infinity;
  // It is had in any case: nothing is saved by not using it.
  if (isOperand && cx.wanted.has(value)) return 0;
  const op = cx.tree.definition.get(value);
  if (op?.kind === "const") return 0;
  if (home !== scope) return home.kind === "body" || home.again ? 0 : 1;
  if (home.kind === "body" && cx.fn.params.includes(value)) return 0;
  if (op === undefined) return (inductionOf(cx, value, home) ?? undoableOf(cx, value, home, limit)) ? 2 : Infinity;
  const own = costOfOp(cx, op, scope, limit);
  if (own <= limit) return own;
  const kept = isNumber(cx, value) ? keptIn(cx, value, home) : undefined;
  return kept ? costOfKept(cx, kept, scope, limit) : Infinity;
}

function costOfAll(cx: Reversal, values: readonly ValueId[], scope: Scope, limit: number): number {
  let total = 0;
  for (const operand of values) {
    if (total > limit) return Infinity;
    total += cost(cx, operand, scope, limit - total, true);
  }
  return total;
}

/** What doing an op again would cost. */
function costOfOp(cx: Reversal, op: Op, scope: Scope, limit: number): number {
  const all = (values: readonly ValueId[], own: number): number => own + costOfAll(cx, values, scope, limit - own);
  switch (op.kind) {
    case "prim": {
      const rule = isPrimName(op.prim) ? scalarRules[op.prim] : undefined;
      return rule && rule.pure && rule.cost !== "costly" ? all(op.args, 1) : Infinity;
    }
    case "cast":
      return all([op.arg], 0);
    case "length":
      return isResized(cx, op.ref) ? Infinity : all([op.ref], 1);
    case "load":
      if (isClobbered(cx, op)) return Infinity;
      return all(op.key.kind === "index" ? [op.ref, op.key.index] : [op.ref], 1);
    case "opaque":
      return op.effect === "pure" && op.args.length === 0 ? 1 : Infinity;
    default:
      return Infinity;
  }
}

function isNumber(cx: Reversal, value: ValueId): boolean {
  const type = cx.builder.typeOf(value);
  return type.kind === "number" && !type.discrete;
}

/** A store of a value in the region that defines it, into memory that nobody changes afterwards: it can be read from there. */
export function keptIn(cx: Reversal, value: ValueId, home: Scope): StoreOp | undefined {
  if (cx.fn.values[value] === undefined) return undefined;
  return storesOf(cx.fn)
    .get(value)
    ?.find((store) => {
      if (cx.tree.scopeOfOp.get(store) !== home || spotAround(cx.tree, store)?.again?.done.has(store)) return false;
      const { kind } = cx.builder.typeOf(store.ref);
      const { key, ref } = store;
      // A typed array drops what is out of range, and some round.
      const isHeld =
        kind === "array" ||
        (kind === "record" && key.kind === "field") ||
        (key.kind === "index" && isHeldBy(cx, ref, key.index));
      return isHeld && !isOverwritten(cx, ref, keyName(key), store, key);
    });
}

function isHeldBy(cx: Reversal, ref: ValueId, index: ValueId): boolean {
  const type = cx.builder.typeOf(ref);
  return sameType(type, float64ArrayType) && cx.facts.isInRange(ref, index);
}

const storesIn = new WeakMap<IrFunction, ReadonlyMap<ValueId, readonly StoreOp[]>>();

/** The stores of a function by what they store. */
function storesOf(fn: IrFunction): ReadonlyMap<ValueId, readonly StoreOp[]> {
  let known = storesIn.get(fn);
  if (!known) {
    const stores = new Map<ValueId, StoreOp[]>();
    eachOp(fn.body, (op) => {
      if (op.kind !== "store" || isLengthStore(op) || isRemoval(op)) return;
      const others = stores.get(op.value);
      if (others) others.push(op);
      else stores.set(op.value, [op]);
    });
    storesIn.set(fn, (known = stores));
  }
  return known;
}

function costOfKept(cx: Reversal, { ref, key }: StoreOp, scope: Scope, limit: number): number {
  return 1 + costOfAll(cx, key.kind === "index" ? [ref, key.index] : [ref], scope, limit - 1);
}

function reload(cx: Reversal, { ref, key }: StoreOp, value: ValueId, scope: Scope): ValueId {
  const at: Key = key.kind === "index" ? { kind: "index", index: use(cx, key.index) } : key;
  const { type, name } = cx.fn.values[value]!;
  return scope.prologue.load(use(cx, ref), at, type, cx.tree.definition.get(value)?.origin ?? cx.fn.origin, name);
}

function recompute(cx: Reversal, op: Op, scope: Scope): ValueId {
  return repeat(
    cx,
    mapOperands(op, (operand) => use(cx, operand)),
    scope,
  );
}

/** The op once more, at the head of the counterpart of the region. */
function repeat(cx: Reversal, op: Op, scope: Scope): ValueId {
  if (!("result" in op)) throw new InternalError(`${op.kind} has no single result`);
  const result = cx.builder.valueLike(op.result);
  scope.prologue.append({ ...op, result } as Op);
  return result;
}

/** Whether what a load reads may be something else when the adjoint sweep reads it again. */
export function isClobbered(cx: Reversal, op: Op & { kind: "load" }): boolean {
  return isOverwritten(cx, op.ref, keyName(op.key), op, op.key);
}

/** Whether what is under a key when an op reads it may be overwritten before the adjoint sweep. */
export function isOverwritten(cx: Reversal, ref: ValueId, key: string, reader: Op, at?: Key): boolean {
  const { places } = cx.flow;
  const node = nodeOf(cx, ref);
  const cell = places.cell(node, key);
  if (cx.isUnstable(node)) return true;
  const made = madeIn(cx, ref);
  const access = at?.kind === "index" ? { op: reader, ref, index: at.index } : undefined;
  return changes(cx).writes.some(
    (write) =>
      places.find(write.cell) === cell &&
      mayFollow(cx.tree, write.op, reader, made) &&
      !(access && goesElsewhere(cx, write.op, access, made)),
  );
}

/** Whether the length of an array ever changes. */
export function isResized(cx: Reversal, ref: ValueId): boolean {
  const node = nodeOf(cx, ref);
  return cx.isUnstable(node) || changes(cx).resized.some((resize) => cx.flow.places.find(resize.node) === node);
}

/** A local of the branch becomes a further result of its `if`. */
function carryOut(cx: Reversal, value: ValueId, scope: Scope): ValueId {
  const type = cx.builder.typeOf(value);
  // The other branch has nothing to give in the place of a reference.
  const isAbsent = isReference(type);
  const outside = cx.builder.value(isAbsent ? unionOf([type, undefinedType]) : type, cx.builder.nameOf(value));
  scope.carriedOut.push({ inside: value, outside });
  placeResult(cx, outside, scope.owner!);
  note(cx, value, "carried", "the branch is over when the adjoint sweep needs it");
  const known = use(cx, outside);
  return isAbsent && !sameType(cx.builder.typeOf(outside), type)
    ? scope.prologue.cast(known, type, scope.owner!.origin, cx.builder.nameOf(value))
    : known;
}

/** One element of an array per round, indexed by the number of the round. */
function record(cx: Reversal, value: ValueId, scope: Scope): ValueId {
  const { builder } = cx;
  const { loop, owner } = scope;
  if (!loop || !owner) throw new InternalError("a loop that is not being reversed");
  const origin = cx.tree.definition.get(value)?.origin ?? owner.origin;
  const type = builder.typeOf(value);
  const isNumber = type.kind === "number" && !type.discrete && !isAskedFor(cx, value);
  note(
    cx,
    value,
    "recorded",
    cx.tree.definition.has(value)
      ? "too costly to compute again, or made of what was overwritten"
      : "it changes from round to round",
  );
  const { array, slot } = recordingFor(cx, value, { loop, owner, isNumber }, origin);
  const inside = builder.region();
  if (loop.isCounted)
    inside.store(array, slotAt(loop, slot, loop.primalPosition(), loop.count, inside, origin), value, origin);
  else inside.push(array, [value], origin);
  addBehind(cx, value, inside.ops);
  const held = use(cx, array);
  const count = (): ValueId => use(cx, loop.count());
  const at = slotAt(loop, slot, loop.adjointPosition(), count, scope.prologue, origin);
  return scope.prologue.load(held, at, type, origin, builder.nameOf(value));
}

interface Recorded {
  readonly loop: LoopState;
  readonly owner: Op;
  readonly isNumber: boolean;
}

/** Numbers of a counted loop share one array, in which the rounds of one value lie behind those of another. */
function recordingFor(
  cx: Reversal,
  value: ValueId,
  { loop, owner, isNumber }: Recorded,
  origin: Origin,
): { readonly array: ValueId; readonly slot: number } {
  const { builder } = cx;
  const isShared = loop.isCounted && isNumber;
  if (isShared && loop.shared) {
    const { array, slots } = loop.shared;
    builder.rename(array, "records");
    if (cx.record.has(array)) nameInResult(cx, array);
    return { array, slot: slots.add() };
  }
  const held: Type = isShared ? float64ArrayType : arrayOf(builder.typeOf(value));
  const name = `${builder.nameOf(value) ?? "t"}At`;
  const outside = builder.region();
  if (!isShared) {
    const array = loop.isCounted
      ? outside.allocate(held, { length: loop.count() }, origin, name)
      : outside.array([], held, origin, name);
    addAt(cx, owner, "before", outside.ops);
    loop.recordings.push(array);
    cx.recordings.add(array);
    return { array, slot: 0 };
  }
  const count = loop.count();
  const slots = addCounter(cx, owner, origin);
  const length = outside.prim("mul", [count, slots.value], origin);
  const array = outside.allocate(held, { length }, origin, name);
  addAt(cx, owner, "before", outside.ops);
  loop.recordings.push(array);
  cx.recordings.add(array);
  loop.shared = { array, slots };
  return { array, slot: 0 };
}

/** Where a round's value lies: behind the rounds of the values before. */
function slotAt(
  loop: LoopState,
  slot: number,
  position: ValueId,
  count: () => ValueId,
  into: RegionBuilder,
  origin: Origin,
): ValueId {
  if (slot === 0 || !loop.isCounted) return position;
  const passed = slot === 1 ? count() : into.prim("mul", [into.number(slot, origin), count()], origin);
  return into.prim("add", [passed, position], origin);
}

/** Whether something asks if the value is there: what was read past the end is `undefined`, which a typed array cannot hold. */
function isAskedFor(cx: Reversal, value: ValueId): boolean {
  const op = cx.tree.definition.get(value);
  if (op?.kind !== "load" || (op.key.kind === "index" && cx.facts.isInRange(op.ref, op.key.index))) return false;
  const asked = cx.all.once(`asked:${cx.fn.id}`, () => {
    const values = new Set<ValueId>();
    eachOp(cx.fn.body, (inner) => {
      const isQuestion = inner.kind === "prim" && ["eq", "ne", "looseEq", "looseNe"].includes(inner.prim);
      const isWidening = inner.kind === "cast" && cx.fn.values[inner.result]!.type.kind === "union";
      if (isQuestion || isWidening) for (const operand of operandsOf(inner)) values.add(operand);
    });
    return values;
  });
  return asked.has(value);
}

function nameInResult(cx: Reversal, value: ValueId): void {
  const taken = new Set([...cx.record].flatMap(([other, name]) => (other === value ? [] : [name])));
  cx.record.set(value, freeName(cx.builder.nameOf(value) ?? "t", taken));
}

/** A field of the record that the augmented primal hands to the adjoint function. */
function recordInResult(cx: Reversal, value: ValueId): ValueId {
  nameInResult(cx, value);
  note(cx, value, "recorded", "the call is over when the adjoint sweep needs it");
  return value;
}

function note(cx: Reversal, value: ValueId, how: Note["how"], because: string): void {
  const name = cx.builder.nameOf(value);
  const origin = cx.tree.definition.get(value)?.origin ?? cx.tree.definedIn.get(value)?.owner?.origin ?? cx.fn.origin;
  cx.notes.push({ value, name, how, because, origin });
}
