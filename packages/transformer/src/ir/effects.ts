/**
 * What an op may do besides giving its results: whether it can be dropped, shared or moved. What a call does is known once
 * `functionEffects` has looked at all functions of the unit; without that, a call may do anything.
 */
import { assertNever } from "../base/assert-never.ts";
import type { FunctionId, IrFunction, Label, Op, Region, Terminator, Unit, ValueId } from "./ir.ts";
import { isReference } from "./types.ts";
import { eachOp, eachRegion, regionsOf } from "./visit.ts";

export interface Effects {
  /** Its results depend on memory that a store may change. */
  readonly reads: boolean;
  /** It changes memory. */
  readonly writes: boolean;
  /** It makes new memory: two of it are not one. */
  readonly allocates: boolean;
  /** Host code that must run once, where it stands: console, clocks, random. */
  readonly outside: boolean;
  readonly throws: boolean;
  /** It can leave the function by return. */
  readonly returns: boolean;
  /** The labels around it that it can break out of, or continue. */
  readonly exits: ReadonlySet<Label>;
}

/** What the functions of a unit do to their caller: `writes` and `reads` are of memory that the function did not make. */
export type FunctionEffects = ReadonlyMap<FunctionId, Effects>;

const none: Effects = {
  reads: false,
  writes: false,
  allocates: false,
  outside: false,
  throws: false,
  returns: false,
  exits: new Set(),
};
const reads: Effects = { ...none, reads: true };
const writes: Effects = { ...none, writes: true };
const allocates: Effects = { ...none, allocates: true };
const copies: Effects = { ...none, allocates: true, reads: true };
const outside: Effects = { ...none, reads: true, writes: true, outside: true, throws: true };
const takes: Effects = { ...none, reads: true, writes: true };
const clock: Effects = { ...none, outside: true };
/** Of a function that nobody knows. */
const anything: Effects = { ...outside, allocates: true };

/** Primitives that must be called exactly as often as in the primal (tested against the rule table). */
export const impurePrims: ReadonlySet<string> = new Set(["random"]);

const noFunctions: FunctionEffects = new Map();
const known = new WeakMap<FunctionEffects, WeakMap<Op, Effects>>();

/** What an op does, with all inside it. Remembered, as an op never changes. */
export function effectsOf(op: Op, functions: FunctionEffects = noFunctions): Effects {
  if (regionsOf(op).length === 0) return ownEffects(op, functions);
  let effects = known.get(functions);
  if (!effects) known.set(functions, (effects = new WeakMap()));
  let found = effects.get(op);
  if (!found) effects.set(op, (found = nestedEffects(op, functions)));
  return found;
}

/** May be dropped, shared with another of the same operands, and moved: its results depend on its operands alone. */
export function isPure(op: Op, functions: FunctionEffects = noFunctions): boolean {
  const { reads, allocates } = effectsOf(op, functions);
  return op.kind !== "comment" && !reads && !allocates && isRemovable(op, functions);
}

/** May be dropped where nobody reads its results. */
export function isRemovable(op: Op, functions: FunctionEffects = noFunctions): boolean {
  const effects = effectsOf(op, functions);
  return op.kind !== "comment" && !effects.writes && !effects.outside && !leaves(effects);
}

export function readsMemory(op: Op, functions: FunctionEffects = noFunctions): boolean {
  return effectsOf(op, functions).reads;
}

export function writesMemory(op: Op, functions: FunctionEffects = noFunctions): boolean {
  return effectsOf(op, functions).writes;
}

export function mayThrow(op: Op, functions: FunctionEffects = noFunctions): boolean {
  return effectsOf(op, functions).throws;
}

/** Whether control may go on elsewhere than after the op: by an exit, or by a throw. */
export function mayLeave(op: Op, functions: FunctionEffects = noFunctions): boolean {
  return leaves(effectsOf(op, functions));
}

/** The whole of it in a word: the worst that an op or function does. */
export function levelOf(effects: Effects): "pure" | "reads" | "writes" | "effect" {
  if (effects.outside || leaves(effects)) return "effect";
  if (effects.writes) return "writes";
  return effects.reads ? "reads" : "pure";
}

function ownEffects(op: Op, functions: FunctionEffects): Effects {
  switch (op.kind) {
    case "prim":
      return impurePrims.has(op.prim) ? clock : none;
    case "fold":
      return op.args.some((arg) => arg.kind === "spread") ? reads : none;
    case "call":
      return functions.get(op.callee) ?? anything;
    case "opaque":
      if (op.effect === "pure") return none;
      return op.effect === "reads" ? reads : outside;
    case "array":
      return op.elements.some((element) => element.kind === "spread") ? copies : allocates;
    case "record":
    case "allocate":
    case "view":
      return allocates;
    case "zeros-like":
    case "clone":
      return copies;
    case "load":
    case "length":
    case "has-index":
      return reads;
    case "push":
    case "pop":
      return takes;
    case "store":
    case "fill":
      return writes;
    default:
      return none;
  }
}

