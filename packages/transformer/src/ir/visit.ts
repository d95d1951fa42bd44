/**
 * Reading and rewriting the IR without knowing every op: what an op uses, defines and contains; the same op with some of it
 * replaced. Total over the op kinds: a new kind does not compile until this file knows it.
 *
 * `each…` visits in execution order, outside before inside. `map…` and `substitute…` give back the very same object where
 * nothing changed, so that a pass that does nothing returns its input.
 */
import { assertNever } from "../base/assert-never.ts";
import type { Element, IrFunction, Key, Op, Region, Terminator, ValueId } from "./ir.ts";

// -- reading -------------------------------------------------------------------------------------------------------------

/** The values that an op itself uses, in evaluation order, doubles included; not those that its regions use. */
export function operandsOf(op: Op): readonly ValueId[] {
  switch (op.kind) {
    case "const":
    case "undef":
    case "comment":
    case "block":
    case "try":
      return [];
    case "prim":
    case "call":
    case "opaque":
      return op.args;
    case "fold":
      return op.args.map(valueOf);
    case "array":
      return op.elements.map(valueOf);
    case "cast":
    case "zeros-like":
    case "clone":
      return [op.arg];
    case "record":
      return [...(op.construct?.args ?? []), ...op.fields.map(valueOf)];
    case "allocate":
      return op.fill === undefined ? [op.length] : [op.length, op.fill];
    case "load":
      return [op.ref, ...keyOperands(op.key)];
    case "store":
      return [op.ref, ...keyOperands(op.key), op.value];
    case "length":
    case "pop":
      return [op.ref];
    case "has-index":
      return [op.ref, op.index];
    case "push":
      return [op.ref, ...op.elements.map(valueOf)];
    case "fill":
      return [op.ref, op.value];
    case "view":
      return op.to === undefined ? [op.ref, op.from] : [op.ref, op.from, op.to];
    case "if":
      return [op.condition];
    case "for":
      return [op.from, op.to, ...op.inits];
    case "while":
      return op.inits;
    default:
      return assertNever(op, "op");
  }
}

/** The values that an op defines in the region it stands in; not the parameters and ops of its regions. */
export function resultsOf(op: Op): readonly ValueId[] {
  switch (op.kind) {
    case "const":
    case "undef":
    case "prim":
    case "fold":
    case "cast":
    case "call":
    case "opaque":
    case "array":
    case "record":
    case "allocate":
    case "zeros-like":
    case "clone":
    case "load":
    case "length":
    case "has-index":
    case "push":
    case "pop":
    case "view":
      return [op.result];
    case "if":
    case "for":
    case "while":
    case "block":
    case "try":
      return op.results;
    case "store":
    case "fill":
    case "comment":
      return [];
    default:
      return assertNever(op, "op");
  }
}

/** The regions directly inside an op, in the order in which they can first run. */
export function regionsOf(op: Op): readonly Region[] {
  switch (op.kind) {
    case "if":
      return [op.then, op.else];
    case "for":
    case "block":
      return [op.body];
    case "while":
      return [op.before, op.after];
    case "try":
      return [op.body, op.handler];
    case "const":
    case "undef":
    case "prim":
    case "fold":
    case "cast":
    case "call":
    case "opaque":
    case "array":
    case "record":
    case "allocate":
    case "zeros-like":
    case "clone":
    case "load":
    case "store":
    case "length":
    case "has-index":
    case "push":
    case "pop":
    case "fill":
    case "view":
    case "comment":
      return [];
    default:
      return assertNever(op, "op");
  }
}

export function terminatorOperands(end: Terminator): readonly ValueId[] {
  switch (end.kind) {
    case "yield":
    case "break":
    case "continue":
      return end.values;
    case "condition":
      return [end.condition, ...end.values];
    case "return":
      return end.value === undefined ? [] : [end.value];
    case "throw":
      return [end.value];
    default:
      return assertNever(end, "terminator");
  }
}

/** Every op of a region and of the regions inside it. `visit` may return false to stay out of an op's regions. */
export function eachOp(region: Region, visit: (op: Op, region: Region) => void | false): void {
  for (const op of region.ops) {
    if (visit(op, region) === false) continue;
    for (const inner of regionsOf(op)) eachOp(inner, visit);
  }
}

/** The region, and every region inside it; `owner` is the op that it belongs to. */
export function eachRegion(region: Region, visit: (region: Region, owner: Op | undefined) => void, owner?: Op): void {
  visit(region, owner);
  for (const op of region.ops) {
    for (const inner of regionsOf(op)) eachRegion(inner, visit, op);
  }
}

