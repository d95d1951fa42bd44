/**
 * Out of SSA: which values share a variable.
 *   s0 = 0; loop (s) { s1 = s + x; yield s1 } -> r        =>      let s = 0; for (…) s += x;
 *
 * The parameter of a loop and its result are one variable. Beyond that, two values are put together where a copy or the user's
 * name asks for it and they are never alive at the same time (Boissinot, Darte, Rastello, Dupont de Dinechin and Guillon
 * 2009, without their value-based refinement). Copies that remain are parallel: `sequence` orders them.
 */
import type { Op, Terminator, ValueId } from "../ir/ir.ts";
import { operandsOf } from "../ir/visit.ts";
import { intersect, rangeOf, union } from "./ranges.ts";
import type { Segments } from "./ranges.ts";
import { eachLeafOfOp, resultOf, statementsOf } from "./schedule.ts";
import type { Schedule, Selection } from "./schedule.ts";
import { constOf, isUndef } from "./structure.ts";
import { typeText } from "./type-text.ts";

/** The representative of each value that has a variable. */
export interface Classes {
  readonly of: (value: ValueId) => ValueId;
  readonly members: ReadonlyMap<ValueId, readonly ValueId[]>;
}

interface Class {
  segments: Segments;
  members: ValueId[];
  readonly type: string;
  name: string | undefined;
  /** A parameter of the function, whose variable exists already; or what a loop's or handler's head declares, which nobody else may write. */
  readonly fixed: "parameter" | "counter" | undefined;
}

export function coalesce(selection: Selection, schedule: Schedule): Classes {
  return new Coalescer(selection, schedule).run();
}

class Coalescer {
  readonly #selection: Selection;
  readonly #schedule: Schedule;
  readonly #parent = new Map<ValueId, ValueId>();
  readonly #classOf = new Map<ValueId, Class>();

  constructor(selection: Selection, schedule: Schedule) {
    this.#selection = selection;
    this.#schedule = schedule;
  }

