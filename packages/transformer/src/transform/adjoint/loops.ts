/**
 * Reversed loops: the rounds run backwards, adjoints of carried scalars are carried, and so are the sums of what the rounds add
 * to scalars from outside.
 *   for i in [0, n) carry (s = s0) { … yield s' }     =>   for i in (n, 0] carry (sBar = sBar', wBar) { … }
 * Rounds of a counted loop are numbered by its counter; those of others by a count (or the length of what they recorded).
 */
import { InternalError } from "../../base/internal-error.ts";
import { label } from "../../ir/ir.ts";
import type { RegionBuilder } from "../../ir/build.ts";
import type { ForOp, Origin, ValueId, WhileOp } from "../../ir/ir.ts";
import { holdsNumber, numberType } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { use } from "./availability.ts";
import { addAt, addBar, barValue, counterpart, place, placeResult, sum, takeBar } from "./context.ts";
import { computedAgain } from "./again.ts";
import type { Reversal } from "./context.ts";
import { roundOf } from "./induction.ts";
import type { Scope } from "./scope.ts";

/** A loop to reverse: which adjoints enter it, leave it, and what is carried from round to round. */
interface Rounds {
  readonly op: ForOp | WhileOp;
  readonly inner: Scope;
  /** The carried values of the body, without a counter. */
  readonly params: readonly ValueId[];
  readonly next: readonly ValueId[];
}

export function reverseFor(cx: Reversal, op: ForOp, scope: Scope, into: RegionBuilder): void {
  const inner = cx.tree.scopeOf.get(op.body)!;
  const [index, ...params] = op.body.params;
  if (op.body.end.kind !== "yield") throw new InternalError("a loop is not structured");
  const rounds: Rounds = { op, inner, params, next: op.body.end.values };
  if (inner.again)
    return reverseRounds(cx, rounds, scope, into, () => ({ ...reversedBounds(cx, op, into), counter: index! }));
  const counter = cx.builder.value(numberType, cx.builder.nameOf(index!));
  if (!cx.facts.isWhole(op.from) && !countsDownExactly(cx, op)) {
    // The counter does not tell the number of the round: it is recorded like any other value.
    uncounted(inner, counter);
    return reverseRounds(cx, rounds, scope, into, () => countDown(cx, inner, op, counter, into));
  }
  inner.available.set(index!, counter);
  let count: ValueId | undefined;
  const isPlain = op.step === 1 && op.compare === "<" && cx.facts.constant(op.from) === 0;
  inner.loop = {
    isCounted: true,
    recordings: [],
    shared: undefined,
    count: () => {
      count ??= roundCount(cx, op);
      return count;
    },
    primalPosition: () => {
      if (isPlain) return index!;
      const at = cx.builder.region();
      const position = roundOf(cx.facts, op, index!, at, (value) => value);
      pushAll(cx, inner, at);
      return position;
    },
    adjointPosition: () =>
      isPlain ? counter : roundOf(cx.facts, op, counter, inner.prologue, (value) => use(cx, value)),
  };
  reverseRounds(cx, rounds, scope, into, () => ({ ...reversedBounds(cx, op, into), counter }));
}

/** Ops that a round needs first. */
function pushAll(cx: Reversal, inner: Scope, made: RegionBuilder): void {
  inner.start.push(...made.ops);
  for (const op of made.ops) if ("result" in op) place(cx, op.result, inner, inner.start);
}

/** Whether a loop counts down by 1, but not below 0: from wherever it starts, no difference of its counters is rounded. */
function countsDownExactly({ facts }: Reversal, { step, to }: ForOp): boolean {
  const end = facts.constant(to);
  return step === -1 && typeof end === "number" && Number.isInteger(end) && end >= 0;
}

