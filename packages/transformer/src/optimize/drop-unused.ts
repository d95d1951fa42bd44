/**
 * Drops ops whose results nobody reads and which touch nothing, carried values and results that nobody reads, and memory that
 * is only written.
 *   %2 = mul %0, %1      (no reader)       =>   (gone)
 *   %3 = allocate 4 ; store %3[0] = %1     =>   (gone)
 * Needs: ssa. Leaves throws, calls with effects and stores into memory that someone else may see. Linear.
 */
import type {
  BlockOp,
  ForOp,
  IfOp,
  IrFunction,
  Label,
  Op,
  Region,
  Terminator,
  TryOp,
  ValueId,
  WhileOp,
} from "../ir/ir.ts";
import { impurePrims } from "../ir/effects.ts";
import { jumpsTo } from "../ir/jumps.ts";
import { operandsOf, regionsOf, resultsOf, terminatorOperands } from "../ir/visit.ts";
import type { Pass } from "./pass.ts";

export const dropUnused: Pass = {
  name: "drop-unused",
  run(fn) {
    const live = new Liveness(fn);
    return live.rebuild();
  },
};

class Liveness {
  readonly #fn: IrFunction;
  readonly #live = new Set<ValueId>();
  readonly #liveOps = new Set<Op>();
  readonly #definition = new Map<ValueId, Op>();
  /** What becomes live with a value: the values it is made of, for phis and carried values. */
  readonly #with = new Map<ValueId, ValueId[]>();
  /** Stores into memory that is made here, which live only if the memory does. */
  readonly #storesInto = new Map<ValueId, Op[]>();
  /** Ops that an op stands in: they live when it does. */
  readonly #ownerOf = new Map<Op, Op | undefined>();
  readonly #waiting: ValueId[] = [];
  /** Where jumps hand their values to, by label. */
  readonly #targets = new Map<Label, { readonly breaks: readonly ValueId[]; readonly continues: readonly ValueId[] }>();
  /** Ops that jump on or out of a counted loop, by its label: they live when it does. */
  readonly #jumpsOf = new Map<Label, Op[]>();
  /** Which positions of a loop or block are kept, by label. */
  readonly #keptAt = new Map<Label, readonly boolean[]>();

  constructor(fn: IrFunction) {
    this.#fn = fn;
    this.#collect(fn.body, undefined);
    this.#roots(fn.body);
    for (let value = this.#waiting.pop(); value !== undefined; value = this.#waiting.pop()) this.#spread(value);
  }

  #collect(region: Region, owner: Op | undefined): void {
    for (const op of region.ops) {
      this.#ownerOf.set(op, owner);
      for (const result of resultsOf(op)) this.#definition.set(result, op);
      switch (op.kind) {
        case "if":
          for (const inner of [op.then, op.else]) this.#link(op.results, inner.end);
          break;
        case "try":
          for (const inner of [op.body, op.handler]) this.#link(op.results, inner.end);
          for (const param of op.handler.params) this.#definition.set(param, op);
          break;
        case "for": {
          this.#jumpsOf.set(op.label, []);
          const params = op.body.params.slice(1);
          this.#targets.set(op.label, { breaks: op.results, continues: params });
          // A position stays or goes as a whole.
          if (hasJumps(op)) this.#linkAll(params, op.results);
          this.#linkAll(op.results, params);
          this.#linkAll(params, op.inits);
          this.#link(params, op.body.end);
          for (const param of op.body.params) this.#definition.set(param, op);
          break;
        }
        case "while":
          this.#targets.set(op.label, { breaks: op.results, continues: op.before.params });
          if (hasJumps(op)) this.#linkAll(op.before.params, op.results);
          this.#linkAll(op.results, op.after.params);
          this.#linkAll(op.before.params, op.inits);
          this.#link(op.after.params, op.before.end);
          if (op.before.params.length === op.after.params.length) {
            this.#linkAll(op.before.params, op.after.params);
            this.#linkAll(op.after.params, op.before.params);
          }
          this.#link(op.before.params, op.after.end);
          for (const param of [...op.before.params, ...op.after.params]) this.#definition.set(param, op);
          break;
        case "block":
          this.#targets.set(op.label, { breaks: op.results, continues: [] });
          this.#link(op.results, op.body.end);
          break;
        default:
          break;
      }
      const memory = writtenMemory(op);
      if (memory !== undefined && isMaking(this.#definition.get(memory))) {
        const stores = this.#storesInto.get(memory);
        if (stores) stores.push(op);
        else this.#storesInto.set(memory, [op]);
      }
      for (const inner of regionsOf(op)) this.#collect(inner, op);
    }
    const { end } = region;
    if (owner && (end.kind === "break" || end.kind === "continue")) this.#jumpsOf.get(end.label)?.push(owner);
    if (end.kind === "break") this.#linkAll(this.#targets.get(end.label)?.breaks ?? [], end.values);
    if (end.kind === "continue") this.#linkAll(this.#targets.get(end.label)?.continues ?? [], end.values);
  }

  #linkAll(targets: readonly ValueId[], sources: readonly ValueId[]): void {
    for (const [i, target] of targets.entries()) {
      const list = this.#with.get(target);
      if (list) list.push(sources[i]!);
      else this.#with.set(target, [sources[i]!]);
    }
  }

