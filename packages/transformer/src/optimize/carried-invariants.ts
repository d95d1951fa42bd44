/**
 * Carried values that every round passes on unchanged, and results on which both branches agree, become what they are.
 *   for … carry (%6 = %2) { … yield %6 }      =>   %6 is %2
 *   %7 = if %1 { yield %3 } else { yield %3 } =>   %7 is %3
 * Needs: ssa. Inner regions first, so that a chain of loops takes one pass.
 */
import type { ForOp, IfOp, IrFunction, Op, Region, ValueId, WhileOp } from "../ir/ir.ts";
import { mapOperands, mapTerminator, regionsOf } from "../ir/visit.ts";
import type { Pass } from "./pass.ts";

export const carriedInvariants: Pass = {
  name: "carried-invariants",
  run(fn) {
    const pass = new Invariants();
    // What a loop passes on is known only after its body was read: once more, until nothing is found.
    let now: IrFunction = fn;
    do {
      pass.found = false;
      const { body, ...rest } = now;
      now = { ...rest, body: pass.region(body) };
    } while (pass.found);
    return now;
  },
};

class Invariants {
  found = false;
  readonly #now = new Map<ValueId, ValueId>();

  #use = (value: ValueId): ValueId => {
    let now = value;
    for (let next = this.#now.get(now); next !== undefined; next = this.#now.get(now)) now = next;
    return now;
  };

  region(region: Region): Region {
    const ops = region.ops.map((op) => this.#op(op));
    return { ...region, ops, end: mapTerminator(region.end, this.#use) };
  }

  #op(op: Op): Op {
    const now = mapOperands(op, this.#use);
    switch (now.kind) {
      case "if":
        return this.#if({ ...now, then: this.region(now.then), else: this.region(now.else) });
      case "for":
        return this.#for({ ...now, body: this.region(now.body) });
      case "while":
        return this.#while({ ...now, before: this.region(now.before), after: this.region(now.after) });
      case "block":
        return { ...now, body: this.region(now.body) };
      case "try":
        return { ...now, body: this.region(now.body), handler: this.region(now.handler) };
      default:
        return now;
    }
  }

  #if(op: IfOp): Op {
    const [then, otherwise] = [op.then.end, op.else.end];
    if (then.kind !== "yield" || otherwise.kind !== "yield") return op;
    const keep = op.results.map((result, i) => {
      if (then.values[i] !== otherwise.values[i]) return true;
      this.#become(result, then.values[i]!);
      return false;
    });
    if (keep.every(Boolean)) return op;
    const only = (values: readonly ValueId[]): ValueId[] => values.filter((_, i) => keep[i]);
    return {
      ...op,
      results: only(op.results),
      then: { ...op.then, end: { ...then, values: only(then.values) } },
      else: { ...op.else, end: { ...otherwise, values: only(otherwise.values) } },
    };
  }

  #become(value: ValueId, other: ValueId): void {
    this.#now.set(value, other);
    this.found = true;
  }

  #for(op: ForOp): Op {
    const { end } = op.body;
    if (end.kind !== "yield" || hasJump(op.body, op.label)) return op;
    const [index, ...params] = op.body.params;
    const keep = params.map((param, i) => {
      if (end.values[i] !== param && end.values[i] !== op.inits[i]) return true;
      this.#become(param, op.inits[i]!);
      this.#become(op.results[i]!, op.inits[i]!);
      return false;
    });
    if (keep.every(Boolean)) return op;
    const only = (values: readonly ValueId[]): ValueId[] => values.filter((_, i) => keep[i]);
    return {
      ...op,
      inits: only(op.inits),
      results: only(op.results),
      body: { ...op.body, params: [index!, ...only(params)], end: { ...end, values: only(end.values) } },
    };
  }

  #while(op: WhileOp): Op {
    const [test, end] = [op.before.end, op.after.end];
    if (test.kind !== "condition" || end.kind !== "yield" || op.before.params.length !== op.after.params.length)
      return op;
    if (hasJump(op.before, op.label) || hasJump(op.after, op.label)) return op;
    const keep = op.before.params.map((param, i) => {
      const passes = test.values[i] === param;
      if (!passes || (end.values[i] !== op.after.params[i] && end.values[i] !== op.inits[i])) return true;
      for (const value of [param, op.after.params[i]!, op.results[i]!]) this.#become(value, op.inits[i]!);
      return false;
    });
    if (keep.every(Boolean)) return op;
    const only = (values: readonly ValueId[]): ValueId[] => values.filter((_, i) => keep[i]);
    return {
      ...op,
      inits: only(op.inits),
      results: only(op.results),
      before: { ...op.before, params: only(op.before.params), end: { ...test, values: only(test.values) } },
      after: { ...op.after, params: only(op.after.params), end: { ...end, values: only(end.values) } },
    };
  }
}

function hasJump(region: Region, label: string): boolean {
  if ((region.end.kind === "break" || region.end.kind === "continue") && region.end.label === label) return true;
  return region.ops.some((op) => regionsOf(op).some((inner) => hasJump(inner, label)));
}
