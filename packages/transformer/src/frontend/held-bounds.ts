/**
 * Whether the bound of a counted loop certainly stays what it was. The syntax has said so by the names of variables (counted.ts,
 * invariant.ts); here memory has its say, since what is under one name may be under others:
 *   const o = { list: xs };
 *   for (let i = 0; i < xs.length; i++) if (c) o.list.push(x);
 * What is read for the bound is compared with what the body writes, by the sites that references may mean.
 */
import type ts from "typescript";
import { calleesOf } from "../analysis/call-groups.ts";
import { flowsOf } from "../analysis/flow.ts";
import type { Flow } from "../analysis/flow.ts";
import { keyName } from "../analysis/places.ts";
import type { Node } from "../analysis/places.ts";
import { isSelfContained, pointsTo } from "../analysis/points-to.ts";
import type { PointsTo, Site } from "../analysis/points-to.ts";
import type { DerivedFunction } from "../ir/derived.ts";
import { readsMemory, writesMemory } from "../ir/effects.ts";
import { isLengthStore } from "../ir/ir.ts";
import type { CallOp, ForOp, FunctionId, IrFunction, LoadOp, Op, StoreOp, ValueId } from "../ir/ir.ts";
import { isReference } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import { eachOp, operandsOf, regionsOf, resultsOf } from "../ir/visit.ts";
import type { HeldBound } from "./file-lowering.ts";

type Functions = ReadonlyMap<FunctionId, IrFunction>;

/** The loops whose bounds may move while they run. */
export function movedBounds(
  bounds: readonly HeldBound[],
  functions: Functions,
  derived: ReadonlyMap<FunctionId, DerivedFunction>,
): ReadonlySet<ts.Node> {
  const moved = new Set<ts.Node>();
  const open = bounds.flatMap((bound) => {
    const found = findLoop(bound, functions);
    return found ? [{ node: bound.node, ...found }] : [];
  });
  if (open.length === 0) return moved;
  const memory = pointsTo({ functions }, { sharesArguments: true });
  const flowOf = flowsIfNeeded(functions);
  const writesOthers = (callee: FunctionId): boolean => {
    const effect = memory.get(callee)?.effect;
    if (effect) return effect.writesOthers;
    // A derivative does what the function does.
    const of = derived.get(callee)?.of;
    const behind = of === undefined ? undefined : memory.get(of)?.effect;
    return !behind || !isSelfContained(behind);
  };
  for (const { node, fn, loop, reads } of open) {
    const known = memory.get(fn.id);
    if (known && new Bound({ fn, loop, memory: known, writesOthers, flowOf }).isMovedBy(reads)) moved.add(node);
  }
  return moved;
}

interface Found {
  readonly fn: IrFunction;
  readonly loop: ForOp;
  /** What reads memory for the bound. */
  readonly reads: readonly Op[];
}

/** The loop of a bound that is read from memory, where the loop writes any. */
function findLoop({ owner, label, first, end }: HeldBound, functions: Functions): Found | undefined {
  const fn = first === end ? undefined : functions.get(owner);
  if (!fn) return undefined;
  const reads: Op[] = [];
  let loop: ForOp | undefined;
  eachOp(fn.body, (op) => {
    if (op.kind === "for" && op.label === label) loop = op;
    if (regionsOf(op).length === 0 && resultsOf(op).some((value) => value >= first && value < end) && readsMemory(op))
      reads.push(op);
  });
  if (!loop || reads.length === 0) return undefined;
  let writes = false;
  eachOp(loop.body, (op) => void (writes ||= regionsOf(op).length === 0 && writesMemory(op)));
  return writes ? { fn, loop, reads } : undefined;
}

type FlowOf = (fn: IrFunction) => Flow | undefined;

function flowsIfNeeded(functions: Functions): FlowOf {
  const flows = new Map<FunctionId, Flow>();
  return (fn) => {
    const reached = new Map<FunctionId, IrFunction>([[fn.id, fn]]);
    for (const one of reached.values()) {
      for (const callee of calleesOf(one)) {
        const inner = functions.get(callee);
        if (!inner) return undefined; // refused
        reached.set(callee, inner);
      }
    }
    if (!flows.has(fn.id)) flowsOf({ functions: reached, types: new Map() }, flows);
    return flows.get(fn.id);
  };
}

interface Known {
  readonly fn: IrFunction;
  readonly loop: ForOp;
  readonly memory: PointsTo;
  readonly writesOthers: (callee: FunctionId) => boolean;
  readonly flowOf: FlowOf;
}

class Bound {
  readonly #fn: IrFunction;
  readonly #loop: ForOp;
  readonly #memory: PointsTo;
  readonly #writesOthers: (callee: FunctionId) => boolean;
  readonly #flowOf: FlowOf;
  readonly #definition = new Map<ValueId, Op>();

  constructor({ fn, loop, memory, writesOthers, flowOf }: Known) {
    this.#fn = fn;
    this.#loop = loop;
    this.#memory = memory;
    this.#writesOthers = writesOthers;
    this.#flowOf = flowOf;
  }