  #link(targets: readonly ValueId[], end: Terminator): void {
    if (end.kind === "yield" || end.kind === "condition") this.#linkAll(targets, end.values);
  }

  /** What happens whether anybody reads it or not. */
  #roots(region: Region): void {
    for (const op of region.ops) {
      if (this.#isRoot(op)) this.#keep(op);
      if (keepsAll(op)) this.#needAll(op);
      for (const inner of regionsOf(op)) this.#roots(inner);
    }
    const { end } = region;
    if (end.kind !== "return" && end.kind !== "throw") return;
    for (const value of terminatorOperands(end)) this.#need(value);
  }

  /** Where every position stays, everything that goes there is needed. */
  #needAll(op: Op): void {
    if (op.kind === "for" || op.kind === "while") for (const init of op.inits) this.#need(init);
    for (const region of regionsOf(op)) {
      if (region.end.kind === "yield" || region.end.kind === "condition")
        for (const value of terminatorOperands(region.end)) this.#need(value);
    }
  }

  #isRoot(op: Op): boolean {
    switch (op.kind) {
      case "call":
        return true;
      case "prim":
        // What comes next out of a generator depends on how often it was asked.
        return impurePrims.has(op.prim);
      case "opaque":
        return op.effect === "effect";
      case "store":
      case "fill":
      case "push":
      case "pop":
        return !isMaking(this.#definition.get(writtenMemory(op)!));
      case "if":
      case "for":
      case "while":
      case "try":
      case "block":
        return regionsOf(op).some((region) => this.#leaves(region)) || op.kind === "block";
      default:
        return false;
    }
  }

  /** Whether a region ends in a jump that is seen outside of counted loops, which end anyway. */
  #leaves({ end }: Region): boolean {
    if (end.kind === "break" || end.kind === "continue") return !this.#jumpsOf.has(end.label);
    return end.kind === "return" || end.kind === "throw";
  }

  /** An op lives: with it what it reads, and the ops around it with their conditions. */
  #keep(op: Op): void {
    for (let next: Op | undefined = op; next && !this.#liveOps.has(next); next = this.#ownerOf.get(next)) {
      this.#liveOps.add(next);
      if (next.kind === "if") this.#need(next.condition);
      else if (next.kind === "for") {
        this.#need(next.from);
        this.#need(next.to);
        for (const jump of this.#jumpsOf.get(next.label) ?? []) this.#keep(jump);
      } else if (next.kind === "while") {
        if (next.before.end.kind === "condition") this.#need(next.before.end.condition);
      } else for (const operand of operandsOf(next)) this.#need(operand);
    }
  }

  #need(value: ValueId): void {
    if (this.#live.has(value)) return;
    this.#live.add(value);
    this.#waiting.push(value);
  }

  #spread(value: ValueId): void {
    const op = this.#definition.get(value);
    if (op) this.#keep(op);
    for (const source of this.#with.get(value) ?? []) this.#need(source);
    for (const store of this.#storesInto.get(value) ?? []) this.#keep(store);
  }

  rebuild(): IrFunction {
    const body = this.#region(this.#fn.body);
    return body === this.#fn.body ? this.#fn : { ...this.#fn, body };
  }

  #region(region: Region, keep?: readonly boolean[]): Region {
    const end = this.#end(region.end, keep);
    const ops: Op[] = [];
    for (const op of region.ops) {
      if (op.kind !== "comment" && !this.#liveOps.has(op)) continue;
      const kept = this.#op(op);
      if (!doesNothing(kept)) ops.push(kept);
    }
    const same = end === region.end && ops.length === region.ops.length && ops.every((op, i) => op === region.ops[i]);
    return same ? region : { ...region, ops, end };
  }

  /** What ends a region, without the values for positions that are gone; `keep`: those that it yields to. */
  #end(end: Terminator, keep: readonly boolean[] = []): Terminator {
    if (end.kind === "return" || end.kind === "throw") return end;
    const kept = end.kind === "break" || end.kind === "continue" ? (this.#keptAt.get(end.label) ?? []) : keep;
    return kept.every(Boolean) ? end : { ...end, values: only(end.values, kept) };
  }

  #op(op: Op): Op {
    switch (op.kind) {
      case "if":
        return this.#if(op);
      case "for":
        return this.#for(op);
      case "while":
        return this.#while(op);
      case "block":
        return this.#block(op);
      case "try":
        return this.#try(op);
      default:
        return op;
    }
  }

  /** Which positions of carried values or results live. */
  #kept(op: ForOp | WhileOp | IfOp | TryOp | BlockOp, groups: readonly (readonly ValueId[])[]): boolean[] {
    const all = keepsAll(op);
    return groups[0]!.map((_, i) => all || groups.some((group) => this.#live.has(group[i]!)));
  }

  #if(op: IfOp): Op {
    const keep = this.#kept(op, [op.results]);
    const then = this.#region(op.then, keep);
    const otherwise = this.#region(op.else, keep);
    if (then === op.then && otherwise === op.else) return op;
    return { ...op, then, else: otherwise, results: only(op.results, keep) };
  }

  #try(op: TryOp): Op {
    const keep = this.#kept(op, [op.results]);
    const body = this.#region(op.body, keep);
    const handler = this.#region(op.handler, keep);
    if (body === op.body && handler === op.handler) return op;
    return { ...op, body, handler, results: only(op.results, keep) };
  }

  #block(op: BlockOp): Op {
    const keep = this.#kept(op, [op.results]);
    this.#keptAt.set(op.label, keep);
    const body = this.#region(op.body, keep);
    return body === op.body ? op : { ...op, body, results: only(op.results, keep) };
  }

  #for(op: ForOp): Op {
    const [index, ...params] = op.body.params;
    const keep = this.#kept(op, [params, op.results]);
    this.#keptAt.set(op.label, keep);
    const body = this.#region(op.body, keep);
    if (body === op.body && keep.every(Boolean)) return op;
    return {
      ...op,
      inits: only(op.inits, keep),
      results: only(op.results, keep),
      body: { ...body, params: [index!, ...only(params, keep)] },
    };
  }

  #while(op: WhileOp): Op {
    if (keepsAll(op)) return { ...op, before: this.#region(op.before), after: this.#region(op.after) };
    const keep = this.#kept(op, [op.before.params, op.after.params, op.results]);
    this.#keptAt.set(op.label, keep);
    const before = this.#region(op.before, keep);
    const after = this.#region(op.after, keep);
    if (before === op.before && after === op.after && keep.every(Boolean)) return op;
    return {
      ...op,
      inits: only(op.inits, keep),
      results: only(op.results, keep),
      before: { ...before, params: only(before.params, keep) },
      after: { ...after, params: only(after.params, keep) },
    };
  }
}

