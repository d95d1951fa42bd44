/**
 * Which records may become scalars: those of fixed shape that are made here, read and written by field only, and never leave.
 *
 * Records that meet (a phi, a loop, a cast) are one group: all of it becomes scalars or none. A group that is written has one member
 * only, since a write through one name must show under the others. A record from outside may meet the group where nobody writes
 * such fields in the whole unit: it is read where it meets. A returned record is made again at the return. A record that leaves
 * after all that reads and writes it here is made there, with its final fields. A record from outside that the body of a `try` writes
 * stays memory: its handler sees what was written before the throw.
 */
import type { IrFunction, Label, Op, Region, Terminator, ValueId } from "../../ir/ir.ts";
import type { WrittenFields } from "../pass.ts";
import { isReference } from "../../ir/types.ts";
import type { Type, TypeTable } from "../../ir/types.ts";
import { operandsOf, terminatorOperands } from "../../ir/visit.ts";

export interface Shape {
  readonly names: readonly string[];
  readonly types: readonly Type[];
}

export interface Candidates {
  readonly shapeOf: ReadonlyMap<ValueId, Shape>;
  /** Those that some store writes: never part of a phi. */
  readonly written: ReadonlySet<ValueId>;
  /** Records that leave, by the op in front of which they are made; or by the terminator of their region. */
  readonly leavingAt: ReadonlyMap<Op | Terminator, readonly ValueId[]>;
}

/** Where a record was made, and where it is touched, in the order of the ops. */
interface Track {
  readonly region: Region;
  lastAccess: number;
  /** The op of its own region, with or in which it leaves first. */
  firstLeave: { readonly at: Op | Terminator; readonly number: number } | undefined;
}

/** A region that the walk is in, and the op of it that it has come to. */
interface Place {
  readonly region: Region;
  at: Op | Terminator;
  number: number;
}

export function findCandidates(fn: IrFunction, types: TypeTable, writtenFields: WrittenFields): Candidates {
  return new Finder(fn, types, writtenFields).find();
}

/** The fields of a record or tuple that has always the same ones; undefined for any other type. */
export function shapeOfType(type: Type, types: TypeTable): Shape | undefined {
  let found = type;
  for (let depth = 0; found.kind === "named" && depth < 8; depth++) found = types.get(found.name)?.type ?? found;
  if (found.kind === "tuple") return { names: found.elements.map((_, i) => String(i)), types: found.elements };
  if (found.kind !== "record" || found.fields.length === 0) return undefined;
  if (found.fields.some((field) => field.optional === true)) return undefined;
  return { names: found.fields.map((field) => field.name), types: found.fields.map((field) => field.type) };
}

interface Group {
  readonly members: ValueId[];
  isMade: boolean;
  isForeign: boolean;
  isJoined: boolean;
  isStored: boolean;
  isRead: boolean;
  leaves: boolean;
}

class Finder {
  readonly #fn: IrFunction;
  readonly #types: TypeTable;
  readonly #writtenFields: WrittenFields;
  readonly #parent = new Map<ValueId, ValueId>();
  readonly #made = new Set<ValueId>();
  readonly #joined = new Set<ValueId>();
  readonly #stored = new Set<ValueId>();
  readonly #read = new Set<ValueId>();
  readonly #returned = new Set<ValueId>();
  readonly #leaving = new Set<ValueId>();
  readonly #instances = new Set<ValueId>();
  /** Written in the body of a `try` that they are older than. */
  readonly #outliving = new Set<ValueId>();
  readonly #tried = new Set<Region>();
  readonly #tracks = new Map<ValueId, Track>();
  readonly #path: Place[] = [];
  #number = 0;
  readonly #jumps = new Map<Label, { readonly breaks: readonly ValueId[]; readonly continues: readonly ValueId[] }>();
  /** Something here may write memory that it was handed. */
  #hasUnknownWrites = false;

  constructor(fn: IrFunction, types: TypeTable, writtenFields: WrittenFields) {
    this.#fn = fn;
    this.#types = types;
    this.#writtenFields = writtenFields;
  }