/** How many rounds a counted loop makes, as a value in front of it: ceil((to − from) / step) where that is positive, simplified by facts. */
function roundCount(cx: Reversal, op: ForOp): ValueId {
  const { origin } = op;
  const { facts } = cx;
  const into = cx.builder.region();
  const isUp = op.step > 0;
  const isFromZero = facts.constant(op.from) === 0;
  const length = isUp
    ? isFromZero
      ? op.to
      : into.prim("sub", [op.to, op.from], origin)
    : into.prim("sub", [op.from, op.to], origin);
  const size = Math.abs(op.step);
  let count = size === 1 ? length : into.prim("div", [length, into.number(size, origin)], origin);
  const isWhole = size === 1 && facts.isWhole(op.to) && facts.isWhole(op.from);
  const isInclusive = op.compare === "<=" || op.compare === ">=";
  if (isInclusive)
    count = into.prim("add", [isWhole ? count : into.prim("floor", [count], origin), into.number(1, origin)], origin);
  else if (!isWhole) count = into.prim("ceil", [count], origin);
  const isNotNegative = isUp && isFromZero && !isInclusive && facts.isNotNegative(op.to);
  // NaN too is no round.
  const zero = into.number(0, origin);
  if (!isNotNegative) count = into.prim("select", [into.prim("gt", [count, zero], origin), count, zero], origin);
  if (into.ops.length > 0) {
    cx.builder.rename(count, "rounds");
    addAt(cx, op, "before", into.ops);
  }
  return count;
}

interface Bounds {
  readonly from: ValueId;
  readonly to: ValueId;
  readonly step: number;
  readonly compare: ForOp["compare"];
}

/** The bounds of the loop that runs through the same counters backwards. */
function reversedBounds(cx: Reversal, op: ForOp, into: RegionBuilder): Bounds {
  const { origin } = op;
  const isUp = op.step > 0;
  const from = use(cx, op.from);
  const to = use(cx, op.to);
  const compare = isUp ? ">=" : "<=";
  const size = Math.abs(op.step);
  const isInclusive = op.compare === "<=" || op.compare === ">=";
  if (size === 1 && cx.facts.isWhole(op.from)) {
    const isWhole = cx.facts.isWhole(op.to);
    const one = (): ValueId => into.number(1, origin);
    const near = isWhole ? to : into.prim(isUp === isInclusive ? "floor" : "ceil", [to], origin);
    const last = isInclusive ? near : into.prim(isUp ? "sub" : "add", [near, one()], origin);
    return { from: last, to: from, step: -op.step, compare };
  }
  // last = from + (rounds − 1) * step
  const range = into.prim("sub", isUp ? [to, from] : [from, to], origin);
  const distance = size === 1 ? range : into.prim("div", [range, into.number(size, origin)], origin);
  const rounds = isInclusive
    ? into.prim("floor", [distance], origin)
    : into.prim("sub", [into.prim("ceil", [distance], origin), into.number(1, origin)], origin);
  const last =
    op.step === -1
      ? into.prim("sub", [from, rounds], origin)
      : into.prim("add", [from, into.prim("mul", [rounds, into.number(op.step, origin)], origin)], origin);
  return { from: last, to: from, step: -op.step, compare };
}

export function reverseWhile(cx: Reversal, op: WhileOp, scope: Scope, into: RegionBuilder): void {
  const inner = cx.tree.scopeOf.get(op.after)!;
  if (op.after.end.kind !== "yield") throw new InternalError("a loop is not structured");
  const counter = cx.builder.value(numberType, "k");
  uncounted(inner, counter);
  const rounds: Rounds = { op, inner, params: op.after.params, next: op.after.end.values };
  reverseRounds(cx, rounds, scope, into, () => countDown(cx, inner, op, counter, into));
}

function uncounted(inner: Scope, counter: ValueId): void {
  const never = (): never => {
    throw new InternalError("the rounds of this loop are not counted");
  };
  inner.loop = {
    isCounted: false,
    recordings: [],
    shared: undefined,
    count: never,
    primalPosition: never,
    adjointPosition: () => counter,
  };
}

/** From the last round down to 0: as many as were recorded, or as a count that the loop carries. */
function countDown(
  cx: Reversal,
  inner: Scope,
  op: ForOp | WhileOp,
  counter: ValueId,
  into: RegionBuilder,
): Bounds & { counter: ValueId } {
  const { origin } = op;
  const [recording] = inner.loop!.recordings;
  const trips = recording === undefined ? carriedCount(cx, inner, op) : undefined;
  const length = recording === undefined ? use(cx, trips!) : into.length(use(cx, recording), origin);
  const from = into.prim("sub", [length, into.number(1, origin)], origin);
  return { from, to: into.number(0, origin), step: -1, compare: ">=", counter };
}

