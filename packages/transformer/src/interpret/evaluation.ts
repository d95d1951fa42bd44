/**
 * The evaluation trace of one call (Baydin, Pearlmutter, Radul and Siskind 2018, section 3): every number that the program
 * computes, in the order it is computed, with what it was computed from. Loops are unrolled, calls entered, memory followed.
 * The sweeps of `sweep.ts` run over it. It watches the interpreter and says nothing of the generated code.
 */
import { InternalError } from "../base/internal-error.ts";
import type {
  CallOp,
  Element,
  FunctionId,
  IrFunction,
  Key,
  Op,
  Region,
  Terminator,
  TryOp,
  Unit,
  ValueId,
} from "../ir/ir.ts";
import { elementType, fieldType, tangentOf, dictionaryOf } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import { eachRegion, regionsOf, resultsOf } from "../ir/visit.ts";
import { contribution, elementPullback } from "../rules/derive.ts";
import { evaluateFormula } from "../rules/formula.ts";
import type { PrimName } from "../rules/formula.ts";
import { computePrim } from "../rules/scalar.ts";
import { Interpreter } from "./interpret.ts";
import type { InterpretOptions } from "./machine.ts";

/** A number of the trace. */
export interface TraceNode {
  readonly index: number;
  readonly value: number;
  /** The user's name for it, or the path of an input: `x`, `w[2]`, `state.angle`. */
  readonly name: string | undefined;
  /** Undefined for an input. */
  readonly made: Made | undefined;
  /** In which iterations and calls, from the outside in. */
  readonly place: readonly Turn[];
  /** Whether an input reaches it in a differentiable way. */
  readonly isVaried: boolean;
}

/** How a number was computed. */
export interface Made {
  readonly prim: PrimName;
  readonly operands: readonly TraceOperand[];
  readonly line: number;
  readonly fileName: string;
  /** Partial by operand `i` times a seed; undefined where the partial is the constant 0. */
  readonly contribute: (i: number, seed: number) => number | undefined;
}

/** `node` is undefined for a constant, and for what is no number. */
export interface TraceOperand {
  readonly value: unknown;
  readonly node: TraceNode | undefined;
}

/** An iteration of a loop, counted from 1, or the body of a call. */
export interface Turn {
  readonly kind: "iteration" | "call";
  /** The same for all iterations of one run of a loop. */
  readonly run: number;
  readonly count: number;
  /** `for`, `while` or the name of the callee. */
  readonly name: string;
  readonly line: number;
}

export interface NamedNode {
  readonly path: string;
  readonly node: TraceNode;
}

export interface Evaluation {
  readonly value: unknown;
  readonly nodes: readonly TraceNode[];
  readonly inputs: readonly NamedNode[];
  /** The numbers of the result: one with the empty path, or one for each of an array or record. */
  readonly outputs: readonly NamedNode[];
}

export interface EvaluationOptions extends Pick<InterpretOptions, "evaluateOpaque" | "evaluateImpure" | "maxSteps"> {
  /** Which numbers of the arguments are varied, by their paths; all of them where nothing is said. */
  readonly isInput?: (path: string) => boolean;
}

/** Evaluates a call and writes its trace. What the program throws, and `NotEvaluated`, pass through. */
export function evaluate(
  unit: Unit,
  id: FunctionId,
  args: readonly unknown[],
  options: EvaluationOptions = {},
): Evaluation {
  const fn = unit.functions.get(id);
  if (!fn) throw new InternalError(`no function ${id} in the unit`);
  const { isInput = () => true, ...interpreting } = options;
  const tracer = new Tracer(unit, fn, args, isInput);
  const interpreter = new Interpreter(unit, {
    ...interpreting,
    observe: (op, results, fn) => tracer.afterOp(op, results, fn),
    observeRegion: (region, params, fn) => tracer.enter(region, params, fn),
  });
  const value = interpreter.call(id, args);
  return { value, nodes: tracer.nodes, inputs: tracer.inputs, outputs: tracer.finish(fn.resultType) };
}

/** A value of the program with its place in the trace. */
type Cell = TraceOperand;

interface Frame {
  readonly fn: IrFunction;
  readonly cells: Map<ValueId, Cell>;
  readonly open: OpenRegion[];
}

interface OpenRegion {
  readonly region: Region;
  readonly owner: Op | undefined;
  readonly place: readonly Turn[];
  /** Index of the op that runs next. */
  next: number;
}

class Tracer {
  readonly nodes: TraceNode[] = [];
  readonly inputs: readonly NamedNode[];
  readonly #unit: Unit;
  readonly #isInput: (path: string) => boolean;
  readonly #rootCells: readonly Cell[];
  readonly #frames: Frame[] = [];
  readonly #nodesOfMemory = new WeakMap<object, Map<PropertyKey, TraceNode>>();
  readonly #ownersOf = new WeakMap<IrFunction, ReadonlyMap<Region, Op | undefined>>();
  #returned: Cell = { value: undefined, node: undefined };
  #runs = 0;

