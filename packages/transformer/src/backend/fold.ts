/**
 * Decides which values have no variable of their own and are written where they are used.
 *   %2 = mul %0, %1;  %3 = add %2, %0;  return %3      =>      return a * b + a;
 *
 * A value waits from its op to its only use in the same region. Passing over something is allowed where nobody can notice: what
 * it reads is not written in between, and what it does keeps its place among everything that reads or writes. A value that
 * may not wait any longer becomes a statement at its own op, which is always right. `if` ops whose branches are nothing but
 * expressions are expressions themselves.
 */
import { InternalError } from "../base/internal-error.ts";
import type { IfOp, LoadOp, Op, PrimOp, StoreOp, ValueId } from "../ir/ir.ts";
import { operandsOf, regionsOf } from "../ir/visit.ts";
import { isPrimName, scalarRules } from "../rules/scalar.ts";
import type { Formula } from "../rules/formula.ts";
import { endCopies, entryCopies } from "./copies.ts";
import { ownOperands } from "./demand.ts";
import type { Demand } from "./demand.ts";
import { accessOf, both, conflict, lengths, noAccess } from "./order.ts";
import type { Access, AccessContext } from "./order.ts";
import { constOf, definingOp, isStructured, isUndef, placeOf } from "./structure.ts";
import type { Place, Structure, Structured } from "./structure.ts";
import { mentionsArgumentOnce } from "./zeros.ts";

export interface Folding {
  readonly folded: ReadonlySet<ValueId>;
  /** `if` ops that are expressions. */
  readonly expressions: ReadonlySet<Op>;
  /** `ref[k] += v`: by the store, the load that it stands for too. */
  readonly merged: ReadonlyMap<Op, LoadOp>;
  readonly mergedLoads: ReadonlySet<Op>;
  /** Stores whose merging did not work out. */
  readonly failed: readonly Op[];
}

/** What earlier attempts at the same function found out. */
export interface Hints {
  readonly unfolded: ReadonlySet<ValueId>;
  readonly unmerged: ReadonlySet<Op>;
  /** `if` ops that are too wide for an expression. */
  readonly spread: ReadonlySet<Op>;
}

interface Waiting extends Access {
  readonly value: ValueId;
  readonly op: Op;
  readonly sequence: number;
  readonly width: number;
  isSettled: boolean;
}

export function foldingOf(structure: Structure, demand: Demand, cx: AccessContext, hints: Hints): Folding {
  return new Folder(structure, demand, cx, hints).run();
}

interface Uses {
  count: number;
  /** The only place of use, where it can be folded. */
  place: Place | undefined;
}

class Folder {
  readonly #structure: Structure;
  readonly #demand: Demand;
  readonly #cx: AccessContext;
  readonly #hints: Hints;
  readonly #uses = new Map<ValueId, Uses>();
  readonly #folded = new Set<ValueId>();
  readonly #expressions = new Set<Op>();
  readonly #merged = new Map<Op, LoadOp>();
  readonly #mergedLoads = new Set<Op>();
  readonly #waiting = new Map<ValueId, Waiting>();
  readonly #widths = new Map<ValueId, number>();
  #sequence = 0;

  constructor(structure: Structure, demand: Demand, cx: AccessContext, hints: Hints) {
    this.#structure = structure;
    this.#demand = demand;
    this.#cx = cx;
    this.#hints = hints;
  }