/** What `walkValues` meets: a use by an op or a terminator, or a definition by an op or as a parameter (no op). */
export interface ValueVisitor {
  readonly use?: (value: ValueId, user: Op | Terminator) => void;
  readonly define?: (value: ValueId, by: Op | undefined) => void;
}

/** Every use and definition in a region and the regions inside it; an op's results come after its regions. */
export function walkValues(region: Region, visitor: ValueVisitor): void {
  for (const param of region.params) visitor.define?.(param, undefined);
  for (const op of region.ops) {
    for (const operand of operandsOf(op)) visitor.use?.(operand, op);
    for (const inner of regionsOf(op)) walkValues(inner, visitor);
    for (const result of resultsOf(op)) visitor.define?.(result, op);
  }
  for (const operand of terminatorOperands(region.end)) visitor.use?.(operand, region.end);
}

/** The values that a region, with all inside it, uses and does not define, in the order of first use. */
export function freeValues(region: Region): ReadonlySet<ValueId> {
  const free = new Set<ValueId>();
  const defined = new Set<ValueId>();
  // Definitions come before uses, so what is not defined yet is not defined here at all.
  walkValues(region, {
    define: (value) => void defined.add(value),
    use: (value) => {
      if (!defined.has(value)) free.add(value);
    },
  });
  return free;
}

/** The values that a region, with all inside it, defines: parameters and results. */
export function defsIn(region: Region): ReadonlySet<ValueId> {
  const defined = new Set<ValueId>();
  walkValues(region, { define: (value) => void defined.add(value) });
  return defined;
}

/** How many ops a function has, comments not counted. */
export function countOps(fn: IrFunction): number {
  let count = 0;
  eachOp(fn.body, (op) => {
    if (op.kind !== "comment") count++;
  });
  return count;
}

// -- rewriting -----------------------------------------------------------------------------------------------------------

/** What to do with the parts of an op; a part that is not named stays. */
export interface OpMapper {
  readonly use?: (value: ValueId) => ValueId;
  readonly define?: (value: ValueId) => ValueId;
  readonly region?: (region: Region) => Region;
}

/** The op with other operands; its regions keep theirs. */
export function mapOperands(op: Op, f: (value: ValueId) => ValueId): Op {
  return mapParts(op, { use: f });
}

/** The op with other results. */
export function mapResults(op: Op, f: (value: ValueId) => ValueId): Op {
  return mapParts(op, { define: f });
}

/** The op with other regions directly inside it. */
export function mapRegions(op: Op, f: (region: Region) => Region): Op {
  return mapParts(op, { region: f });
}

/** The region with other ops: `f` gives what stands in the place of an op. Regions inside ops are left alone. */
export function mapOps(region: Region, f: (op: Op) => Op | readonly Op[]): Region {
  const ops = region.ops.flatMap(f);
  return changed(region, { ops: sameItems(region.ops, ops) ? region.ops : ops });
}

/** The function with every region replaced, inner ones first. */
export function mapFunctionRegions(fn: IrFunction, f: (region: Region) => Region): IrFunction {
  const inside = (region: Region): Region =>
    f(changed(region, { ops: mapList(region.ops, (op) => mapRegions(op, inside)) }));
  return changed(fn, { body: inside(fn.body) });
}

/** The region, with all inside it, using other values. What it defines itself must not be in `map`. */
export function substituteRegion(region: Region, map: ReadonlyMap<ValueId, ValueId>): Region {
  return map.size === 0 ? region : mapRegionValues(region, { use: (value) => map.get(value) ?? value });
}

/** The region, with all inside it, under other uses and definitions: `define` is called before the uses of what it made. */
export function mapRegionValues(region: Region, mapper: Pick<OpMapper, "use" | "define">): Region {
  const inside = (inner: Region): Region => {
    const params = mapper.define ? mapList(inner.params, mapper.define) : inner.params;
    const ops = mapList(inner.ops, (op) => mapParts(op, { ...mapper, region: inside }));
    return changed(inner, { params, ops, end: mapper.use ? mapTerminator(inner.end, mapper.use) : inner.end });
  };
  return inside(region);
}

/** A copy of the region in which everything it defines is new (`fresh` makes the new value of an old one), for inlining. */
export function copyRegion(
  region: Region,
  fresh: (value: ValueId) => ValueId,
  outside: ReadonlyMap<ValueId, ValueId> = new Map(),
): Region {
  const copyOf = new Map(outside);
  return mapRegionValues(region, {
    use: (value) => copyOf.get(value) ?? value,
    define: (value) => {
      const copy = fresh(value);
      copyOf.set(value, copy);
      return copy;
    },
  });
}