  constructor(unit: Unit, fn: IrFunction, args: readonly unknown[], isInput: (path: string) => boolean) {
    this.#unit = unit;
    this.#isInput = isInput;
    const inputs: NamedNode[] = [];
    this.#rootCells = fn.params.map((param, i) => {
      const { name = `arg${i + 1}`, type } = valueOf(fn, param);
      const node = this.#input(name, args[i], type, inputs);
      return { value: args[i], node };
    });
    this.inputs = inputs;
  }

  /** Makes inputs of all numbers of an argument that can carry a derivative. */
  #input(path: string, value: unknown, type: Type, into: NamedNode[]): TraceNode | undefined {
    if (tangentOf(type, this.#unit.types) === undefined) return undefined;
    if (typeof value === "number") {
      const isVaried = this.#isInput(path);
      const node = this.#add({ value, name: path, made: undefined, place: [], isVaried });
      if (isVaried) into.push({ path, node });
      return node;
    }
    for (const { key, path: part, inner, item } of this.#parts(value, type)) {
      const node = this.#input(path + part, item, inner, into);
      if (node) this.#remember(value as object, key, node);
    }
    return undefined;
  }

  /** Ends the call that is traced: the numbers of its result. */
  finish(type: Type): readonly NamedNode[] {
    this.#return();
    const found: NamedNode[] = [];
    const visit = (path: string, { value, node }: Cell, type: Type): void => {
      if (node) found.push({ path, node });
      else if (tangentOf(type, this.#unit.types) !== undefined) {
        for (const part of this.#parts(value, type))
          visit(path + part.path, this.#recall(value, part.key, part.item), part.inner);
      }
    };
    visit("", this.#returned, type);
    return found;
  }

  /** What an array or a record consists of. */
  *#parts(value: unknown, type: Type): Generator<{ key: PropertyKey; path: string; inner: Type; item: unknown }> {
    if (typeof value !== "object" || value === null) return;
    if (isIndexed(value)) {
      for (let i = 0; i < value.length; i++) {
        const inner = fieldType(type, String(i), this.#unit.types) ?? elementType(type, this.#unit.types);
        if (inner) yield { key: String(i), path: `[${i}]`, inner, item: value[i] };
      }
      return;
    }
    for (const [key, item] of Object.entries(value)) {
      const inner = fieldType(type, key, this.#unit.types) ?? dictionaryOf(type, this.#unit.types)?.value;
      if (inner) yield { key, path: `.${key}`, inner, item };
    }
  }

  enter(region: Region, params: readonly unknown[], fn: IrFunction): void {
    if (region === fn.body) return this.#call(fn);
    const owner = this.#owners(fn).get(region);
    if (!owner) throw new InternalError("a region without an owner");
    if (owner.kind === "try" && region === owner.handler) this.#abandonCalls(owner);
    const frame = this.#frame();
    const parent = frame.open.at(-1);
    const left = this.#leave(frame, owner);
    const cells = owner.kind === "try" ? [] : this.#carried(owner, left?.end, frame);
    // A counted loop has its counter in front of what is carried.
    const carried = region.params.slice(region.params.length - cells.length);
    for (const [i, param] of region.params.entries()) frame.cells.set(param, { value: params[i], node: undefined });
    for (const [i, param] of carried.entries()) {
      frame.cells.set(param, cells[i] ?? { value: undefined, node: undefined });
    }
    frame.open.push({ region, owner, place: this.#placeIn(owner, region, left?.place, parent?.place ?? []), next: 0 });
  }

  /** A throw ends all calls that were made since the body of the `try` began. */
  #abandonCalls({ body }: TryOp): void {
    while (this.#frames.length > 0 && !this.#frame().open.some(({ region }) => region === body)) this.#frames.pop();
  }

  /** The values that the parameters of a region get, or the results of its op. */
  #carried(owner: Op, end: Terminator | undefined, frame: Frame): readonly Cell[] {
    const inits = owner.kind === "for" || owner.kind === "while" ? owner.inits : [];
    const values = end === undefined ? inits : "values" in end ? end.values : [];
    return values.map((value) => cellOf(frame, value));
  }

  #placeIn(owner: Op, region: Region, before: readonly Turn[] | undefined, parent: readonly Turn[]): readonly Turn[] {
    if (owner.kind !== "for" && owner.kind !== "while") return parent;
    const last = before?.at(-1);
    // The two regions of a while loop are one iteration.
    if (before && last && owner.kind === "while" && region === owner.after) return before;
    const base = { kind: "iteration", name: owner.kind, line: owner.origin.line } as const;
    if (before && last) return [...before.slice(0, -1), { ...base, run: last.run, count: last.count + 1 }];
    return [...parent, { ...base, run: this.#runs++, count: 1 }];
  }

  /** Closes the regions that an op has open: how the innermost was left, and where. */
  #leave(frame: Frame, owner: Op): { readonly end: Terminator; readonly place: readonly Turn[] } | undefined {
    const at = frame.open.findLastIndex((open) => open.owner === owner);
    const innermost = frame.open.at(-1);
    const outermost = frame.open[at];
    if (!innermost || !outermost) return undefined;
    frame.open.length = at;
    return { end: innermost.region.end, place: outermost.place };
  }

  #call(fn: IrFunction): void {
    const caller = this.#frames.at(-1);
    const open = caller?.open.at(-1);
    const op = open && nextCall(open);
    const args = caller && op ? op.args.map((arg) => cellOf(caller, arg)) : this.#rootCells;
    const place: readonly Turn[] = open
      ? [...open.place, { kind: "call", run: this.#runs++, count: 1, name: fn.name, line: op?.origin.line ?? 0 }]
      : [];
    const cells = new Map(
      fn.params.map((param, i) => [param, args[i] ?? { value: undefined, node: undefined }] as const),
    );
    this.#frames.push({ fn, cells, open: [{ region: fn.body, owner: undefined, place, next: 0 }] });
  }

  afterOp(op: Op, results: readonly unknown[], fn: IrFunction): void {
    if (op.kind === "call") this.#return();
    const frame = this.#frame();
    const resultIds = resultsOf(op);
    if (regionsOf(op).length > 0) {
      const cells = this.#carried(op, this.#leave(frame, op)?.end, frame);
      for (const [i, id] of resultIds.entries())
        frame.cells.set(id, cells[i] ?? { value: results[i], node: undefined });
    } else {
      const node = this.#nodeOf(op, results[0], frame, fn);
      for (const id of resultIds) frame.cells.set(id, { value: results[0], node });
    }
    const open = frame.open.at(-1);
    if (open) while (open.next < open.region.ops.length && open.region.ops[open.next++] !== op);
  }

  /** Ends the innermost call; its result is that of the return that it was left by. */
  #return(): void {
    const frame = this.#frames.pop();
    const end = frame?.open.at(-1)?.region.end;
    if (!frame || end?.kind !== "return") throw new InternalError("a call that did not return");
    this.#returned = end.value === undefined ? { value: undefined, node: undefined } : cellOf(frame, end.value);
  }

  /** The place in the trace of the result of an op without regions; memory is followed on the way. */
  #nodeOf(op: Op, result: unknown, frame: Frame, fn: IrFunction): TraceNode | undefined {
    const cell = (value: ValueId): Cell => cellOf(frame, value);
    switch (op.kind) {
      case "prim":
        return this.#prim(op.prim as PrimName, op.args.map(cell), { op, result, frame, fn });
      case "fold":
        return this.#fold(op.prim as PrimName, this.#elements(op.args, frame), { op, result, frame, fn });
      case "cast":
        return cell(op.arg).node;
      case "call":
        return this.#returned.node;
      case "load":
        return this.#recall(cell(op.ref).value, keyOf(op.key, frame), result).node;
      case "store":
        this.#store(cell(op.ref).value, keyOf(op.key, frame), cell(op.value).node);
        return undefined;
      case "array":
        for (const [i, { node }] of this.#elements(op.elements, frame).entries()) this.#store(result, String(i), node);
        return undefined;
      case "record":
        for (const { name, value } of op.fields) this.#store(result, name, cell(value).node);
        return undefined;
      case "allocate":
        if (op.fill !== undefined) this.#fill(result, cell(op.fill).node);
        return undefined;
      case "fill":
        this.#fill(cell(op.ref).value, cell(op.value).node);
        return undefined;
      case "push": {
        const elements = this.#elements(op.elements, frame);
        const first = Number(result) - elements.length;
        for (const [i, { node }] of elements.entries()) this.#store(cell(op.ref).value, String(first + i), node);
        return undefined;
      }
      case "pop": {
        const ref = cell(op.ref).value;
        const last = String(isIndexed(ref) ? ref.length : 0);
        const { node } = this.#recall(ref, last, result);
        this.#store(ref, last, undefined);
        return node;
      }
      default:
        return undefined;
    }
  }

  #prim(prim: PrimName, operands: readonly Cell[], at: At): TraceNode | undefined {
    // What is not there counts as NaN, as in arithmetic.
    const args = operands.map(({ value }) => (value === undefined ? Number.NaN : value));
    return this.#made(prim, operands, at, (i, seed) => {
      const place = { args, out: at.result, seed: seed as unknown };
      return contribution<unknown>(prim, i, place, numbers) as number | undefined;
    });
  }

  #fold(prim: PrimName, operands: readonly Cell[], at: At): TraceNode | undefined {
    const ties = operands.filter(({ value }) => value === at.result).length;
    const { contribution: formula } = elementPullback(prim);
    return this.#made(prim, operands, at, (i, seed) => {
      const params: readonly unknown[] = [operands[i]?.value, ties];
      return evaluateFormula<unknown>(formula, { ...numbers, param: (k) => params[k], out: at.result, seed }) as number;
    });
  }

  #made(prim: PrimName, operands: readonly Cell[], at: At, contribute: Made["contribute"]): TraceNode | undefined {
    const { op, result, frame, fn } = at;
    if (typeof result !== "number") return undefined;
    const [id] = resultsOf(op);
    const isVaried = operands.some(({ node }, i) => node?.isVaried && contribute(i, 1) !== undefined);
    const made = { prim, operands, line: op.origin.line, fileName: fn.fileName, contribute };
    const name = id === undefined ? undefined : valueOf(fn, id).name;
    return this.#add({ value: result, name, made, place: frame.open.at(-1)?.place ?? [], isVaried });
  }

  #add(node: Omit<TraceNode, "index">): TraceNode {
    const added = { ...node, index: this.nodes.length };
    this.nodes.push(added);
    return added;
  }

  #elements(elements: readonly Element[], frame: Frame): readonly Cell[] {
    return elements.flatMap(({ kind, value }) => {
      const cell = cellOf(frame, value);
      if (kind === "value") return [cell];
      const items = isIndexed(cell.value) ? Array.from(cell.value) : [];
      return items.map((item, i) => this.#recall(cell.value, String(i), item));
    });
  }

  #remember(ref: object, key: PropertyKey, node: TraceNode): void {
    let nodes = this.#nodesOfMemory.get(ref);
    if (!nodes) this.#nodesOfMemory.set(ref, (nodes = new Map<PropertyKey, TraceNode>()));
    nodes.set(key, node);
  }

  #recall(ref: unknown, key: PropertyKey, value: unknown): Cell {
    const node = typeof ref === "object" && ref !== null ? this.#nodesOfMemory.get(ref)?.get(key) : undefined;
    return { value, node: typeof value === "number" ? node : undefined };
  }

  #store(ref: unknown, key: PropertyKey, node: TraceNode | undefined): void {
    if (typeof ref !== "object" || ref === null) return;
    // Integer arrays are never differentiated.
    if (node && !isIntegerArray(ref)) this.#remember(ref, key, node);
    else this.#nodesOfMemory.get(ref)?.delete(key);
  }

  #fill(ref: unknown, node: TraceNode | undefined): void {
    if (isIndexed(ref)) for (let i = 0; i < ref.length; i++) this.#store(ref, String(i), node);
  }

  #frame(): Frame {
    const frame = this.#frames.at(-1);
    if (!frame) throw new InternalError("an op outside of every call");
    return frame;
  }

  #owners(fn: IrFunction): ReadonlyMap<Region, Op | undefined> {
    const known = this.#ownersOf.get(fn);
    if (known) return known;
    const owners = new Map<Region, Op | undefined>();
    eachRegion(fn.body, (region, owner) => void owners.set(region, owner));
    this.#ownersOf.set(fn, owners);
    return owners;
  }
}

