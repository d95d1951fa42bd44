/**
 * What variables hold where nothing else was said: a variable that most branches give the same constant starts with it, and what
 * it holds already is not written again.
 *   let a; if (c) a = f(x); else a = 0;             =>      let a = 0; if (c) a = f(x);
 *   while (!done) { … else { s = t; done = false } }  =>      … else s = t;
 *
 * A walk over what is printed, in its order, that knows of each variable the constant it holds: branches join, loops forget what
 * they write, conditions tell. Changes are kept in a log, so that a branch costs what it changes. Linear.
 */
import type { ConstOp, IfOp, Op, Terminator, TryOp, ValueId, WhileOp } from "../ir/ir.ts";
import type { Copy } from "./copies.ts";
import { printedCopies } from "./loops.ts";
import type { Flow } from "./loops.ts";
import { resultOf, statementsOf } from "./schedule.ts";
import { constOf, definingOp, isStructured, placeOf } from "./structure.ts";
import type { Place } from "./structure.ts";
import type { Variables } from "./variables.ts";

export interface Initials {
  /** By the representative of a variable that is declared before it is written: the constant that it starts with. */
  readonly constantOf: ReadonlyMap<ValueId, ConstOp>;
  /** Copies of a constant into a variable that holds it. */
  readonly needless: ReadonlySet<Copy>;
}

export function initialsOf(flow: Flow, variables: Variables): Initials {
  const constantOf = commonest(flow, variables);
  const { needless, usedBy } = new Walk(flow, variables, constantOf).run();
  const kept = [...constantOf].filter(([root]) => usedBy.has(root) || variables.of.get(root)?.isUnset === true);
  return { constantOf: new Map(kept), needless };
}

/** The constant that is copied into a variable most often. */
function commonest({ structure, schedule, classes }: Flow, variables: Variables): ReadonlyMap<ValueId, ConstOp> {
  const counts = new Map<ValueId, Map<string, { readonly op: ConstOp; count: number }>>();
  for (const copies of schedule.copiesAt.values()) {
    for (const { to, from } of copies) {
      const op = constOf(structure, from);
      const root = classes.of(to);
      if (!op || variables.of.get(root)?.declared !== "before") continue;
      const own = counts.get(root) ?? new Map<string, { readonly op: ConstOp; count: number }>();
      counts.set(root, own);
      const key = keyOf(op);
      own.set(key, { op, count: (own.get(key)?.count ?? 0) + 1 });
    }
  }
  const best = [...counts].flatMap(([root, own]) => {
    const [first] = [...own.values()].toSorted((a, b) => b.count - a.count);
    return first ? [[root, first.op] as const] : [];
  });
  return new Map(best);
}

function keyOf({ value }: ConstOp): string {
  return `${typeof value} ${Object.is(value, -0) ? "-0" : String(value)}`;
}

const isTrue = keyOf({ value: true } as ConstOp);
const isFalse = keyOf({ value: false } as ConstOp);

type Change = readonly [root: ValueId, before: string | undefined];

class Walk {
  readonly #flow: Flow;
  readonly #variables: Variables;
  readonly #constantOf: ReadonlyMap<ValueId, ConstOp>;
  readonly #writesAt: readonly (readonly ValueId[])[];
  readonly #needless = new Set<Copy>();
  readonly #usedBy = new Set<ValueId>();
  /** By variable: the constant that it holds here. */
  readonly #held = new Map<ValueId, string>();
  readonly #log: Change[] = [];

  constructor(flow: Flow, variables: Variables, constantOf: ReadonlyMap<ValueId, ConstOp>) {
    this.#flow = flow;
    this.#variables = variables;
    this.#constantOf = constantOf;
    this.#writesAt = writesOf(flow);
  }

  run(): { readonly needless: ReadonlySet<Copy>; readonly usedBy: ReadonlySet<ValueId> } {
    this.#place(this.#flow.structure.body);
    return { needless: this.#needless, usedBy: this.#usedBy };
  }

  #set(root: ValueId, key: string | undefined): void {
    const before = this.#held.get(root);
    if (before === key) return;
    this.#log.push([root, before]);
    if (key === undefined) this.#held.delete(root);
    else this.#held.set(root, key);
  }