  find(): Candidates {
    this.#region(this.#fn.body, []);
    const groups = new Map<ValueId, Group>();
    for (const value of this.#parent.keys()) {
      const root = this.#root(value);
      let group = groups.get(root);
      if (!group) {
        group = {
          members: [],
          isMade: false,
          isForeign: false,
          isJoined: false,
          isStored: false,
          isRead: false,
          leaves: false,
        };
        groups.set(root, group);
      }
      group.members.push(value);
      group.isMade ||= this.#made.has(value);
      group.isForeign ||= !this.#made.has(value) && !this.#joined.has(value);
      group.isJoined ||= this.#joined.has(value);
      group.isStored ||= this.#stored.has(value);
      group.isRead ||= this.#read.has(value);
      group.leaves ||= this.#leaving.has(value);
    }
    const shapeOf = new Map<ValueId, Shape>();
    const written = new Set<ValueId>();
    const leavingAt = new Map<Op | Terminator, ValueId[]>();
    for (const group of groups.values()) {
      const shape = this.#accepted(group);
      if (!shape) continue;
      for (const member of group.members) {
        if (!this.#made.has(member) && !this.#joined.has(member)) continue;
        shapeOf.set(member, shapeOfType(this.#fn.values[member]!.type, this.#types)!);
        if (group.isStored) written.add(member);
        const leave = this.#tracks.get(member)?.firstLeave;
        if (leave && group.members.length === 1) leavingAt.set(leave.at, [...(leavingAt.get(leave.at) ?? []), member]);
      }
    }
    return { shapeOf, written, leavingAt };
  }

  #accepted(group: Group): Shape | undefined {
    // An instance of a class is made by its class.
    const isInstance = group.members.some((member) => this.#instances.has(member));
    if (isInstance && (group.leaves || group.members.some((member) => this.#returned.has(member)))) return undefined;
    if (group.members.some((member) => this.#outliving.has(member))) return undefined;
    if (!group.isMade || !(group.isRead || group.isStored)) return undefined;
    if (group.members.length === 1)
      return this.#leavesLast(group.members[0]!) ? this.#shape(group.members[0]!) : undefined;
    if (group.leaves || group.isStored) return undefined;
    const [first] = group.members.map((member) => shapeOfType(this.#fn.values[member]!.type, this.#types));
    if (!first) return undefined;
    for (const member of group.members) {
      const shape = shapeOfType(this.#fn.values[member]!.type, this.#types);
      if (!shape || shape.names.join() !== first.names.join()) return undefined;
    }
    const isReturned = group.members.some((member) => this.#returned.has(member));
    const needsStill = group.isForeign || isReturned;
    const names = first.names[0] === "0" ? [...first.names, "[]"] : first.names;
    const isStill = !this.#hasUnknownWrites && names.every((name) => !this.#writtenFields.has(name));
    return needsStill && !isStill ? undefined : first;
  }

  #shape(value: ValueId): Shape | undefined {
    return shapeOfType(this.#fn.values[value]!.type, this.#types);
  }

  /** Whether nothing here touches a record from the op on with which it leaves. */
  #leavesLast(value: ValueId): boolean {
    const track = this.#tracks.get(value);
    return track !== undefined && (!track.firstLeave || track.lastAccess < track.firstLeave.number);
  }

  // -- groups --------------------------------------------------------------------------------------------------------------

  #isRecord(value: ValueId): boolean {
    return shapeOfType(this.#fn.values[value]!.type, this.#types) !== undefined;
  }

  #root(value: ValueId): ValueId {
    if (!this.#parent.has(value)) this.#parent.set(value, value);
    let root = value;
    for (let next = this.#parent.get(root)!; next !== root; next = this.#parent.get(root)!) root = next;
    for (let at = value; at !== root;) {
      const next = this.#parent.get(at)!;
      this.#parent.set(at, root);
      at = next;
    }
    return root;
  }

  #join(from: readonly ValueId[], to: readonly ValueId[]): void {
    for (const [i, value] of from.entries()) {
      const target = to[i];
      if (target === undefined) {
        this.#leave(value);
        continue;
      }
      if (!isReference(this.#fn.values[target]!.type) && !isReference(this.#fn.values[value]!.type)) continue;
      this.#parent.set(this.#root(value), this.#root(target));
    }
  }

  #joins(values: readonly ValueId[]): void {
    for (const value of values) {
      if (!this.#isRecord(value)) continue;
      this.#root(value);
      this.#joined.add(value);
    }
  }

  #leave(value: ValueId): void {
    if (!isReference(this.#fn.values[value]!.type)) return;
    this.#leaving.add(value);
    this.#leaveHere(value);
  }

  #leaveHere(value: ValueId): void {
    this.#root(value);
    const track = this.#tracks.get(value);
    const place = track && this.#path.findLast(({ region }) => region === track.region);
    if (track && place) track.firstLeave ??= { at: place.at, number: place.number };
  }

  #access(value: ValueId): void {
    this.#root(value);
    const track = this.#tracks.get(value);
    if (track) track.lastAccess = this.#number;
  }

  // -- the walk ------------------------------------------------------------------------------------------------------------

  #region(region: Region, yields: readonly ValueId[]): void {
    const place: Place = { region, at: region.end, number: 0 };
    this.#path.push(place);
    for (const op of region.ops) {
      place.at = op;
      place.number = ++this.#number;
      this.#op(op);
    }
    place.at = region.end;
    place.number = ++this.#number;
    this.#end(region.end, yields);
    this.#path.pop();
  }

  #end(end: Terminator, yields: readonly ValueId[]): void {
    switch (end.kind) {
      case "yield":
      case "condition":
        return this.#join(end.values, yields);
      case "break":
        return this.#join(end.values, this.#jumps.get(end.label)!.breaks);
      case "continue":
        return this.#join(end.values, this.#jumps.get(end.label)!.continues);
      case "return":
        if (end.value === undefined || !isReference(this.#fn.values[end.value]!.type)) return;
        this.#leaveHere(end.value);
        this.#returned.add(end.value);
        return;
      default:
        return terminatorOperands(end).forEach((value) => this.#leave(value));
    }
  }

  #op(op: Op): void {
    switch (op.kind) {
      case "record":
        op.fields.forEach(({ value }) => this.#leave(value));
        op.construct?.args?.forEach((value) => this.#leave(value));
        if (op.construct) this.#instances.add(op.result);
        return this.#making(
          op.result,
          op.fields.map(({ name }) => name),
        );
      case "array":
        op.elements.forEach(({ value }) => this.#leave(value));
        if (op.elements.every(({ kind }) => kind === "value"))
          this.#making(
            op.result,
            op.elements.map((_, i) => String(i)),
          );
        return;
      case "undef":
        if (this.#isRecord(op.result)) {
          this.#root(op.result);
          this.#made.add(op.result);
        }
        return;
      case "load":
        if (op.key.kind === "field" && this.#isRecord(op.ref)) {
          this.#access(op.ref);
          this.#read.add(op.ref);
        } else this.#leave(op.ref);
        return;
      case "store":
        this.#leave(op.value);
        if (op.key.kind !== "field" || !this.#isRecord(op.ref)) return this.#leave(op.ref);
        this.#access(op.ref);
        this.#stored.add(op.ref);
        if (this.#isOlderThanTry(op.ref)) this.#outliving.add(op.ref);
        return;
      case "cast":
        if (!this.#isRecord(op.result) || !this.#isRecord(op.arg)) return this.#leave(op.arg);
        this.#joins([op.result]);
        return this.#join([op.arg], [op.result]);
      case "if":
        this.#joins(op.results);
        this.#region(op.then, op.results);
        return this.#region(op.else, op.results);
      case "for": {
        const params = op.body.params.slice(1);
        this.#joins([...params, ...op.results]);
        this.#join(op.inits, params);
        this.#join(params, op.results);
        this.#jumps.set(op.label, { breaks: op.results, continues: params });
        return this.#region(op.body, params);
      }
      case "while":
        this.#joins([...op.before.params, ...op.after.params, ...op.results]);
        this.#join(op.inits, op.before.params);
        this.#join(op.after.params, op.results);
        this.#jumps.set(op.label, { breaks: op.results, continues: op.before.params });
        this.#region(op.before, op.after.params);
        return this.#region(op.after, op.before.params);
      case "block":
        this.#joins(op.results);
        this.#jumps.set(op.label, { breaks: op.results, continues: [] });
        return this.#region(op.body, op.results);
      case "try":
        this.#joins(op.results);
        this.#tried.add(op.body);
        this.#region(op.body, op.results);
        return this.#region(op.handler, op.results);
      default:
        // What functions of the unit write is among the written fields; host code may write anything.
        if (op.kind === "opaque" && op.effect === "effect") this.#hasUnknownWrites = true;
        return operandsOf(op).forEach((value) => this.#leave(value));
    }
  }

  /** Whether a body of a `try` is around here and not around where the record was made. */
  #isOlderThanTry(value: ValueId): boolean {
    const made = this.#path.findIndex(({ region }) => region === this.#tracks.get(value)?.region);
    return this.#path.some(({ region }, i) => i > made && this.#tried.has(region));
  }

  #making(result: ValueId, names: readonly string[]): void {
    const shape = shapeOfType(this.#fn.values[result]!.type, this.#types);
    this.#root(result);
    if (shape && shape.names.every((name) => names.includes(name)) && names.length === shape.names.length) {
      this.#made.add(result);
      this.#tracks.set(result, { region: this.#path.at(-1)!.region, lastAccess: 0, firstLeave: undefined });
    } else this.#leaving.add(result);
  }
}