/** Where a number is computed. */
interface At {
  readonly op: Op;
  readonly result: unknown;
  readonly frame: Frame;
  readonly fn: IrFunction;
}

/** The call that runs: nothing but it can begin a body. */
function nextCall({ region, next }: OpenRegion): CallOp | undefined {
  for (let i = next; i < region.ops.length; i++) {
    const op = region.ops[i];
    if (op?.kind === "call") return op;
  }
  return undefined;
}

const numbers = {
  constant: (value: number): unknown => value,
  prim: (name: PrimName, args: readonly unknown[]): unknown => computePrim(name, args),
};

function cellOf(frame: Frame, value: ValueId): Cell {
  return frame.cells.get(value) ?? { value: undefined, node: undefined };
}

function keyOf(key: Key, frame: Frame): PropertyKey {
  return key.kind === "field" ? key.name : String(cellOf(frame, key.index).value);
}

function valueOf(fn: IrFunction, id: ValueId): { readonly name?: string; readonly type: Type } {
  const value = fn.values[id];
  if (!value) throw new InternalError(`no value ${id} in ${fn.name}`);
  return value;
}

function isIndexed(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

function isIntegerArray(value: object): boolean {
  return ArrayBuffer.isView(value) && !(value instanceof Float64Array) && !(value instanceof Float32Array);
}