/** The terminator with other operands. */
export function mapTerminator(end: Terminator, f: (value: ValueId) => ValueId): Terminator {
  switch (end.kind) {
    case "yield":
    case "break":
    case "continue":
      return changed(end, { values: mapList(end.values, f) });
    case "condition":
      return changed(end, { condition: f(end.condition), values: mapList(end.values, f) });
    case "return":
      return end.value === undefined ? end : changed(end, { value: f(end.value) });
    case "throw":
      return changed(end, { value: f(end.value) });
    default:
      return assertNever(end, "terminator");
  }
}

/** The op with other parts: uses first, then regions, then definitions, as they happen. */
export function mapParts(op: Op, mapper: OpMapper): Op {
  const { use = keep, define = keep, region = keep } = mapper;
  switch (op.kind) {
    case "const":
    case "undef":
      return changed(op, { result: define(op.result) });
    case "prim":
    case "call":
    case "opaque":
      return changed(op, { args: mapList(op.args, use), result: define(op.result) });
    case "fold":
      return changed(op, { args: mapHolders(op.args, use), result: define(op.result) });
    case "cast":
    case "zeros-like":
    case "clone":
      return changed(op, { arg: use(op.arg), result: define(op.result) });
    case "array":
      return changed(op, { elements: mapHolders(op.elements, use), result: define(op.result) });
    case "record": {
      const { construct } = op;
      const args = construct?.args;
      const made = construct && args ? { construct: changed(construct, { args: mapList(args, use) }) } : {};
      return changed(op, { ...made, fields: mapHolders(op.fields, use), result: define(op.result) });
    }
    case "allocate": {
      const length = use(op.length);
      const fill = op.fill === undefined ? {} : { fill: use(op.fill) };
      return changed(op, { length, ...fill, result: define(op.result) });
    }
    case "load":
      return changed(op, { ref: use(op.ref), key: mapKey(op.key, use), result: define(op.result) });
    case "store":
      return changed(op, { ref: use(op.ref), key: mapKey(op.key, use), value: use(op.value) });
    case "length":
    case "pop":
      return changed(op, { ref: use(op.ref), result: define(op.result) });
    case "has-index":
      return changed(op, { ref: use(op.ref), index: use(op.index), result: define(op.result) });
    case "push":
      return changed(op, { ref: use(op.ref), elements: mapHolders(op.elements, use), result: define(op.result) });
    case "fill":
      return changed(op, { ref: use(op.ref), value: use(op.value) });
    case "view": {
      const to = op.to === undefined ? {} : { to: use(op.to) };
      return changed(op, { ref: use(op.ref), from: use(op.from), ...to, result: define(op.result) });
    }
    case "comment":
      return op;
    case "if":
      return changed(op, {
        condition: use(op.condition),
        then: region(op.then),
        else: region(op.else),
        results: mapList(op.results, define),
      });
    case "for":
      return changed(op, {
        from: use(op.from),
        to: use(op.to),
        inits: mapList(op.inits, use),
        body: region(op.body),
        results: mapList(op.results, define),
      });
    case "while":
      return changed(op, {
        inits: mapList(op.inits, use),
        before: region(op.before),
        after: region(op.after),
        results: mapList(op.results, define),
      });
    case "block":
      return changed(op, { body: region(op.body), results: mapList(op.results, define) });
    case "try":
      return changed(op, {
        body: region(op.body),
        handler: region(op.handler),
        results: mapList(op.results, define),
      });
    default:
      return assertNever(op, "op");
  }
}

function valueOf(holder: { readonly value: ValueId }): ValueId {
  return holder.value;
}

function keyOperands(key: Key): readonly ValueId[] {
  return key.kind === "index" ? [key.index] : [];
}

function mapKey(key: Key, f: (value: ValueId) => ValueId): Key {
  return key.kind === "index" ? changed(key, { index: f(key.index) }) : key;
}

function mapHolders<T extends Element | { readonly name: string; readonly value: ValueId }>(
  holders: readonly T[],
  f: (value: ValueId) => ValueId,
): readonly T[] {
  return mapList(holders, (holder) => {
    const value = f(holder.value);
    return value === holder.value ? holder : { ...holder, value };
  });
}

function keep<T>(part: T): T {
  return part;
}

/** The list with `f` of each item; the same list where that changes none. */
function mapList<T>(list: readonly T[], f: (item: T) => T): readonly T[] {
  let result: T[] | undefined;
  for (const [i, item] of list.entries()) {
    const mapped = f(item);
    if (result) result.push(mapped);
    else if (mapped !== item) result = [...list.slice(0, i), mapped];
  }
  return result ?? list;
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

/** The object with some properties replaced; itself where none is new. */
export function changed<T extends object>(object: T, parts: Partial<T>): T {
  for (const key in parts) {
    if (parts[key] !== object[key]) return { ...object, ...parts };
  }
  return object;
}
