/**
 * Loops that are reversed on the spot: nothing of their rounds is recorded, each round of the adjoint sweep computes its own part of the
 * primal again and reverses it at once.
 *   for i … { r = f(x, i) ; s += r * r }      =>   for i … { r = f(x, i) ; rBar = 2 r sBar ; … }
 * Where it is proved that a round comes out the same again:
 *   what it reads of memory that others know is written neither by a round nor afterwards;
 *   what it writes is memory that it made itself, or numbers that no round reads (these stores are left out the second time);
 *   what it takes over from the round before is only added to, or follows from the number of the round;
 *   it runs no host code whose answer may change.
 * And where that saves more than a number a round: a loop inside that would record, or a call.
 */
import type { Activity } from "../../analysis/activity.ts";
import type { Facts } from "../../analysis/facts.ts";
import type { Flow } from "../../analysis/flow.ts";
import { isHidden } from "../../analysis/flow.ts";
import type { Node } from "../../analysis/places.ts";
import { keyName } from "../../analysis/places.ts";
import { impurePrims } from "../../ir/effects.ts";
import { isLengthStore } from "../../ir/ir.ts";
import type { Element, ForOp, FunctionId, IrFunction, Op, Region, StoreOp, ValueId } from "../../ir/ir.ts";
import { isReference } from "../../ir/types.ts";
import { defsIn, eachOp, operandsOf, regionsOf } from "../../ir/visit.ts";
import { scalarRules, isPrimName } from "../../rules/scalar.ts";
import type { Derivatives } from "../derivatives.ts";
import { inductionStep } from "./induction.ts";
import { mayFollow } from "./scope.ts";
import type { OnTheSpot, ScopeTree } from "./scope.ts";
import { wantedByPrim } from "./wanted.ts";
import { changes } from "./changes.ts";

export interface Known {
  readonly all: Derivatives<unknown>;
  readonly fn: IrFunction;
  readonly flow: Flow;
  readonly activity: Activity;
  readonly facts: Facts;
  readonly tree: ScopeTree;
  readonly wanted: ReadonlySet<ValueId>;
  isUnstable(node: Node): boolean;
}

/** Why the rounds of a loop are recorded after all: for `explain`. */
export type WhyNot = string;

/** The outermost loops that are worth reversing on the spot: how, or why they cannot. */
export function loopsOnTheSpot(cx: Known): ReadonlyMap<ForOp, OnTheSpot | WhyNot> {
  const found = new Map<ForOp, OnTheSpot | WhyNot>();
  const visit = (region: Region): void => {
    for (const op of region.ops) {
      const made = op.kind === "for" && isWorthIt(cx, op) ? new Rounds(cx, op).independent() : undefined;
      if (op.kind === "for" && made !== undefined) found.set(op, made);
      if ((made === undefined || typeof made === "string") && op.kind !== "try") regionsOf(op).forEach(visit);
    }
  };
  visit(cx.fn.body);
  return found;
}

/** Whether a loop inside would record what changes from round to round, or a callee what it does. */
function isWorthIt(cx: Known, loop: ForOp): boolean {
  let isWorth = false;
  eachOp(loop.body, (op) => {
    if (op.kind === "call") isWorth ||= isActiveCall(cx, op.args, op.result) && hasLoop(cx.all.functionOf(op.callee));
    if (op.kind !== "for" && op.kind !== "while") return;
    for (const body of regionsOf(op)) isWorth ||= wouldRecord(cx, op, body);
  });
  return isWorth;
}

function isActiveCall({ activity }: Known, args: readonly ValueId[], result: ValueId): boolean {
  return activity.isActive(result) || args.some((arg) => activity.isActive(arg));
}

function hasLoop(fn: IrFunction): boolean {
  let found = false;
  eachOp(fn.body, ({ kind }) => void (found ||= kind === "for" || kind === "while"));
  return found;
}

function wouldRecord(cx: Known, loop: Op, body: Region): boolean {
  const counters = loop.kind === "for" ? 1 : 0;
  const isCarried = body.params
    .slice(counters)
    .some((param, i) => cx.wanted.has(param) && !(loop.kind === "for" && inductionStep(cx, loop, i) !== undefined));
  if (isCarried) return true;
  let found = false;
  eachOp(body, (op) => {
    if (op.kind === "prim" && cx.wanted.has(op.result) && isPrimName(op.prim))
      found ||= scalarRules[op.prim].cost === "costly";
    if (op.kind === "load" && cx.wanted.has(op.result) && !isReference(cx.fn.values[op.result]!.type))
      found ||= changes(cx).writes.some(({ cell }) => isSame(cx.flow, cell, cellOf(cx.flow, op.ref, keyName(op.key))));
  });
  return found;
}

function cellOf({ places, nodeOf }: Flow, ref: ValueId, key: string): Node {
  return places.cell(places.find(nodeOf[ref]!), key);
}