  #place(place: Place): void {
    const { startOf } = this.#flow.schedule;
    for (const op of statementsOf(this.#flow, place)) {
      const position = startOf.get(op);
      for (const { root } of position === undefined ? [] : (this.#variables.before.get(position) ?? [])) {
        const constant = this.#constantOf.get(root);
        this.#set(root, constant && keyOf(constant));
      }
      this.#op(op);
    }
    if (place.reachesEnd) this.#copies(place.region.end);
  }

  #op(op: Op): void {
    const result = resultOf(this.#flow, op);
    if (result !== undefined) this.#set(this.#flow.classes.of(result), undefined);
    if (!isStructured(op) || this.#flow.folding.expressions.has(op)) return;
    switch (op.kind) {
      case "if":
        return this.#if(op);
      case "while":
        return this.#while(op);
      case "try":
        return this.#try(op);
      case "for":
        this.#copies(op);
        this.#forget(op);
        this.#inside(() => this.#place(placeOf(this.#flow.structure, op.body)));
        return this.#forget(op);
      case "block":
        this.#place(placeOf(this.#flow.structure, op.body));
        // What jumps out of it may not have come to the end.
        return this.#forget(op);
    }
  }

  /** The copies at one point are made together. */
  #copies(by: Op | Terminator): void {
    const { structure, classes } = this.#flow;
    const copies = printedCopies(this.#flow, by);
    const holding = copies.map(({ from }) => {
      const constant = constOf(structure, from);
      return constant ? keyOf(constant) : this.#held.get(classes.of(from));
    });
    for (const [i, copy] of copies.entries()) {
      const root = classes.of(copy.to);
      const key = holding[i];
      if (key !== undefined && this.#held.get(root) === key) {
        this.#needless.add(copy);
        this.#usedBy.add(root);
      }
      this.#set(root, key);
    }
  }

  #if(op: IfOp): void {
    const { structure } = this.#flow;
    const [then, otherwise] = [placeOf(structure, op.then), placeOf(structure, op.else)];
    const changedBy = (place: Place, is: boolean): ReadonlyMap<ValueId, string | undefined> =>
      this.#inside(() => {
        this.#learn(op.condition, is);
        this.#place(place);
      });
    const [yes, no] = [changedBy(then, true), changedBy(otherwise, false)];
    for (const root of new Set([...yes.keys(), ...no.keys()])) {
      const held = this.#held.get(root);
      const [first, second] = [yes.has(root) ? yes.get(root) : held, no.has(root) ? no.get(root) : held];
      if (!then.completes) this.#set(root, second);
      else if (!otherwise.completes) this.#set(root, first);
      else this.#set(root, first === second ? first : undefined);
    }
  }

  #while(op: WhileOp): void {
    const { structure } = this.#flow;
    this.#copies(op);
    this.#forget(op);
    const { end } = op.before;
    this.#inside(() => {
      this.#place(placeOf(structure, op.before));
      const after = structure.placeOf.get(op.after);
      if (!after) return;
      if (end.kind === "condition") this.#learn(end.condition, true);
      this.#place(after);
    });
    this.#forget(op);
  }

  #try(op: TryOp): void {
    const { structure } = this.#flow;
    this.#place(placeOf(structure, op.body));
    this.#forget(op);
    this.#place(placeOf(structure, op.handler));
    this.#forget(op);
  }

  /** What runs inside is undone; gives what it would have changed. */
  #inside(run: () => void): ReadonlyMap<ValueId, string | undefined> {
    const mark = this.#log.length;
    run();
    const changes = this.#log.splice(mark);
    const after = new Map<ValueId, string | undefined>();
    for (const [root] of changes) after.set(root, this.#held.get(root));
    for (const [root, before] of changes.toReversed()) {
      if (before === undefined) this.#held.delete(root);
      else this.#held.set(root, before);
    }
    return after;
  }

  /** Everything that is written in an op. */
  #forget(op: Op): void {
    const { startOf, finishOf } = this.#flow.schedule;
    const [start, finish] = [startOf.get(op), finishOf.get(op)];
    if (start === undefined || finish === undefined) return;
    for (let position = start; position <= finish; position++)
      for (const root of this.#writesAt[position] ?? []) this.#set(root, undefined);
  }

  /** What is known where a condition holds, or does not. */
  #learn(condition: ValueId, is: boolean): void {
    const { structure, folding, classes, schedule } = this.#flow;
    const op = folding.folded.has(condition) ? definingOp(structure, condition) : undefined;
    if (!op) {
      if (schedule.definedAt.has(condition)) this.#set(classes.of(condition), is ? isTrue : isFalse);
      return;
    }
    if (op.kind !== "prim") return;
    const isSure = (op.prim === "and" && is) || (op.prim === "or" && !is);
    if (op.prim === "not" && op.args[0] !== undefined) this.#learn(op.args[0], !is);
    else if (isSure) for (const arg of op.args) this.#learn(arg, is);
  }
}

/** By position: the variables that are written there. */
function writesOf(flow: Flow): readonly (readonly ValueId[])[] {
  const { schedule, classes, structure, folding } = flow;
  const writes: ValueId[][] = schedule.places.map(() => []);
  for (const [by, position] of schedule.startOf)
    for (const { to } of printedCopies(flow, by)) writes[position]?.push(classes.of(to));
  for (const [value, position] of schedule.definedAt) {
    const definition = structure.definitions[value];
    const isHeld = definition?.kind === "op" && isStructured(definition.op) && !folding.expressions.has(definition.op);
    if (!isHeld) writes[position]?.push(classes.of(value));
  }
  return writes;
}