  run(): Folding {
    this.#countUses();
    this.#findMerges();
    this.#place(this.#structure.body);
    const failed = [...this.#merged]
      .filter(([store, load]) => !this.#isMergeDone(store as StoreOp, load))
      .map(([store]) => store);
    return {
      folded: this.#folded,
      expressions: this.#expressions,
      merged: this.#merged,
      mergedLoads: this.#mergedLoads,
      failed,
    };
  }

  // -- uses --------------------------------------------------------------------------------------------------------------

  #countUses(): void {
    const use = (value: ValueId, place: Place | undefined): void => {
      const uses = this.#uses.get(value);
      if (uses) {
        uses.count++;
        uses.place = undefined;
      } else {
        this.#uses.set(value, { count: 1, place });
      }
    };
    for (const place of this.#structure.placeOf.values()) {
      for (const op of place.ops) {
        if (!this.#demand.ops.has(op)) continue;
        for (const operand of ownOperands(op, this.#structure, this.#cx)) use(operand, place);
        for (const copy of entryCopies(op)) if (this.#demand.values.has(copy.to)) use(copy.from, undefined);
      }
      if (!place.reachesEnd) continue;
      const { end } = place.region;
      if ((end.kind === "return" || end.kind === "throw") && end.value !== undefined) use(end.value, place);
      if (end.kind === "condition") use(end.condition, place);
      const isBranch = this.#isBranchOfOne(place);
      for (const copy of endCopies(this.#structure, place)) {
        if (this.#demand.values.has(copy.to)) use(copy.from, isBranch ? place : undefined);
      }
    }
  }

  /** Whether the region is a branch that yields one value that is wanted. */
  #isBranchOfOne(place: Place): boolean {
    const { owner } = place;
    if (owner?.kind !== "if" || place.region.end.kind !== "yield") return false;
    return owner.results.filter((result) => this.#demand.values.has(result)).length === 1;
  }

  /** `store(ref, k, prim(load(ref, k), v))` where the load and the result are used only here. */
  #findMerges(): void {
    for (const op of this.#demand.ops) {
      if (op.kind !== "store" || this.#hints.unmerged.has(op)) continue;
      const prim = definingOp(this.#structure, op.value);
      if (prim?.kind !== "prim" || !this.#isOnlyUse(op.value)) continue;
      const load = this.#mergedLoad(op, prim);
      if (!load) continue;
      this.#merged.set(op, load);
      this.#mergedLoads.add(load);
      for (const operand of operandsOf(load)) this.#dropUse(operand, op);
    }
  }

  #mergedLoad(store: StoreOp, { prim, args }: PrimOp): LoadOp | undefined {
    const candidates = prim === "add" || prim === "mul" ? args : prim === "sub" ? args.slice(0, 1) : [];
    for (const arg of candidates) {
      const load = definingOp(this.#structure, arg);
      if (load?.kind === "load" && load.ref === store.ref && this.#isOnlyUse(arg) && sameKey(load, store)) return load;
    }
    return undefined;
  }

  #isOnlyUse(value: ValueId): boolean {
    return this.#uses.get(value)?.count === 1 && !this.#hints.unfolded.has(value);
  }

  /** The load's operands are printed with the store only. */
  #dropUse(operand: ValueId, store: Op): void {
    const uses = this.#uses.get(operand);
    if (!uses) return;
    uses.count--;
    const definition = this.#structure.definitions[operand];
    if (uses.count === 1 && definition) uses.place = this.#placeOfUse(store);
  }

  #placeOfUse(op: Op): Place | undefined {
    if (op.kind !== "store") return undefined;
    const definition = this.#structure.definitions[op.value];
    return definition?.place;
  }

  #isMergeDone(store: StoreOp, load: LoadOp): boolean {
    return this.#folded.has(store.value) && this.#folded.has(load.result);
  }

  // -- regions -----------------------------------------------------------------------------------------------------------

  /** Folds within a region and gives the access of all that is in it. */
  #place(place: Place): Access {
    const queue: Waiting[] = [];
    let total = noAccess;
    for (const op of place.ops) {
      if (!this.#demand.ops.has(op)) continue;
      const inner = isStructured(op) ? this.#inside(op) : accessOf(op, this.#cx);
      total = both(total, inner);
      if (op.kind === "if" && this.#isExpression(op)) {
        this.#expressions.add(op);
        const result = this.#wantedResult(op);
        this.#value(op, result, { place, queue, access: inner });
      } else if (isStructured(op)) {
        const args = op.kind === "if" ? [op.condition] : op.kind === "for" ? [op.from] : [];
        const chosen = this.#consume(op, args, { place, queue, access: inner });
        this.#statement(queue, chosen.reduce(both, inner));
        if (op.kind === "for") this.#bound(op, queue, inner);
      } else {
        const result = "result" in op ? op.result : undefined;
        if (op.kind === "const" || op.kind === "undef") continue;
        this.#value(op, result, { place, queue, access: inner });
      }
    }
    this.#end(place, queue);
    return place.reachesEnd && isExit(place.region.end) ? both(total, exits) : total;
  }

  #inside(op: Structured): Access {
    let access = noAccess;
    for (const region of regionsOf(op)) {
      const place = this.#structure.placeOf.get(region);
      if (place) access = both(access, this.#place(place));
    }
    return access;
  }

  #end(place: Place, queue: Waiting[]): void {
    if (!place.reachesEnd) return;
    const { end } = place.region;
    if ((end.kind === "return" || end.kind === "throw") && end.value !== undefined) {
      this.#consume(end, [end.value], { place, queue, access: noAccess });
    }
    if (end.kind === "condition") this.#consume(end, [end.condition], { place, queue, access: noAccess });
    if (this.#isBranchOfOne(place)) {
      const wanted = endCopies(this.#structure, place).filter((copy) => this.#demand.values.has(copy.to));
      this.#consume(
        end,
        wanted.map((copy) => copy.from),
        { place, queue, access: noAccess },
      );
    }
  }

  /** An op with or without a result: waits where it can, else is a statement. */
  #value(op: Op, result: ValueId | undefined, at: { place: Place; queue: Waiting[]; access: Access }): void {
    const args = this.#mergedLoads.has(op) ? [] : ownOperands(op, this.#structure, this.#cx);
    const chosen = this.#consume(op, args, at);
    const access = chosen.reduce<Access>(both, at.access);
    const sequence = ++this.#sequence;
    const uses = result === undefined ? undefined : this.#uses.get(result);
    const width = this.#widthOf(op, args);
    const canWait =
      result !== undefined &&
      uses?.count === 1 &&
      uses.place === at.place &&
      !this.#hints.unfolded.has(result) &&
      width <= budget(at.place);
    const waiting: Waiting = { ...access, value: result ?? (-1 as ValueId), op, sequence, width, isSettled: false };
    if (!canWait) {
      this.#settle(waiting, at.queue);
      return;
    }
    this.#waiting.set(result, waiting);
    this.#widths.set(result, width);
    if (access.reads !== 0 || access.writes !== 0) {
      if (at.queue.length > 64 && at.queue.filter((other) => other.isSettled).length > at.queue.length / 2) {
        at.queue.splice(0, at.queue.length, ...at.queue.filter((other) => !other.isSettled));
      }
      at.queue.push(waiting);
    }
  }

  /** The end value of a loop may be printed in its header, which is evaluated again and again, where that cannot be noticed. */
  #bound(op: Extract<Op, { kind: "for" }>, queue: Waiting[], inner: Access): void {
    const waiting = this.#waiting.get(op.to);
    if (!waiting || waiting.isSettled) return;
    const isSteady = (inner.writes & waiting.reads) === 0 || this.#isLengthSteady(op, waiting);
    if (
      waiting.writes === 0 &&
      waiting.width <= 40 &&
      isSteady &&
      this.#isCheap(waiting.op) &&
      this.#suits(op, waiting)
    ) {
      waiting.isSettled = true;
      this.#folded.add(waiting.value);
    } else {
      this.#settle(waiting, queue);
    }
  }

  #isCheap(op: Op): boolean {
    if (op.kind === "cast" || op.kind === "length") return true;
    if (op.kind === "load") return true;
    if (op.kind !== "prim" || !isPrimName(op.prim) || scalarRules[op.prim].cost === "costly") return false;
    return op.args.every((arg) => {
      const inner = this.#folded.has(arg) ? definingOp(this.#structure, arg) : undefined;
      return !inner || this.#isCheap(inner);
    });
  }

  /** A store at the loop's own counter, counting up below a length, makes no array longer than that. */
  #isLengthSteady(op: Extract<Op, { kind: "for" }>, waiting: Waiting): boolean {
    const counter = op.body.params[0];
    const isUpward = op.compare === "<" && op.step > 0;
    if (waiting.op.kind !== "length" || waiting.reads !== lengths || !isUpward || counter === undefined) return false;
    const from = constOf(this.#structure, op.from)?.value;
    if (typeof from !== "number" || from < 0) return false;
    const steady = (place: Place): boolean =>
      place.ops.every((inner) => {
        if (inner.kind === "store") {
          return (
            inner.key.kind === "field" ||
            inner.key.index === counter ||
            (accessOf(inner, this.#cx).writes & lengths) === 0
          );
        }
        if (isStructured(inner)) {
          return regionsOf(inner).every((region) => {
            const place = this.#structure.placeOf.get(region);
            return !place || steady(place);
          });
        }
        return (accessOf(inner, this.#cx).writes & lengths) === 0;
      });
    return steady(placeOf(this.#structure, op.body));
  }

  // -- order -------------------------------------------------------------------------------------------------------------

  /** Folds the operands that can be folded into their user; gives their access. */
  #consume(
    user: Op | Place["region"]["end"],
    args: readonly ValueId[],
    at: { place: Place; queue: Waiting[]; access: Access },
  ): readonly Access[] {
    const { queue } = at;
    let chosen: Waiting[] = [];
    for (const arg of args) {
      const waiting = this.#waiting.get(arg);
      if (waiting && !waiting.isSettled) chosen.push(waiting);
    }
    if (chosen.length === 0) return chosen;
    for (const waiting of chosen) if (!this.#suits(user, waiting)) this.#settle(waiting, queue);
    // The text reads what is spread before it comes to the items behind; the op reads it last.
    for (const waiting of behindSpread(user, chosen)) if (waiting.writes !== 0) this.#settle(waiting, queue);
    chosen = chosen.filter((waiting) => !waiting.isSettled);
    this.#keepOrder(chosen, queue);
    chosen = chosen.filter((waiting) => !waiting.isSettled);
    this.#keepNarrow(user, args, chosen, at);
    chosen = chosen.filter((waiting) => !waiting.isSettled);
    for (const waiting of chosen) {
      waiting.isSettled = true;
      this.#folded.add(waiting.value);
    }
    return chosen;
  }

  /** Settles what would pass over, or change places with, something that could notice. */
  #keepOrder(chosen: readonly Waiting[], queue: Waiting[]): void {
    const isActive = (waiting: Waiting): boolean => waiting.reads !== 0 || waiting.writes !== 0;
    const active = chosen.filter(isActive);
    if (active.length === 0) return;
    const mine = new Set(active);
    for (const waiting of active) {
      // What waits is sorted by sequence: look at what came after only.
      for (let i = queue.length - 1; i >= 0 && !waiting.isSettled; i--) {
        const other = queue[i];
        if (!other || other.sequence <= waiting.sequence) break;
        if (!other.isSettled && !mine.has(other) && conflict(waiting, other)) this.#settle(waiting, queue);
      }
    }
    if (!active.some((waiting) => waiting.writes !== 0)) return;
    for (const [i, first] of active.entries()) {
      for (const second of active.slice(i + 1)) {
        if (first.isSettled || second.isSettled) continue;
        if (first.sequence > second.sequence && conflict(first, second)) this.#settle(second, queue);
      }
    }
  }

  #keepNarrow(
    user: Op | Place["region"]["end"],
    args: readonly ValueId[],
    chosen: readonly Waiting[],
    at: { place: Place; queue: Waiting[] },
  ): void {
    const limit = budget(at.place);
    if (user.kind === "array" || user.kind === "record" || user.kind === "call") {
      for (const waiting of chosen)
        if (waiting.width > limit - 8 && !isBreakable(waiting.op)) this.#settle(waiting, at.queue);
      return;
    }
    const widthOf = (): number =>
      "kind" in user && isTerminator(user) ? sum(args.map((arg) => this.#width(arg))) : this.#widthOf(user as Op, args);
    const byWidth = chosen.toSorted((a, b) => b.width - a.width || a.sequence - b.sequence);
    for (const waiting of byWidth) {
      if (waiting.width <= 12 || widthOf() <= limit) return;
      if (isTerminator(user) && isBreakable(waiting.op)) return;
      this.#settle(waiting, at.queue);
    }
  }

  #statement(queue: Waiting[], access: Access): void {
    const statement: Waiting = {
      ...access,
      value: -1 as ValueId,
      op: { kind: "comment" } as Op,
      sequence: ++this.#sequence,
      width: 0,
      isSettled: false,
    };
    this.#settle(statement, queue);
  }

  /** Makes a statement of it at its own op; what waits from before and could notice becomes one too. */
  #settle(waiting: Waiting, queue: readonly Waiting[]): void {
    if (waiting.isSettled) return;
    waiting.isSettled = true;
    this.#widths.delete(waiting.value);
    if (waiting.reads === 0 && waiting.writes === 0) return;
    for (const other of queue) {
      if (other.sequence >= waiting.sequence) break;
      if (!other.isSettled && conflict(other, waiting)) this.#settle(other, queue);
    }
  }

  // -- what reads well, and what the text of the user allows ---------------------------------------------------------------

  /** Whether the value may stand inside its user. */
  #suits(user: Op | Place["region"]["end"], waiting: Waiting): boolean {
    const { value, op } = waiting;
    const name = this.#structure.fn.values[value]?.name;
    if (name !== undefined && !this.#continues(user, name) && !this.#isReturnedAs(user, waiting, name)) return false;
    if (isForcedBreak(op, this.#structure) && user.kind !== "array" && user.kind !== "record" && user.kind !== "return")
      return false;
    if ("ref" in user && user.ref === value && isFresh(op)) return false;
    switch (user.kind) {
      case "prim":
        return this.#suitsPrim(user, waiting);
      case "opaque":
        return waiting.writes === 0 && !user.pieces.some((piece) => /=>|\bfunction\b/.test(piece));
      case "zeros-like":
      case "clone": {
        const type = this.#structure.fn.values[value]?.type;
        return type !== undefined && mentionsArgumentOnce(type, this.#cx.types);
      }
      case "array":
      case "fold":
      case "push": {
        const items = user.kind === "fold" ? user.args : user.elements;
        return !items.some((item) => item.value === value && item.kind === "spread") || !isLoose(op);
      }
      default:
        return true;
    }
  }

  /** `return { value, grad: [xBar, yBar] }`: the field has the name, and the result type of the function says the rest. */
  #isReturnedAs(user: Op | Place["region"]["end"], { value, op }: Waiting, name: string): boolean {
    if (user.kind !== "record" || op.kind !== "array") return false;
    const { end } = this.#structure.body.region;
    const isReturned = end.kind === "return" && end.value === user.result && this.#isOnlyUse(user.result);
    return isReturned && user.fields.some((field) => field.name === name && field.value === value);
  }

  /** A named value is a variable, but for a step on the way to the next value of the same variable. */
  #continues(user: Op | Place["region"]["end"], name: string): boolean {
    if (user.kind === "yield") {
      const place = this.#structure.placeOfEnd.get(user);
      const result = place?.owner?.kind === "if" ? this.#wantedResult(place.owner) : undefined;
      return result !== undefined && this.#structure.fn.values[result]?.name === name;
    }
    const result = user.kind === "prim" || user.kind === "cast" ? user.result : undefined;
    return result !== undefined && this.#structure.fn.values[result]?.name === name;
  }

  #suitsPrim({ prim, args }: PrimOp, { value, writes }: Waiting): boolean {
    if (!isPrimName(prim)) return true;
    const { source } = scalarRules[prim];
    if (typeof source === "string") return true;
    if (source.kind === "expansion") return writes === 0 && occurrences(source.formula, args.indexOf(value)) === 1;
    const isLazy = source.kind === "conditional" || source.token === "&&" || source.token === "||";
    return !isLazy || writes === 0 || args[0] === value;
  }

  // -- conditional expressions -------------------------------------------------------------------------------------------

  #wantedResult(op: IfOp): ValueId | undefined {
    return op.results.find((result) => this.#demand.values.has(result));
  }

  /** Both branches give one value and do nothing else. What would not print as an expression is unfolded again. */
  #isExpression(op: IfOp): boolean {
    const wanted = op.results.filter((result) => this.#demand.values.has(result));
    const [result] = wanted;
    const places = [placeOf(this.#structure, op.then), placeOf(this.#structure, op.else)];
    const values = places.map((place) => {
      const index = result === undefined ? -1 : op.results.indexOf(result);
      return place.region.end.kind === "yield" && place.completes ? place.region.end.values[index] : undefined;
    });
    const isPossible =
      wanted.length === 1 &&
      result !== undefined &&
      places.every((place) => place.completes && this.#hasNoStatements(place)) &&
      values.every((value) => value !== undefined && !this.#isUpdate(value, result)) &&
      this.#widthOfConditional(op, values) <= budget(places[0] ?? this.#structure.body) &&
      !this.#hints.spread.has(op);
    if (!isPossible) {
      for (const value of values) if (value !== undefined) this.#folded.delete(value);
    }
    return isPossible;
  }

  #hasNoStatements(place: Place): boolean {
    return place.ops.every((op) => {
      if (op.kind === "comment") return false;
      if (!this.#demand.ops.has(op) || op.kind === "const" || op.kind === "undef") return true;
      const result = isStructured(op)
        ? op.kind === "if" && this.#expressions.has(op)
          ? this.#wantedResult(op)
          : undefined
        : "result" in op
          ? op.result
          : undefined;
      return result !== undefined && this.#folded.has(result);
    });
  }

  /** `if (c) x = …` leaves x alone on the other path: it is a statement, not `x = c ? … : x`. */
  #isUpdate(value: ValueId, result: ValueId): boolean {
    const { values } = this.#structure.fn;
    const name = values[result]?.name;
    if (name === undefined || values[value]?.name !== name) return false;
    return !this.#folded.has(value) && !constOf(this.#structure, value) && !isUndef(this.#structure, value);
  }

  #widthOfConditional(op: IfOp, values: readonly (ValueId | undefined)[]): number {
    const branches = values.map((value) => (value === undefined ? 0 : this.#width(value)));
    return this.#width(op.condition) + sum(branches) + 8;
  }

  // -- widths, as far as they are known before the names -------------------------------------------------------------------

  #width(value: ValueId): number {
    const constant = constOf(this.#structure, value);
    if (constant) return String(constant.value).length + 2;
    const waiting = this.#widths.get(value);
    if (waiting !== undefined) return waiting;
    return (this.#structure.fn.values[value]?.name?.length ?? 3) + 1;
  }

  #widthOf(op: Op, args: readonly ValueId[]): number {
    const inner = sum(args.map((arg) => this.#width(arg)));
    switch (op.kind) {
      case "prim": {
        if (!isPrimName(op.prim)) throw new InternalError(`no rule for ${op.prim}`);
        const { source } = scalarRules[op.prim];
        if (typeof source === "string") return source.length + inner + 2 * args.length;
        if (source.kind === "expansion") return 2 * inner + 24;
        return inner + (source.kind === "prefix" ? 2 : 5);
      }
      case "opaque":
        return inner + sum(op.pieces.map((piece) => piece.length)) + 2 * args.length;
      case "load":
        return inner + 4 + (op.key.kind === "field" ? op.key.name.length : 0) + (this.#mergedLoads.has(op) ? 0 : 1);
      case "record":
        if (op.construct?.args) return inner + op.construct.text.length + 6 + 2 * args.length;
        return inner + sum(op.fields.map((field) => field.name.length + 4)) + 4;
      case "call":
        return inner + op.callee.length + 2 + 2 * args.length;
      case "array":
      case "fold":
        return inner + 8 + 2 * args.length;
      case "length":
        return inner + 7;
      case "cast":
        return inner + 2;
      case "if":
        return this.#widthOfConditional(op, this.#branchValues(op));
      default:
        return inner + 28;
    }
  }

  #branchValues(op: IfOp): readonly (ValueId | undefined)[] {
    const result = this.#wantedResult(op);
    const index = result === undefined ? -1 : op.results.indexOf(result);
    return [op.then, op.else].map(({ end }) => (end.kind === "yield" ? end.values[index] : undefined));
  }
}

/** Leaving shows to the outside all that was written until then: no write may move over it. */
const exits: Access = { reads: -1, writes: 0 };

function isExit({ kind }: Place["region"]["end"]): boolean {
  return kind !== "yield" && kind !== "condition";
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

/** How wide an expression may be for its statement to fit on a line. */
function budget(place: Place): number {
  return Math.max(48, 98 - 2 * place.depth);
}

function sameKey(load: LoadOp, store: StoreOp): boolean {
  if (load.key.kind === "index") return store.key.kind === "index" && load.key.index === store.key.index;
  return store.key.kind === "field" && load.key.name === store.key.name;
}

function isTerminator(user: Op | Place["region"]["end"]): user is Place["region"]["end"] {
  return ["yield", "condition", "return", "break", "continue", "throw"].includes(user.kind);
}

/** What can be printed one item a line. */
function isBreakable(op: Op): boolean {
  return op.kind === "array" || op.kind === "record" || op.kind === "call";
}

/** New memory: what is done to it next is done to a variable. */
function isFresh(op: Op): boolean {
  return ["array", "record", "allocate", "zeros-like", "clone"].includes(op.kind);
}

/** What oxfmt always prints one row a line: an array of several rows. */
function isForcedBreak(op: Op, structure: Structure): boolean {
  if (op.kind !== "array" || op.elements.length < 2) return false;
  return op.elements.every((element) => {
    const inner = definingOp(structure, element.value);
    if (inner?.kind === "array") return inner.elements.length > 1;
    return inner?.kind === "record" && !inner.construct && inner.fields.length > 1;
  });
}

function isLoose(op: Op): boolean {
  return op.kind === "if" || op.kind === "prim" || op.kind === "opaque" || op.kind === "cast";
}

function occurrences(formula: Formula, index: number): number {
  if (formula.kind === "param") return formula.index === index ? 1 : 0;
  return formula.kind === "prim" ? sum(formula.args.map((arg) => occurrences(arg, index))) : 0;
}

/** The operands that stand behind the first spread of an op. */
function behindSpread(user: Op | Place["region"]["end"], waiting: readonly Waiting[]): readonly Waiting[] {
  const items = user.kind === "array" || user.kind === "push" ? user.elements : user.kind === "fold" ? user.args : [];
  const first = items.findIndex(({ kind }) => kind === "spread");
  if (first < 0) return [];
  const behind = new Set(items.slice(first + 1).map(({ value }) => value));
  return waiting.filter(({ value }) => behind.has(value));
}