function only<T>(list: readonly T[], keep: readonly boolean[]): readonly T[] {
  return keep.every(Boolean) ? list : list.filter((_, i) => keep[i]);
}

/** The memory that an op writes, if it does only that. */
function writtenMemory(op: Op): ValueId | undefined {
  return op.kind === "store" || op.kind === "fill" || op.kind === "push" || op.kind === "pop" ? op.ref : undefined;
}

/** Whether an op makes new memory that nobody else knows. */
function isMaking(op: Op | undefined): boolean {
  switch (op?.kind) {
    case "array":
    case "record":
    case "allocate":
    case "zeros-like":
    case "clone":
      return true;
    default:
      return false;
  }
}

function leaves(region: Region): boolean {
  return region.end.kind !== "yield" && region.end.kind !== "condition";
}

/** Where nothing is tried nothing is caught. */
function doesNothing(op: Op): boolean {
  return op.kind === "try" && op.body.ops.length === 0 && !leaves(op.body) && op.results.length === 0;
}

/** A loop whose positions differ before and behind its test keeps them all. */
function keepsAll(op: Op): boolean {
  return op.kind === "while" && op.before.params.length !== op.after.params.length;
}

function hasJumps(op: ForOp | WhileOp): boolean {
  return regionsOf(op).some((region) => jumpsTo(region, op.label));
}