  run(): Classes {
    const { structure } = this.#selection;
    const parameters = new Set(structure.fn.params);
    const counters = this.#counters();
    for (const value of this.#schedule.definedAt.keys()) {
      const { type, name } = structure.fn.values[value] ?? {};
      this.#parent.set(value, value);
      this.#classOf.set(value, {
        segments: rangeOf(value, structure, this.#schedule),
        members: [value],
        type: type ? typeText(type) : "",
        name,
        fixed: parameters.has(value) ? "parameter" : counters.has(value) ? "counter" : undefined,
      });
    }
    this.#uniteLoops();
    for (const pass of ["same name", "any"] as const) this.#uniteCopies(pass);
    this.#uniteVariables();
    const members = new Map([...this.#classOf].map(([root, { members: list }]) => [root, list] as const));
    return { of: (value) => this.#find(value), members };
  }

  #counters(): ReadonlySet<ValueId> {
    const counters = new Set<ValueId>();
    for (const op of this.#schedule.startOf.keys()) {
      const [own] = op.kind === "for" ? op.body.params : op.kind === "try" ? op.handler.params : [];
      if (own !== undefined) counters.add(own);
    }
    return counters;
  }

  #find(value: ValueId): ValueId {
    let root = value;
    for (let next = this.#parent.get(root); next !== undefined && next !== root; next = this.#parent.get(root))
      root = next;
    for (let at = value; at !== root;) {
      const next = this.#parent.get(at) ?? root;
      this.#parent.set(at, root);
      at = next;
    }
    return root;
  }

  /** The results of a loop are left in its parameters; a `break` writes them there. */
  #uniteLoops(): void {
    for (const op of this.#schedule.finishOf.keys()) {
      const params = op.kind === "for" ? op.body.params.slice(1) : op.kind === "while" ? op.after.params : [];
      for (const [i, param] of params.entries()) {
        const result = op.kind === "for" || op.kind === "while" ? op.results[i] : undefined;
        if (result !== undefined && this.#parent.has(param) && this.#parent.has(result)) this.#unite(param, result);
      }
    }
  }

  #uniteCopies(pass: "same name" | "any"): void {
    const { structure } = this.#selection;
    const { values } = structure.fn;
    for (const [by, copies] of this.#schedule.copiesAt) {
      for (const { to, from } of copies) {
        if (!this.#parent.has(from) || constOf(structure, from) || isUndef(structure, from)) continue;
        const [target, source] = [this.#classOf.get(this.#find(to)), this.#classOf.get(this.#find(from))];
        const isSame = values[to]?.name !== undefined && values[to]?.name === values[from]?.name;
        if (!target || !source || (pass === "same name" && !isSame)) continue;
        if (isSame || this.#isWorthIt(target, source, from, by)) this.#tryUnite(to, from);
      }
    }
  }

  /** Whether two names may become one: where one side has none, or the copy is all that the other is for. */
  #isWorthIt(target: Class, source: Class, from: ValueId, by: Op | Terminator): boolean {
    if (source.fixed === "parameter") return source.name === target.name;
    if (target.name === undefined || source.name === undefined || target.name === source.name) return true;
    const reads = this.#schedule.readAt.get(from) ?? [];
    return source.members.length === 1 && reads.length === 1 && reads[0] === this.#schedule.startOf.get(by);
  }

  /** A variable that the user assigns again goes on being one variable. */
  #uniteVariables(): void {
    const { structure } = this.#selection;
    const { values } = structure.fn;
    for (const place of structure.placeOf.values()) {
      if (!this.#schedule.spanOf.has(place)) continue;
      for (const op of statementsOf(this.#selection, place)) {
        const result = resultOf(this.#selection, op);
        const name = result === undefined ? undefined : values[result]?.name;
        if (result === undefined || name === undefined || !this.#parent.has(result) || operandsOf(op).length === 0)
          continue;
        eachLeafOfOp(this.#selection, op, (leaf) => {
          if (values[leaf]?.name === name) this.#tryUnite(result, leaf);
        });
      }
    }
  }

  #tryUnite(a: ValueId, b: ValueId): void {
    const [left, right] = [this.#find(a), this.#find(b)];
    const [first, second] = [this.#classOf.get(left), this.#classOf.get(right)];
    if (left === right || !first || !second) return;
    if (first.type !== second.type || first.fixed === "counter" || second.fixed === "counter") return;
    if (first.fixed && second.fixed) return;
    if ((first.fixed || second.fixed) && first.name !== second.name) return;
    if (intersect(first.segments, second.segments)) return;
    this.#unite(left, right);
  }

  #unite(a: ValueId, b: ValueId): void {
    const [left, right] = [this.#find(a), this.#find(b)];
    const [first, second] = [this.#classOf.get(left), this.#classOf.get(right)];
    if (left === right || !first || !second) return;
    const [root, other] =
      second.fixed || (!first.fixed && second.members.length > first.members.length) ? [right, left] : [left, right];
    const [kept, gone] = root === left ? [first, second] : [second, first];
    kept.segments = union(kept.segments, gone.segments);
    for (const member of gone.members) kept.members.push(member);
    kept.name = first.name ?? second.name;
    this.#parent.set(other, root);
    this.#classOf.delete(other);
  }
}

/** One copy between variables; `from` is a value: a variable's, or a constant. */
export interface Move {
  readonly to: ValueId;
  readonly from: ValueId;
}

export type Step =
  | { readonly kind: "move"; readonly move: Move }
  /** Keeps the old content of a variable that is about to be written and is still to be read. */
  | { readonly kind: "save"; readonly variable: ValueId };

/**
 * Orders parallel copies so that each reads what stood there before all of them: what nobody reads any more is written first;
 * in a cycle one variable is saved. After a `save`, reads of that variable mean the saved content.
 */
export function sequence(moves: readonly Move[], of: (value: ValueId) => ValueId): readonly Step[] {
  const steps: Step[] = [];
  const pending = new Map<ValueId, Move>();
  const readers = new Map<ValueId, number>();
  for (const move of moves) {
    const [to, from] = [of(move.to), of(move.from)];
    if (to === from) continue;
    pending.set(to, { to, from: move.from });
    readers.set(from, (readers.get(from) ?? 0) + 1);
  }
  const ready = [...pending.keys()].filter((to) => (readers.get(to) ?? 0) === 0);
  const run = (): void => {
    for (let to = ready.shift(); to !== undefined; to = ready.shift()) {
      const move = pending.get(to);
      if (!move) continue;
      pending.delete(to);
      steps.push({ kind: "move", move });
      const from = of(move.from);
      const left = (readers.get(from) ?? 0) - 1;
      readers.set(from, left);
      if (left === 0 && pending.has(from)) ready.push(from);
    }
  };
  run();
  while (pending.size > 0) {
    const [variable] = pending.keys();
    if (variable === undefined) break;
    steps.push({ kind: "save", variable });
    readers.set(variable, 0);
    ready.push(variable);
    run();
  }
  return steps;
}