function carriedCount(cx: Reversal, inner: Scope, op: ForOp | WhileOp): ValueId {
  const { origin } = op;
  const { builder } = cx;
  const outside = builder.region();
  const init = outside.number(0, origin);
  addAt(cx, op, "before", outside.ops);
  const value = { type: numberType, name: "rounds" };
  const param = builder.value(value.type, value.name);
  place(cx, param, inner, inner.start);
  const inside = builder.region();
  const next = inside.prim("add", [param, inside.number(1, origin)], origin, value.name);
  const last = inner.region.ops.at(-1);
  if (last) addAt(cx, last, "after", inside.ops);
  else pushAll(cx, inner, inside);
  const result = builder.value(value.type, value.name);
  const testParam = op.kind === "while" ? builder.value(value.type, value.name) : undefined;
  inner.carriedAlong.push({ init, param, next, result, testParam });
  placeResult(cx, result, op);
  return result;
}

function reverseRounds(
  cx: Reversal,
  rounds: Rounds,
  scope: Scope,
  into: RegionBuilder,
  bounds: () => Bounds & { counter: ValueId },
): void {
  const { op, inner, params, next } = rounds;
  const origin: Origin = op.origin;
  const out = cx.builder.region();
  // Adjoints of the carried scalars, as they come into a round from behind.
  const carried = params.flatMap((param, i) => {
    const isCarried = holdsNumber(cx.builder.typeOf(param), cx.all.types) && cx.activity.isActive(param);
    return isCarried ? [{ i, param, behind: cx.builder.value(numberType, barValue(cx, param).name) }] : [];
  });
  const entering = carried.map(({ i }) => takeBar(cx, scope, op.results[i]!, into, origin));
  for (const { i, behind } of carried) if (cx.activity.isActive(next[i]!)) addBar(inner, next[i]!, behind);
  cx.parts.reverseRegion(cx, inner, out);
  const leaving = carried.map(({ param }) => takeBar(cx, inner, param, out, origin));
  const outer = [...inner.bars.keys()];
  const isIdle = outer.length === 0 && out.ops.length === 0 && carried.every(({ behind }, i) => leaving[i] === behind);
  if (isIdle || (out.ops.length === 0 && outer.length === 0 && entering.every((bar) => bar === undefined))) {
    // No round touches an adjoint: they go by.
    for (const [at, { i }] of carried.entries()) {
      const bar = entering[at];
      if (bar !== undefined && cx.activity.isActive(op.inits[i]!)) addBar(scope, op.inits[i]!, bar);
    }
    return;
  }

  const inits: ValueId[] = [];
  const regionParams: ValueId[] = [];
  const values: ValueId[] = [];
  const results: { type: Type; name?: string }[] = [];
  for (const [at, { i, behind }] of carried.entries()) {
    inits.push(entering[at] ?? into.number(0, origin));
    regionParams.push(behind);
    values.push(leaving[at] ?? out.number(0, origin));
    results.push(barValue(cx, op.inits[i]!));
  }
  for (const value of outer) {
    const wish = barValue(cx, value);
    const total = cx.builder.value(wish.type, wish.name);
    inits.push(takeBar(cx, scope, value, into, origin) ?? into.number(0, origin));
    regionParams.push(total);
    values.push(sum(cx, [total, ...inner.bars.get(value)!], value, out, origin));
    results.push(wish);
  }
  for (const { result, behind, before } of inner.takenBack) {
    inits.push(use(cx, result));
    regionParams.push(behind);
    values.push(before);
    const name = cx.builder.nameOf(behind);
    results.push({ type: cx.builder.typeOf(behind), ...(name !== undefined && { name }) });
  }
  const { counter, ...range } = bounds();
  const again = inner.again && op.kind === "for" ? computedAgain(cx, op, inner) : { front: [], head: [] };
  const reversed = counterpart(inner, out, [counter, ...regionParams], values, origin);
  const body = { ...reversed, ops: [...again.head, ...reversed.ops] };
  for (const front of again.front) into.append(front);
  const made = into.for_({ label: label(`reverse-${op.label}`), ...range, inits, body, results, origin });
  for (const [at, { i }] of carried.entries()) {
    if (cx.activity.isActive(op.inits[i]!)) addBar(scope, op.inits[i]!, made[at]!);
  }
  for (const [at, value] of outer.entries()) addBar(scope, value, made[carried.length + at]!);
}
