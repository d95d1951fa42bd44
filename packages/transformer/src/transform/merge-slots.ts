/**
 * Results of branches and carried values that are never there together become one: what a loop was left with, and what it goes on with.
 *   s, left = if c { yield undef, %1 } else { yield %2, undef }      =>   s = if c { yield %1 } else { yield %2 }
 *   while (s = %0, left = undef) { … yield %3, %3 }                  =>   while (s = %0) { … yield %3 }
 * Where one of two is undef nobody reads it on a path that counts, so it may as well be the other. Only what has one name, or none, is
 * put together: to the reader these are one variable. Needs: ssa. Keeps: exits-structured.
 */
import type { ForOp, IfOp, IrFunction, Op, Region, ValueId, WhileOp } from "../ir/ir.ts";
import { isReference, sameType } from "../ir/types.ts";
import { changed, eachOp, mapFunctionRegions, mapRegionValues } from "../ir/visit.ts";

export function mergeSlots(fn: IrFunction): IrFunction {
  let now = fn;
  for (;;) {
    const merger = new Merger(now);
    const { body, ...rest } = mapFunctionRegions(now, (region) => merger.region(region));
    if (merger.become.size === 0) return now;
    const use = (value: ValueId): ValueId => merger.now(value);
    now = { ...rest, body: mapRegionValues(body, { use }) };
  }
}

class Merger {
  /** What a value is from now on. */
  readonly become = new Map<ValueId, ValueId>();
  readonly #fn: IrFunction;
  readonly #undefined = new Set<ValueId>();

  constructor(fn: IrFunction) {
    this.#fn = fn;
    eachOp(fn.body, (op) => void (op.kind === "undef" && this.#undefined.add(op.result)));
  }

  now(value: ValueId): ValueId {
    let found = value;
    for (let next = this.become.get(found); next !== undefined; next = this.become.get(found)) found = next;
    return found;
  }

  region(region: Region): Region {
    const ops = region.ops.map((op): Op => {
      switch (op.kind) {
        case "if":
          return this.#if(op);
        case "for":
          return this.#for(op);
        case "while":
          return this.#while(op);
        default:
          return op;
      }
    });
    return changed(region, { ops: ops.every((op, i) => op === region.ops[i]) ? region.ops : ops });
  }

  #if(op: IfOp): IfOp {
    const [then, otherwise] = [op.then.end, op.else.end];
    if (then.kind !== "yield" || otherwise.kind !== "yield") return op;
    const { kept, lists } = this.#merged(op.results, [then.values, otherwise.values]);
    const [yes, no] = lists as [readonly ValueId[], readonly ValueId[]];
    const results = kept.map((i) => op.results[i]!);
    // What both sides give is that, whichever is taken.
    const isOpen = results.map((result, i) => {
      if (yes[i] === no[i]) this.become.set(result, yes[i]!);
      return yes[i] !== no[i];
    });
    if (kept.length === op.results.length && isOpen.every(Boolean)) return op;
    const open = (values: readonly ValueId[]): readonly ValueId[] => values.filter((_, i) => isOpen[i]);
    return {
      ...op,
      results: open(results),
      then: { ...op.then, end: { ...then, values: open(yes) } },
      else: { ...op.else, end: { ...otherwise, values: open(no) } },
    };
  }

  #for(op: ForOp): ForOp {
    const { end } = op.body;
    if (end.kind !== "yield") return op;
    const [counter, ...params] = op.body.params;
    const { kept, lists } = this.#merged(op.results, [op.inits, end.values], [params]);
    if (kept.length === op.results.length) return op;
    const only = (values: readonly ValueId[]): readonly ValueId[] => kept.map((i) => values[i]!);
    const [inits, values] = lists;
    const body = { ...op.body, params: [counter!, ...only(params)], end: { ...end, values: values! } };
    return { ...op, inits: inits!, results: only(op.results), body };
  }

  #while(op: WhileOp): WhileOp {
    const [test, end] = [op.before.end, op.after.end];
    if (test.kind !== "condition" || end.kind !== "yield") return op;
    const { params } = op.before;
    if (params.length !== op.after.params.length || params.some((param, i) => test.values[i] !== param)) return op;
    const { kept, lists } = this.#merged(op.results, [op.inits, end.values], [params, op.after.params]);
    if (kept.length === op.results.length) return op;
    const only = (values: readonly ValueId[]): readonly ValueId[] => kept.map((i) => values[i]!);
    const [inits, values] = lists;
    return {
      ...op,
      inits: inits!,
      results: only(op.results),
      before: { ...op.before, params: only(params), end: { ...test, values: only(params) } },
      after: { ...op.after, params: only(op.after.params), end: { ...end, values: values! } },
    };
  }

  /**
   * Which positions stay, and what each of the lists holds at them. A position that goes becomes the one that takes it in: so do its
   * result and what stands at it in `alike`.
   */
  #merged(
    results: readonly ValueId[],
    lists: readonly (readonly ValueId[])[],
    alike: readonly (readonly ValueId[])[] = [],
  ): { readonly kept: readonly number[]; readonly lists: readonly (readonly ValueId[])[] } {
    const filled = lists.map((list) => list.map((value) => this.now(value)));
    const kept: number[] = [];
    for (const [j, result] of results.entries()) {
      const i = kept.find(
        (at) => this.#isOne(results[at]!, result) && filled.every((list) => this.#agree(list, at, j)),
      );
      if (i === undefined) {
        kept.push(j);
        continue;
      }
      for (const list of filled) if (this.#undefined.has(list[i]!)) list[i] = list[j]!;
      for (const values of [results, ...alike]) this.become.set(values[j]!, values[i]!);
    }
    return { kept, lists: filled.map((list) => kept.map((i) => list[i]!)) };
  }

  #agree(list: readonly ValueId[], i: number, j: number): boolean {
    return list[i] === list[j] || this.#undefined.has(list[i]!) || this.#undefined.has(list[j]!);
  }

  /** Whether two values are one variable to the reader. */
  #isOne(a: ValueId, b: ValueId): boolean {
    const [first, second] = [this.#fn.values[a]!, this.#fn.values[b]!];
    if (!sameType(first.type, second.type)) return false;
    // Two references in one variable could be of two memories.
    if (isReference(first.type)) return first.name !== undefined && first.name === second.name;
    return first.name === undefined || second.name === undefined || first.name === second.name;
  }
}
