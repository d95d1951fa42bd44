/**
 * Makes scalars of local records of fixed shape: loads become values, stores become new values, loops and branches carry them.
 *   %2 = { x: %0, y: %1 } ; %3 = load %2.x ; store %2.y = %3      =>   %3 is %0, %2.y is %0 from here on
 *   for (s = { x: %0 }) { … yield { x: %4 } }                      =>   for (sX = %0) { … yield %4 }
 * Which records: candidates.ts. Needs: ssa. Gives the same function where there is none. Linear.
 */
import { FunctionBuilder } from "../../ir/build.ts";
import type { ForOp, IfOp, IrFunction, Label, Op, Origin, Region, Terminator, ValueId, WhileOp } from "../../ir/ir.ts";
import { sameType } from "../../ir/types.ts";
import type { Type, TypeTable } from "../../ir/types.ts";
import { mapOperands, mapTerminator, regionsOf, resultsOf } from "../../ir/visit.ts";
import type { Pass } from "../pass.ts";
import { findCandidates } from "./candidates.ts";
import type { Candidates } from "./candidates.ts";

export const scalarsForRecords: Pass = {
  name: "scalars-for-records",
  run(fn, { types, writtenFields }) {
    let now = fn;
    // What an outer record held may be the next to go.
    for (let round = 0; round < 4; round++) {
      const candidates = findCandidates(now, types, writtenFields);
      if (candidates.shapeOf.size === 0) break;
      now = new Scalars(now, candidates, types).run();
    }
    return now;
  },
};

/** A field of a record that is written: the record and the position. */
interface Slot {
  readonly record: ValueId;
  readonly position: number;
}

/** Where the values of a jump go: the phis as they were, and the slots that follow. */
interface Target {
  readonly phis: readonly ValueId[];
  readonly slots: readonly Slot[];
}

class Scalars {
  readonly #fn: IrFunction;
  readonly #candidates: Candidates;
  readonly #builder: FunctionBuilder;
  readonly #now = new Map<ValueId, ValueId>();
  /** The fields of records that nobody writes. */
  readonly #fixed = new Map<ValueId, readonly ValueId[]>();
  /** The fields of written records, here. */
  #current = new Map<ValueId, readonly ValueId[]>();
  readonly #slotsOf = new Map<Op, readonly Slot[]>();
  readonly #breaks = new Map<Label, Target>();
  readonly #continues = new Map<Label, Target>();

  constructor(fn: IrFunction, candidates: Candidates, types: TypeTable) {
    this.#fn = fn;
    this.#candidates = candidates;
    this.#builder = FunctionBuilder.from(fn, {}, types);
    this.#findSlots(fn.body);
  }

  run(): IrFunction {
    const body = this.#region(this.#fn.body, { phis: [], slots: [] }, this.#fn.body.params);
    return this.#builder.finish(this.#fn.params, this.#fn.resultType, body);
  }