  isMovedBy(reads: readonly Op[]): boolean {
    eachOp(this.#fn.body, (op) => {
      for (const result of resultsOf(op)) this.#definition.set(result, op);
    });
    let isMoved = false;
    eachOp(this.#loop.body, (op) => {
      if (regionsOf(op).length === 0 && writesMemory(op)) isMoved ||= reads.some((read) => this.#changes(op, read));
    });
    return isMoved;
  }

  /** Whether one op may change what the other reads. */
  #changes(write: Op, read: Op): boolean {
    switch (read.kind) {
      case "length":
      case "has-index":
        return this.#isWritten(write, this.#memory.sitesOf(read.ref)) && this.#resizes(write, read.ref);
      case "load":
        return this.#isWritten(write, this.#memory.sitesOf(read.ref)) && this.#hits(write, read);
      default: {
        const sites = operandsOf(read).flatMap((operand) => [...this.#memory.reachableFrom(operand)]);
        return this.#isWritten(write, new Set(sites));
      }
    }
  }

  #isWritten(write: Op, read: ReadonlySet<Site>): boolean {
    const meets = (sites: ReadonlySet<Site>): boolean => [...sites].some((site) => read.has(site));
    switch (write.kind) {
      case "store":
      case "fill":
      case "push":
      case "pop":
        return meets(this.#memory.sitesOf(write.ref));
      case "call": {
        if (this.#writesOthers(write.callee)) return true;
        const written = this.#memory.writes.find(({ op }) => op === write);
        return written !== undefined && meets(written.sites);
      }
      case "opaque":
        return write.args.some((arg) => meets(this.#memory.reachableFrom(arg)));
      default:
        return true;
    }
  }

  #resizes(write: Op, ref: ValueId): boolean {
    switch (write.kind) {
      case "push":
      case "pop":
        return this.#mayBeOne(write.ref, ref);
      case "store":
        if (!isLengthStore(write) && !(write.key.kind === "index" && this.#grows(write, write.key.index))) return false;
        return this.#mayBeOne(write.ref, ref);
      case "call": {
        const flow = this.#flowOf(this.#fn);
        if (!flow) return true;
        const isSame = (node: Node): boolean => this.#memory.isShared || isOne(flow, node, flow.nodeOf[ref]!);
        return flow.resized.some(({ op, node }) => op === write && isSame(node));
      }
      default:
        return false;
    }
  }

  /** Whether two references may mean one array: what has rows for elements is no row. */
  #mayBeOne(a: ValueId, b: ValueId): boolean {
    const [first, second] = [a, b].map((ref) => this.#fn.values[ref]!.type);
    if (first!.kind === "array" && second!.kind === "array" && isApart(first!.element, second!.element)) return false;
    const flow = this.#memory.isShared ? undefined : this.#flowOf(this.#fn);
    return !flow || isOne(flow, flow.nodeOf[a]!, flow.nodeOf[b]!);
  }

  /** A store at the loop's own counter is in range of the array that bounds it: to another array it may be what it likes. */
  #grows(store: StoreOp, index: ValueId): boolean {
    if (index === this.#loop.body.params[0] && this.#loop.compare === "<" && this.#isWithin(this.#loop.to))
      return false;
    return this.#memory.isShared || (this.#flowOf(this.#fn)?.growing.has(store) ?? true);
  }

  /** Whether a bound is a length, or less. */
  #isWithin(to: ValueId): boolean {
    const op = this.#definition.get(to);
    if (op?.kind === "length") return true;
    if (op?.kind !== "prim") return false;
    if (op.prim === "min") return op.args.some((arg) => this.#isWithin(arg));
    const [first, second] = op.args;
    const amount = second === undefined ? undefined : this.#definition.get(second);
    const isLess = amount?.kind === "const" && typeof amount.value === "number" && amount.value >= 0;
    return op.prim === "sub" && first !== undefined && isLess && this.#isWithin(first);
  }

  #hits(write: Op, { ref, key, result }: LoadOp): boolean {
    const { values } = this.#fn;
    const isOther = (value: ValueId): boolean => isApart(values[value]!.type, values[result]!.type);
    switch (write.kind) {
      case "store": {
        const isOtherField = key.kind === "field" && write.key.kind === "field" && key.name !== write.key.name;
        return !isOtherField && !isOther(write.value);
      }
      case "fill":
        return !isOther(write.value);
      case "call":
        return this.#writesCell(write, ref, keyName(key));
      default:
        return true;
    }
  }

  #writesCell(call: CallOp, ref: ValueId, key: string): boolean {
    const flow = this.#memory.isShared ? undefined : this.#flowOf(this.#fn);
    if (!flow) return true;
    const cell = flow.places.cell(flow.nodeOf[ref]!, key);
    return flow.writes.some((write) => write.op === call && isOne(flow, write.cell, cell));
  }
}

function isOne({ places }: Flow, a: Node, b: Node): boolean {
  return places.find(a) === places.find(b);
}

/** Whether no value is of both types: one is memory, the other is none. */
function isApart(a: Type, b: Type): boolean {
  return isReference(a) !== isReference(b) && [a, b].every(({ kind }) => kind !== "union" && kind !== "opaque");
}