function isSame({ places }: Flow, a: Node, b: Node): boolean {
  return places.find(a) === places.find(b);
}

class Rounds {
  readonly #cx: Known;
  readonly #loop: ForOp;
  readonly #outside: ReadonlySet<Node>;
  readonly #done = new Set<Op>();
  readonly #lost = new Set<ValueId>();

  constructor(cx: Known, loop: ForOp) {
    this.#cx = cx;
    this.#loop = loop;
    this.#outside = knownOutside(cx, loop.body);
  }

  independent(): OnTheSpot | WhyNot {
    const { body, from } = this.#loop;
    if (body.end.kind !== "yield" || !this.#cx.facts.isWhole(from)) return "its counter may not be whole";
    if (!this.#areRepeatable(body)) return "a round calls what may not give the same again";
    if (!this.#isMemoryOwn(body)) return "a round reads what is written later, or writes what others know";
    if (!this.#isCarriedIdle(body)) return "a round goes on from what the one before made";
    return { lost: this.#lost, done: this.#done };
  }

  // -- host code ---------------------------------------------------------------------------------------------------------

  #areRepeatable(region: Region): boolean {
    const callees = new Set<FunctionId>();
    if (!isRepeatable(region, callees)) return false;
    for (const id of callees) {
      if (this.#cx.all.isRecursive(id) || this.#cx.all.rules.has(id)) return false;
      const callee = this.#cx.all.functionOf(id);
      if (!isRepeatable(callee.body, callees) || knowsHostMemory(callee)) return false;
    }
    return true;
  }

  // -- memory ------------------------------------------------------------------------------------------------------------

  /** Whether only a round itself can write what it reads, and nobody sees what it writes, but for numbers. */
  #isMemoryOwn(region: Region): boolean {
    let isOwn = true;
    eachOp(region, (op) => {
      isOwn &&= this.#isWriteOwn(op) && this.#readsOf(op).every((cell) => this.#isSteady(cell));
    });
    return isOwn;
  }

  #isPrivate(node: Node): boolean {
    return !this.#outside.has(this.#cx.flow.places.find(node));
  }

  #isWriteOwn(op: Op): boolean {
    const { flow, fn } = this.#cx;
    const at = (ref: ValueId): Node => flow.nodeOf[ref]!;
    switch (op.kind) {
      case "store": {
        if (this.#isPrivate(at(op.ref))) return true;
        const { type } = fn.values[op.value]!;
        if (isLengthStore(op) || flow.growing.has(op) || isReference(type) || isHidden(type)) return false;
        this.#done.add(op);
        return true;
      }
      case "push":
      case "pop":
      case "fill":
        return this.#isPrivate(at(op.ref));
      case "call":
        return (
          flow.writes.every((write) => write.op !== op || this.#isPrivate(write.cell)) &&
          flow.resized.every((resize) => resize.op !== op || this.#isPrivate(resize.node))
        );
      default:
        return true;
    }
  }

  /** What an op reads of memory: cells, and memory whose length it asks for. */
  #readsOf(op: Op): readonly Node[] {
    const { flow } = this.#cx;
    const { places, nodeOf } = flow;
    const all = (value: ValueId): Node[] => [...places.tree(nodeOf[value]!)];
    const spread = (elements: readonly Element[]): Node[] =>
      elements.flatMap(({ kind, value }) => (kind === "spread" ? all(value) : []));
    switch (op.kind) {
      case "load":
        return [nodeOf[op.ref]!, cellOf(flow, op.ref, keyName(op.key))];
      case "length":
      case "has-index":
        return [nodeOf[op.ref]!];
      case "fold":
        return spread(op.args);
      case "array":
      case "push":
        return spread(op.elements);
      case "call":
      case "opaque":
        return op.args.flatMap((arg) => (this.#isMemory(arg) ? all(arg) : []));
      case "zeros-like":
      case "clone":
        return all(op.arg);
      default:
        // What passes a reference on reads nothing; what is read through it is looked at where it is read.
        return [];
    }
  }

  #isMemory(value: ValueId): boolean {
    const { type } = this.#cx.fn.values[value]!;
    return isReference(type) || isHidden(type);
  }

  /** Whether memory that others know stays as it is from a round of the loop to the adjoint sweep. */
  #isSteady(node: Node): boolean {
    const { flow, isUnstable } = this.#cx;
    const { writes, resized } = changes(this.#cx);
    if (this.#isPrivate(node)) return true;
    if (isUnstable(node)) return false;
    return (
      writes.every(({ cell, op }) => op.kind === "array" || !isSame(flow, cell, node) || !this.#isLater(op)) &&
      resized.every((resize) => !isSame(flow, resize.node, node) || !this.#isLater(resize.op))
    );
  }

  /** Whether an op can run once a round has begun: inside, behind, or in a loop around. */
  #isLater(op: Op): boolean {
    return mayFollow(this.#cx.tree, op, this.#loop);
  }

  // -- what a round takes over from the one before ------------------------------------------------------------------------

  /** Whether what is carried and does not follow from the number of the round is of no use for computing a round again. */
  #isCarriedIdle(body: Region): boolean {
    const carried = body.params.slice(1);
    if (carried.some((param) => this.#isMemory(param))) return false;
    for (const [i, param] of carried.entries())
      if (inductionStep(this.#cx, this.#loop, i) === undefined) this.#lost.add(param);
    for (let before = -1; before !== this.#lost.size;) {
      before = this.#lost.size;
      if (!this.#spread(body)) return false;
    }
    let isIdle = true;
    eachOp(body, (op) => {
      if (op.kind !== "prim" || !this.#cx.activity.isActive(op.result)) return;
      isIdle &&= wantedByPrim(this.#cx, op).every((value) => !this.#lost.has(value));
    });
    return isIdle;
  }

  /** Follows lost values through the region; false where one decides on anything. */
  #spread(region: Region): boolean {
    return region.ops.every((op) => this.#spreadOp(op));
  }

  #spreadOp(op: Op): boolean {
    const lost = this.#lost;
    const isLost = (value: ValueId): boolean => lost.has(value);
    const meet = (values: readonly ValueId[], targets: readonly ValueId[]): void => {
      for (const [i, value] of values.entries()) if (isLost(value)) lost.add(targets[i]!);
    };
    const yielded = (inner: Region): readonly ValueId[] => (inner.end.kind === "yield" ? inner.end.values : []);
    switch (op.kind) {
      case "prim":
        if (op.args.some(isLost)) lost.add(op.result);
        return true;
      case "cast":
        if (isLost(op.arg)) lost.add(op.result);
        return true;
      case "store":
        return !operandsOf(op).some(isLost) || (this.#done.has(op) && !this.#keyIsLost(op));
      case "if": {
        if (isLost(op.condition)) return false;
        if (!this.#spread(op.then) || !this.#spread(op.else)) return false;
        meet(yielded(op.then), op.results);
        meet(yielded(op.else), op.results);
        return true;
      }
      case "for": {
        if (isLost(op.from) || isLost(op.to)) return false;
        const params = op.body.params.slice(1);
        meet(op.inits, params);
        if (!this.#spread(op.body)) return false;
        meet(yielded(op.body), params);
        meet(params, op.results);
        return true;
      }
      case "while": {
        meet(op.inits, op.before.params);
        if (!this.#spread(op.before)) return false;
        const { end } = op.before;
        if (end.kind !== "condition" || isLost(end.condition)) return false;
        meet(end.values, op.after.params);
        meet(end.values, op.results);
        if (!this.#spread(op.after)) return false;
        meet(yielded(op.after), op.before.params);
        return true;
      }
      default:
        return !operandsOf(op).some(isLost);
    }
  }

  #keyIsLost({ key, ref }: StoreOp): boolean {
    return this.#lost.has(ref) || (key.kind === "index" && this.#lost.has(key.index));
  }
}

/** The nodes of all memory that values from outside of a region can reach, and host code. */
function knownOutside({ fn, flow: { places, nodeOf } }: Known, region: Region): ReadonlySet<Node> {
  const inside = new Set(defsIn(region));
  const seen = new Set<Node>();
  eachOp(region, (op) => {
    if (op.kind === "opaque") inside.delete(op.result);
  });
  for (const [i, { type }] of fn.values.entries()) {
    const value = i as ValueId;
    if (inside.has(value) || (!isReference(type) && !isHidden(type))) continue;
    const root = places.find(nodeOf[value]!);
    if (!seen.has(root)) for (const node of places.tree(root)) seen.add(node);
  }
  return seen;
}

/** Whether a function may write or hand out memory of the module, of which its callers do not know. */
function knowsHostMemory(fn: IrFunction): boolean {
  let [isKnown, isWritten] = [false, isReference(fn.resultType)];
  eachOp(fn.body, (op) => {
    if (op.kind === "opaque" && isReference(fn.values[op.result]!.type)) isKnown = true;
    if (op.kind === "store" || op.kind === "push" || op.kind === "pop" || op.kind === "fill") isWritten = true;
  });
  return isKnown && isWritten;
}

/** Whether what runs in a region gives the same when it runs again on the same memory, and nobody notices. */
function isRepeatable(region: Region, callees: Set<FunctionId>): boolean {
  let isSo = true;
  eachOp(region, (op) => {
    if (op.kind === "call") callees.add(op.callee);
    if (op.kind === "try" || (op.kind === "opaque" && op.effect !== "pure")) isSo = false;
    if (op.kind === "prim" && impurePrims.has(op.prim)) isSo = false;
  });
  return isSo;
}
