/**
 * The order in which what is printed runs: a position for every statement and for the two ends of every structured one, with
 * the values that each position reads and writes. A folded value is read where its user is printed.
 *
 * A position reads before it writes; so a value read last at p and one written at p can share a variable.
 */
import type { Op, Region, Terminator, ValueId } from "../ir/ir.ts";
import { endCopies, entryCopies } from "./copies.ts";
import type { Copy } from "./copies.ts";
import { ownOperands } from "./demand.ts";
import type { Demand } from "./demand.ts";
import type { Folding } from "./fold.ts";
import type { AccessContext } from "./order.ts";
import { constOf, definingOp, isStructured, isUndef } from "./structure.ts";
import type { Place, Structure } from "./structure.ts";

export interface Schedule {
  /** By position: where it stands. */
  readonly places: readonly Place[];
  /** First positions of ops and positions of terminators; the last one of a structured op. */
  readonly startOf: ReadonlyMap<Op | Terminator, number>;
  readonly finishOf: ReadonlyMap<Op, number>;
  /** First and last position in a region. */
  readonly spanOf: ReadonlyMap<Place, readonly [number, number]>;
  /** By value with a variable of its own: where it gets its value, and where it is read, ascending. */
  readonly definedAt: ReadonlyMap<ValueId, number>;
  readonly readAt: ReadonlyMap<ValueId, readonly number[]>;
  /** Copies to wanted values, by the op (a loop that is entered) or terminator that makes them; constants included. */
  readonly copiesAt: ReadonlyMap<Op | Terminator, readonly Copy[]>;
}

export interface Selection {
  readonly structure: Structure;
  readonly demand: Demand;
  readonly folding: Folding;
  readonly access: AccessContext;
}

export function scheduleOf(selection: Selection): Schedule {
  return new Scheduler(selection).run();
}

/** The ops of a region that are statements of their own. */
export function statementsOf({ demand, folding, structure }: Selection, place: Place): readonly Op[] {
  return place.ops.filter((op) => {
    if (op.kind === "comment") return true;
    if (!demand.ops.has(op) || op.kind === "const" || op.kind === "undef") return false;
    const result = resultOf({ demand, folding, structure }, op);
    return result === undefined || !folding.folded.has(result);
  });
}

/** The value that an op printed as an expression gives, if anyone wants it. */
export function resultOf(
  { demand, folding }: Pick<Selection, "demand" | "folding" | "structure">,
  op: Op,
): ValueId | undefined {
  if (op.kind === "if") {
    return folding.expressions.has(op) ? op.results.find((result) => demand.values.has(result)) : undefined;
  }
  return "result" in op ? op.result : undefined;
}

/** The variables that an expression reads. */
export function eachLeaf(selection: Selection, value: ValueId, visit: (leaf: ValueId) => void): void {
  const { structure, folding } = selection;
  if (constOf(structure, value) || isUndef(structure, value)) return;
  const op = folding.folded.has(value) ? definingOp(structure, value) : undefined;
  if (op) eachLeafOfOp(selection, op, visit);
  else visit(value);
}

export function eachLeafOfOp(selection: Selection, op: Op, visit: (leaf: ValueId) => void): void {
  const { structure, folding, access } = selection;
  if (op.kind === "load" && folding.mergedLoads.has(op)) return;
  for (const operand of ownOperands(op, structure, access)) eachLeaf(selection, operand, visit);
  if (op.kind === "if" && folding.expressions.has(op)) {
    for (const value of branchValues(selection, op)) eachLeaf(selection, value, visit);
  }
}

/** What the branches of a conditional expression give. */
export function branchValues(
  selection: Pick<Selection, "demand">,
  op: Extract<Op, { kind: "if" }>,
): readonly ValueId[] {
  const index = op.results.findIndex((result) => selection.demand.values.has(result));
  return [op.then, op.else].flatMap(({ end }) => {
    const value = end.kind === "yield" ? end.values[index] : undefined;
    return value === undefined ? [] : [value];
  });
}

class Scheduler {
  readonly #selection: Selection;
  readonly #places: Place[] = [];
  readonly #startOf = new Map<Op | Terminator, number>();
  readonly #finishOf = new Map<Op, number>();
  readonly #spanOf = new Map<Place, readonly [number, number]>();
  readonly #definedAt = new Map<ValueId, number>();
  readonly #readAt = new Map<ValueId, number[]>();
  readonly #copiesAt = new Map<Op | Terminator, readonly Copy[]>();