function nestedEffects(op: Op, functions: FunctionEffects): Effects {
  if (op.kind === "try") {
    // What the body throws goes no further.
    const [body, handler] = [op.body, op.handler].map((region) => effectsIn(region, functions));
    return union({ ...body!, throws: false }, handler!);
  }
  let total = none;
  for (const region of regionsOf(op)) total = union(total, effectsIn(region, functions));
  if (!("label" in op) || !total.exits.has(op.label)) return total;
  return { ...total, exits: new Set([...total.exits].filter((label) => label !== op.label)) };
}

function effectsIn(region: Region, functions: FunctionEffects): Effects {
  let total = none;
  for (const inner of region.ops) total = union(total, effectsOf(inner, functions));
  return union(total, effectsOfEnd(region.end));
}

function effectsOfEnd(end: Terminator): Effects {
  switch (end.kind) {
    case "yield":
    case "condition":
      return none;
    case "return":
      return { ...none, returns: true };
    case "break":
    case "continue":
      return { ...none, exits: new Set([end.label]) };
    case "throw":
      return { ...none, throws: true };
    default:
      return assertNever(end, "terminator");
  }
}

function union(a: Effects, b: Effects): Effects {
  if (b === none) return a;
  return {
    reads: a.reads || b.reads,
    writes: a.writes || b.writes,
    allocates: a.allocates || b.allocates,
    outside: a.outside || b.outside,
    throws: a.throws || b.throws,
    returns: a.returns || b.returns,
    exits: b.exits.size === 0 ? a.exits : new Set([...a.exits, ...b.exits]),
  };
}

function leaves(effects: Effects): boolean {
  return effects.throws || effects.returns || effects.exits.size > 0;
}

// -- functions -------------------------------------------------------------------------------------------------------------

/**
 * What each function of the unit does to its caller: the least fixpoint over the call graph. Every function is looked at
 * once; after that a function passes on each of its flags at most once to each of its callers.
 */
export function functionEffects(unit: Unit): FunctionEffects {
  const effects = new Map<FunctionId, Effects>();
  const callers = new Map<FunctionId, FunctionId[]>();
  for (const fn of unit.functions.values()) {
    const summary = summarise(fn, unit);
    effects.set(fn.id, summary.effects);
    for (const callee of summary.callees) {
      const list = callers.get(callee);
      if (list) list.push(fn.id);
      else callers.set(callee, [fn.id]);
    }
  }

  const work = [...unit.functions.keys()];
  for (let id = work.pop(); id !== undefined; id = work.pop()) {
    const passedOn = { ...(effects.get(id) ?? none), allocates: false };
    for (const caller of callers.get(id) ?? []) {
      const before = effects.get(caller) ?? none;
      const after = union(before, passedOn);
      if (isSame(before, after)) continue;
      effects.set(caller, after);
      work.push(caller);
    }
  }
  return effects;
}

interface Summary {
  /** Without what the callees do. */
  readonly effects: Effects;
  readonly callees: ReadonlySet<FunctionId>;
}

function summarise(fn: IrFunction, unit: Unit): Summary {
  const callees = new Set<FunctionId>();
  const fresh = new Set<ValueId>();
  let total = none;
  eachOp(fn.body, (op) => {
    if (op.kind === "call") {
      if (unit.functions.has(op.callee)) callees.add(op.callee);
      else total = union(total, anything);
    } else if (regionsOf(op).length === 0) {
      noteFresh(op, fresh);
      total = union(total, touchesOnly(op, fresh) ? none : ownEffects(op, noFunctions));
    }
  });
  eachRegion(fn.body, (region) => {
    if (region.end.kind === "throw") total = union(total, effectsOfEnd(region.end));
  });
  // New memory shows only where it is given back; what stays inside is the function's own business.
  return { effects: { ...total, allocates: isReference(fn.resultType) }, callees };
}

/** Memory that this function made is not the caller's: whatever happens to it is not seen outside. */
function noteFresh(op: Op, fresh: Set<ValueId>): void {
  switch (op.kind) {
    case "array":
    case "record":
    case "allocate":
    case "zeros-like":
    case "clone":
      fresh.add(op.result);
      break;
    case "cast":
      if (fresh.has(op.arg)) fresh.add(op.result);
      break;
    case "view":
      if (fresh.has(op.ref)) fresh.add(op.result);
      break;
    default:
  }
}

/** Whether the only memory that an op reads or writes is the function's own. What was stored there may be anybody's. */
function touchesOnly(op: Op, fresh: ReadonlySet<ValueId>): boolean {
  switch (op.kind) {
    case "load":
    case "store":
    case "length":
    case "has-index":
    case "pop":
    case "fill":
      return fresh.has(op.ref);
    case "push":
      return fresh.has(op.ref) && op.elements.every(({ kind, value }) => kind === "value" || fresh.has(value));
    case "array":
      return op.elements.every(({ kind, value }) => kind === "value" || fresh.has(value));
    case "fold":
      return op.args.every(({ kind, value }) => kind === "value" || fresh.has(value));
    default:
      return false;
  }
}

function isSame(a: Effects, b: Effects): boolean {
  return a.reads === b.reads && a.writes === b.writes && a.outside === b.outside && a.throws === b.throws;
}