  /** The slots that an op with regions writes and that were there before it; memory made inside is its own. */
  #findSlots(region: Region): { readonly written: Map<string, Slot>; readonly made: Set<ValueId> } {
    const written = new Map<string, Slot>();
    const made = new Set<ValueId>();
    for (const op of region.ops) {
      for (const result of resultsOf(op)) made.add(result);
      if (op.kind === "store" && op.key.kind === "field" && this.#candidates.written.has(op.ref)) {
        const position = this.#candidates.shapeOf.get(op.ref)!.names.indexOf(op.key.name);
        written.set(`${op.ref}.${position}`, { record: op.ref, position });
      }
      const inside = new Map<string, Slot>();
      for (const inner of regionsOf(op)) {
        const found = this.#findSlots(inner);
        for (const [key, slot] of found.written) if (!found.made.has(slot.record)) inside.set(key, slot);
      }
      if (inside.size > 0) this.#slotsOf.set(op, [...inside.values()]);
      for (const [key, slot] of inside) written.set(key, slot);
    }
    return { written, made };
  }

  #use = (value: ValueId): ValueId => {
    let now = value;
    for (let next = this.#now.get(now); next !== undefined; next = this.#now.get(now)) now = next;
    return now;
  };

  // -- fields --------------------------------------------------------------------------------------------------------------

  /** The fields of a record here; one from outside is read. */
  #fieldsOf(record: ValueId, like: ValueId, into: Op[], origin: Origin): readonly ValueId[] {
    const known = this.#fixed.get(record) ?? this.#current.get(record);
    if (known) return known;
    const shape = this.#candidates.shapeOf.get(like)!;
    return shape.names.map((name, i) => {
      const result = this.#builder.value(shape.types[i]!, fieldName(this.#builder.nameOf(record), name));
      into.push({ kind: "load", result, ref: this.#use(record), key: { kind: "field", name }, origin });
      return result;
    });
  }

  #field(ref: ValueId, name: string): ValueId {
    const shape = this.#candidates.shapeOf.get(ref)!;
    return (this.#fixed.get(ref) ?? this.#current.get(ref)!)[shape.names.indexOf(name)]!;
  }

  #keep(record: ValueId, fields: readonly ValueId[]): void {
    if (this.#candidates.written.has(record)) this.#current.set(record, fields);
    else this.#fixed.set(record, fields);
  }

  /** A value under the type that its reader expects. */
  #seen(value: ValueId, type: Type, into: Op[], origin: Origin): ValueId {
    if (sameType(this.#builder.typeOf(value), type)) return value;
    const result = this.#builder.value(type, this.#builder.nameOf(value));
    into.push({ kind: "cast", result, arg: value, origin });
    return result;
  }

  // -- phis ----------------------------------------------------------------------------------------------------------------

  /** Phis with fields in the place of records, then the slots; the fields are known from here on. */
  #phis({ phis, slots }: Target): ValueId[] {
    const own = phis.flatMap((phi) => {
      const shape = this.#candidates.shapeOf.get(phi);
      if (!shape) return [phi];
      const fields = shape.names.map((name, i) =>
        this.#builder.value(shape.types[i]!, fieldName(this.#builder.nameOf(phi), name)),
      );
      this.#fixed.set(phi, fields);
      return fields;
    });
    return [...own, ...this.#slotValues(slots)];
  }

  #slotValues(slots: readonly Slot[]): ValueId[] {
    return slots.map(({ record, position }) => {
      const shape = this.#candidates.shapeOf.get(record)!;
      const value = this.#builder.value(
        shape.types[position]!,
        fieldName(this.#builder.nameOf(record), shape.names[position]!),
      );
      const fields = this.#current.get(record)!;
      this.#current.set(record, fields.with(position, value));
      return value;
    });
  }

  /** What is passed to phis. */
  #passed(values: readonly ValueId[], { phis, slots }: Target, into: Op[], origin: Origin): ValueId[] {
    const own = values.flatMap((value, i) => {
      const phi = phis[i];
      const shape = phi === undefined ? undefined : this.#candidates.shapeOf.get(phi);
      if (phi === undefined || !shape) return [this.#use(value)];
      return this.#fieldsOf(value, phi, into, origin).map((field, k) =>
        this.#seen(this.#use(field), shape.types[k]!, into, origin),
      );
    });
    const held = slots.map(({ record, position }) => {
      const type = this.#candidates.shapeOf.get(record)!.types[position]!;
      return this.#seen(this.#use(this.#current.get(record)![position]!), type, into, origin);
    });
    return [...own, ...held];
  }

  // -- the walk ------------------------------------------------------------------------------------------------------------

  #region(region: Region, target: Target, params: readonly ValueId[]): Region {
    const ops: Op[] = [];
    for (const op of region.ops) {
      this.#leave(op, ops, op.origin);
      this.#op(op, ops);
    }
    this.#leave(region.end, ops, region.end.origin);
    return { params, ops, end: this.#end(region.end, target, ops) };
  }

  /** Makes what leaves with an op or a terminator. */
  #leave(at: Op | Terminator, into: Op[], origin: Origin): void {
    for (const record of this.#candidates.leavingAt.get(at) ?? [])
      this.#now.set(record, this.#made(record, into, origin));
  }

  #end(end: Terminator, target: Target, into: Op[]): Terminator {
    switch (end.kind) {
      case "yield":
        return { ...end, values: this.#passed(end.values, target, into, end.origin) };
      case "condition":
        return {
          ...end,
          condition: this.#use(end.condition),
          values: this.#passed(end.values, target, into, end.origin),
        };
      case "break":
        return { ...end, values: this.#passed(end.values, this.#breaks.get(end.label)!, into, end.origin) };
      case "continue":
        return { ...end, values: this.#passed(end.values, this.#continues.get(end.label)!, into, end.origin) };
      case "return":
        if (end.value === undefined || !this.#candidates.shapeOf.has(end.value) || this.#now.has(end.value))
          return mapTerminator(end, this.#use);
        return { ...end, value: this.#made(end.value, into, end.origin) };
      default:
        return mapTerminator(end, this.#use);
    }
  }

  /** A record again, from its fields. */
  #made(record: ValueId, into: Op[], origin: Origin): ValueId {
    const { names } = this.#candidates.shapeOf.get(record)!;
    const fields = this.#fieldsOf(record, record, into, origin).map(this.#use);
    const result = this.#builder.value(this.#builder.typeOf(record), this.#builder.nameOf(record));
    const isTuple = names[0] === "0";
    if (isTuple)
      into.push({ kind: "array", result, elements: fields.map((value) => ({ kind: "value", value })), origin });
    else into.push({ kind: "record", result, fields: fields.map((value, i) => ({ name: names[i]!, value })), origin });
    return result;
  }

  #op(op: Op, into: Op[]): void {
    const { shapeOf } = this.#candidates;
    switch (op.kind) {
      case "record":
        if (!shapeOf.has(op.result)) break;
        return this.#keep(
          op.result,
          shapeOf.get(op.result)!.names.map((name) => this.#use(op.fields.find((field) => field.name === name)!.value)),
        );
      case "array":
        if (!shapeOf.has(op.result)) break;
        return this.#keep(
          op.result,
          op.elements.map(({ value }) => this.#use(value)),
        );
      case "undef": {
        const shape = shapeOf.get(op.result);
        if (!shape) break;
        const fields = shape.types.map((type) => this.#builder.value(type));
        for (const result of fields) into.push({ kind: "undef", result, origin: op.origin });
        return this.#keep(op.result, fields);
      }
      case "cast":
        if (!shapeOf.has(op.result)) break;
        return void this.#fixed.set(op.result, this.#fieldsOf(op.arg, op.result, into, op.origin));
      case "load":
        if (!shapeOf.has(op.ref) || op.key.kind !== "field") break;
        return void this.#now.set(
          op.result,
          this.#seen(this.#use(this.#field(op.ref, op.key.name)), this.#builder.typeOf(op.result), into, op.origin),
        );
      case "store": {
        const shape = shapeOf.get(op.ref);
        if (!shape || op.key.kind !== "field") break;
        const fields = this.#current.get(op.ref)!;
        return void this.#current.set(op.ref, fields.with(shape.names.indexOf(op.key.name), this.#use(op.value)));
      }
      case "if":
        return this.#if(op, into);
      case "for":
        return this.#for(op, into);
      case "while":
        return this.#while(op, into);
      case "block": {
        const target: Target = { phis: op.results, slots: this.#slotsOf.get(op) ?? [] };
        this.#breaks.set(op.label, target);
        const before = this.#current;
        const body = this.#apart(() => this.#region(op.body, target, []));
        this.#current = new Map(before);
        return void into.push({ ...op, body, results: this.#phis(target) });
      }
      case "try": {
        const target: Target = { phis: op.results, slots: this.#slotsOf.get(op) ?? [] };
        const body = this.#apart(() => this.#region(op.body, target, []));
        const handler = this.#apart(() => this.#region(op.handler, target, op.handler.params));
        return void into.push({ ...op, body, handler, results: this.#phis(target) });
      }
      default:
        break;
    }
    into.push(mapOperands(op, this.#use));
  }

  /** What happens to written records inside is not seen outside, but for what is passed on. */
  #apart<T>(act: () => T): T {
    const before = this.#current;
    this.#current = new Map(before);
    const result = act();
    this.#current = before;
    return result;
  }

  #if(op: IfOp, into: Op[]): void {
    const target: Target = { phis: op.results, slots: this.#slotsOf.get(op) ?? [] };
    const condition = this.#use(op.condition);
    const then = this.#apart(() => this.#region(op.then, target, []));
    const otherwise = this.#apart(() => this.#region(op.else, target, []));
    into.push({ ...op, condition, then, else: otherwise, results: this.#phis(target) });
  }

  #for(op: ForOp, into: Op[]): void {
    const [index, ...carried] = op.body.params;
    const slots = this.#slotsOf.get(op) ?? [];
    const entering: Target = { phis: carried, slots };
    const leaving: Target = { phis: op.results, slots };
    const [from, to] = [this.#use(op.from), this.#use(op.to)];
    const inits = this.#passed(op.inits, entering, into, op.origin);
    this.#breaks.set(op.label, leaving);
    this.#continues.set(op.label, entering);
    const body = this.#apart(() => {
      const params = this.#phis(entering);
      return this.#region(op.body, entering, [index!, ...params]);
    });
    into.push({ ...op, from, to, inits, body, results: this.#phis(leaving) });
  }

  #while(op: WhileOp, into: Op[]): void {
    const slots = this.#slotsOf.get(op) ?? [];
    const testing: Target = { phis: op.before.params, slots };
    const going: Target = { phis: op.after.params, slots };
    const leaving: Target = { phis: op.results, slots };
    const inits = this.#passed(op.inits, testing, into, op.origin);
    this.#breaks.set(op.label, leaving);
    this.#continues.set(op.label, testing);
    const [before, after] = this.#apart(() => {
      const first = this.#phis(testing);
      const test = this.#region(op.before, going, first);
      const second = this.#phis(going);
      return [test, this.#region(op.after, testing, second)] as const;
    });
    into.push({ ...op, inits, before, after, results: this.#phis(leaving) });
  }
}

/** `state`, `theta` → `stateTheta`. */
function fieldName(record: string | undefined, field: string): string | undefined {
  if (record === undefined) return /^[A-Za-z_$]/.test(field) ? field : undefined;
  return `${record}${field.charAt(0).toUpperCase()}${field.slice(1)}`;
}