  constructor(selection: Selection) {
    this.#selection = selection;
  }

  run(): Schedule {
    const { structure } = this.#selection;
    const entry = this.#next(structure.body);
    for (const param of structure.fn.params) this.#definedAt.set(param, entry);
    this.#place(structure.body, entry);
    return {
      places: this.#places,
      startOf: this.#startOf,
      finishOf: this.#finishOf,
      spanOf: this.#spanOf,
      definedAt: this.#definedAt,
      readAt: this.#readAt,
      copiesAt: this.#copiesAt,
    };
  }

  #next(place: Place): number {
    return this.#places.push(place) - 1;
  }

  #read(value: ValueId, position: number): void {
    eachLeaf(this.#selection, value, (leaf) => this.#readLeaf(leaf, position));
  }

  #readLeaf(leaf: ValueId, position: number): void {
    const reads = this.#readAt.get(leaf);
    if (!reads) this.#readAt.set(leaf, [position]);
    else if (reads.at(-1) !== position) reads.push(position);
  }

  #define(values: readonly ValueId[], position: number): void {
    for (const value of values) if (this.#selection.demand.values.has(value)) this.#definedAt.set(value, position);
  }

  #copies(by: Op | Terminator, copies: readonly Copy[], position: number): void {
    const wanted = copies.filter((copy) => this.#selection.demand.values.has(copy.to));
    this.#copiesAt.set(by, wanted);
    for (const copy of wanted) this.#read(copy.from, position);
  }

  #place(place: Place, from?: number): void {
    const first = from ?? this.#places.length;
    for (const op of statementsOf(this.#selection, place)) this.#op(op, place);
    if (place.reachesEnd) this.#end(place);
    this.#spanOf.set(place, [first, Math.max(first, this.#places.length - 1)]);
  }

  #end(place: Place): void {
    const { structure } = this.#selection;
    const { end } = place.region;
    const position = this.#next(place);
    this.#startOf.set(end, position);
    if ((end.kind === "return" || end.kind === "throw") && end.value !== undefined) this.#read(end.value, position);
    if (end.kind === "condition") this.#read(end.condition, position);
    this.#copies(end, endCopies(structure, place), position);
    if (end.kind === "condition" && place.owner?.kind === "while") this.#define(place.owner.after.params, position);
  }

  #op(op: Op, place: Place): void {
    const start = this.#next(place);
    this.#startOf.set(op, start);
    if (!isStructured(op) || this.#selection.folding.expressions.has(op)) {
      eachLeafOfOp(this.#selection, op, (leaf) => this.#readLeaf(leaf, start));
      const result = resultOf(this.#selection, op);
      if (result !== undefined) this.#define([result], start);
      return;
    }
    switch (op.kind) {
      case "if":
        this.#read(op.condition, start);
        this.#inside(op.then);
        this.#inside(op.else);
        break;
      case "for": {
        this.#copies(op, entryCopies(op), start);
        this.#define(op.body.params.slice(1), start);
        // The counter starts after the copies: what it starts from must survive them.
        const header = this.#next(place);
        this.#read(op.from, header);
        const counter = op.body.params[0];
        if (counter !== undefined) this.#definedAt.set(counter, header);
        this.#inside(op.body);
        break;
      }
      case "while":
        this.#copies(op, entryCopies(op), start);
        this.#define(op.before.params, start);
        this.#inside(op.before);
        this.#inside(op.after);
        break;
      case "block":
        this.#inside(op.body);
        break;
      case "try":
        this.#inside(op.body);
        // What is thrown arrives before the first statement of the handler.
        this.#define(op.handler.params, this.#next(place));
        this.#inside(op.handler);
        break;
    }
    const finish = this.#next(place);
    this.#finishOf.set(op, finish);
    // The end value of a counted loop is compared with after every round.
    if (op.kind === "for") this.#read(op.to, finish);
    this.#define(op.results, finish);
  }

  #inside(region: Region): void {
    const place = this.#selection.structure.placeOf.get(region);
    if (place) this.#place(place);
  }
}
