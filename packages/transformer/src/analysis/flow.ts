/**
 * Flow: how derivatives can travel through a function. One graph a function, independent of what is differentiated: its nodes
 * are places, an edge a → b says that a small change of a may change b (b depends on a with a partial that is not the constant 0).
 *   %2 = mul %0, %1        %0 → %2, %1 → %2
 *   %3 = lt %0, %1         (no edge: piecewise constant)
 *   store %x[i] = %2       %2 → cell of x
 * A call is its callee's summary: which part of a parameter reaches which part of the result or of another parameter, and
 * which of them share memory. Linear in the size of the function.
 *
 * Functions that call each other in a circle share their places: a call among them makes argument and parameter one (monomorphic
 * recursion, as in Milner 1978), so that memory of any depth has finitely many nodes. Only then the edges are iterated to a fixpoint.
 */
import { assertNever } from "../base/assert-never.ts";
import { InternalError } from "../base/internal-error.ts";
import type { CallOp, Element, FunctionId, IrFunction, Label, Op, OpaqueOp, Region, Unit, ValueId } from "../ir/ir.ts";
import { isLengthStore } from "../ir/ir.ts";
import { isReference } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import { eachOp } from "../ir/visit.ts";
import { pullback } from "../rules/derive.ts";
import type { PrimName } from "../rules/formula.ts";
import type { Aliases } from "./alias-pattern.ts";
import { applyAliases } from "./alias-pattern.ts";
import { callGroups } from "./call-groups.ts";
import { factsOf } from "./facts.ts";
import { collectionOf, givesItem, keptBy } from "./kept.ts";
import { elementKey, keyName, keysKey, Places } from "./places.ts";
import type { Node } from "./places.ts";
import { isIntegerArray } from "./zero-on-purpose.ts";
import { summarise } from "./summary.ts";
import type { Summary } from "./summary.ts";

export interface Flow {
  readonly fn: IrFunction;
  readonly places: Places;
  /** The node of every value, as it was made: ask `places.find`. */
  readonly nodeOf: readonly Node[];
  /** The node of the returned value. */
  readonly result: Node;
  /** The node of what leaves the function by a throw. */
  readonly thrown: Node;
  readonly edges: readonly (readonly [Node, Node])[];
  /** Where functions that are called lose a derivative: of all that hangs on the one node in all that hangs on the other. */
  readonly taints: readonly (readonly [Node, Node])[];
  /** Nodes of memory cells that are written by stores, with the op that writes. */
  readonly writes: readonly { readonly cell: Node; readonly op: Op }[];
  /** Nodes of arrays whose length changes. */
  readonly resized: readonly { readonly node: Node; readonly op: Op }[];
  /** Stores at an index that may lie behind the end: they lengthen the array (and are among `resized`). */
  readonly growing: ReadonlySet<Op>;
  /** Writes through what `stopGradient` gave, which shadows would not follow. */
  readonly stoppedWrites: readonly Op[];
  readonly summary: Summary;
}

export type Flows = ReadonlyMap<FunctionId, Flow>;

/** The flows of all functions of a unit, added to `flows`, where those of functions outside of it that they call are already. */
export function flowsOf(unit: Unit, flows: Map<FunctionId, Flow> = new Map()): Flows {
  for (const { members } of callGroups(unit))
    for (const flow of groupFlows(members, flows)) flows.set(flow.fn.id, flow);
  return flows;
}

function groupFlows(members: readonly IrFunction[], known: Flows): readonly Flow[] {
  const places = new Places();
  const group = new Map<FunctionId, FlowBuilder>();
  for (const fn of members) group.set(fn.id, new FlowBuilder(fn, places, { known, group }));
  const builders = [...group.values()];
  for (const builder of builders) builder.walk();
  joinArguments(builders);
  for (const builder of builders) builder.findGrowth();
  // Memory is settled; only the edges still spread from call to call.
  for (let grown = true; grown;) {
    grown = false;
    for (const builder of builders) if (builder.spread()) grown = true;
  }
  return builders.map((builder) => builder.finish());
}

/** The flow of one function where some memory of its parameters may be one; `known` has the flows of all that it calls. */
export function flowWith(fn: IrFunction, known: Flows, aliases: Aliases): Flow {
  const builder = new FlowBuilder(fn, new Places(), { known, group: new Map() });
  builder.walk();
  builder.join(aliases);
  builder.findGrowth();
  return builder.finish();
}

/** A parameter that shares its node with memory does so with every argument of its calls inside the group. */
function joinArguments(builders: readonly FlowBuilder[]): void {
  const [first] = builders;
  if (!first) return;
  const { places } = first;
  for (let changed = true; changed;) {
    changed = false;
    const memory = new Set(builders.flatMap((builder) => builder.memoryNodes()));
    for (const { argument, parameter } of builders.flatMap((builder) => builder.innerMoves())) {
      if (places.find(argument) === places.find(parameter) || !memory.has(places.find(parameter))) continue;
      places.unify(argument, parameter);
      changed = true;
    }
  }
}

function isIndexed({ kind }: Type): boolean {
  return kind === "array" || kind === "typed-array" || kind === "tuple";
}

/** Where the yields of a region go. */
interface Target {
  readonly values: readonly ValueId[];
}

/** What is known of callees: flows of finished ones, and the builders of those that this function is in a circle with. */
interface Callees {
  readonly known: Flows;
  readonly group: ReadonlyMap<FunctionId, FlowBuilder>;
}

class FlowBuilder {
  readonly fn: IrFunction;
  readonly places: Places;
  readonly edges: [Node, Node][] = [];
  readonly taints: [Node, Node][] = [];
  readonly writes: { cell: Node; op: Op }[] = [];
  readonly resized: { node: Node; op: Op }[] = [];
  /** Memory, and what `stopGradient` made of it: the same memory, whose derivatives are none. */
  readonly stopped: (readonly [Node, Node])[] = [];
  /** Writes through what `stopGradient` gave. */
  readonly stoppedWrites: Op[] = [];
  summary: Summary | undefined;
  readonly #callees: Callees;
  readonly #nodeOf: Node[];
  readonly #result: Node;
  /** Where a throw goes: to the innermost handler around, or out of the function. */
  readonly #catching: [Node, ...Node[]];
  readonly #labels = new Map<Label, { breaks: readonly ValueId[]; continues: readonly ValueId[] }>();
  /** Calls of functions of the group. */
  readonly #inner: CallOp[] = [];
  /** What was taken over from them. */
  readonly #heard = new Set<string>();
  readonly #growing = new Set<Op>();

  constructor(fn: IrFunction, places: Places, callees: Callees) {
    this.fn = fn;
    this.places = places;
    this.#callees = callees;
    this.#nodeOf = fn.values.map(() => this.places.fresh());
    this.#result = this.places.fresh();
    this.#catching = [this.places.fresh()];
  }

  join(aliases: Aliases): void {
    applyAliases(
      this.places,
      this.fn.params.map((param) => this.#node(param)),
      aliases,
    );
  }

  walk(): void {
    this.region(this.fn.body, { values: [] });
  }

  finish(): Flow {
    const { fn, places, edges, taints, writes, resized } = this;
    this.#mirrorWrites();
    const { stopped, stoppedWrites } = this;
    const nodeOf = this.#nodeOf;
    const result = this.#result;
    const [thrown] = this.#catching;
    const known = { fn, places, nodeOf, result, thrown, edges, taints, writes, resized };
    const summary = this.summary ?? summarise({ ...known, stopped });
    const growing = this.#growing;
    return { ...known, growing, stoppedWrites, summary };
  }

  /** What is written to memory is written to what `stopGradient` made of it; the other way round, shadows would not follow. */
  #mirrorWrites(): void {
    const { places } = this;
    const seen = new Set<string>();
    const visit = (memory: Node, name: Node): void => {
      const [a, b] = [places.find(memory), places.find(name)];
      if (a === b || seen.has(`${a} ${b}`)) return;
      seen.add(`${a} ${b}`);
      this.#mirror(this.resized, ({ node }) => node, a, b);
      const keys = new Set([...places.cells(a), ...places.cells(b)].map(([key]) => key));
      for (const key of keys) {
        const [ours, theirs] = [places.cell(a, key), places.cell(b, key)];
        if (places.find(ours) !== places.find(theirs)) this.#mirror(this.writes, ({ cell }) => cell, ours, theirs);
        visit(ours, theirs);
      }
    };
    for (const [memory, name] of this.stopped) visit(memory, name);
  }

  readonly #mirrored = new Set<unknown>();

  /** Repeats changes at one node for another, and notes those that are made there. */
  #mirror<T extends { readonly op: Op }>(changes: T[], nodeOf: (change: T) => Node, from: Node, to: Node): void {
    const at = (node: Node): T[] =>
      changes.filter((change) => this.places.find(nodeOf(change)) === this.places.find(node));
    const there = at(to);
    for (const change of there) if (!this.#mirrored.has(change)) this.stoppedWrites.push(change.op);
    for (const change of at(from)) {
      if (there.some(({ op }) => op === change.op)) continue;
      const repeated: T = { ...change, ...("cell" in change ? { cell: to } : { node: to }) };
      this.#mirrored.add(repeated);
      changes.push(repeated);
    }
  }

  /**
   * Stores at an index that may lie behind the end. Where no other op changes a length, a store inside the bounds does not
   * either: so it may be taken for constant in the proof.
   */
  findGrowth(): void {
    const { fn, places, resized } = this;
    const changed = new Set(resized.map(({ node }) => places.find(node)));
    // What functions of the group do to their arguments is not known yet.
    for (const { args } of this.#inner)
      for (const arg of args) for (const node of places.tree(this.#node(arg))) changed.add(node);
    const facts = factsOf(fn, (ref) => changed.has(places.find(this.#node(ref))));
    eachOp(fn.body, (op) => {
      if (op.kind !== "store" || op.key.kind === "field" || !this.#mayGrow(op.ref)) return;
      if (facts.isInRange(op.ref, op.key.index)) return;
      this.#growing.add(op);
      resized.push({ node: this.#node(op.ref), op });
    });
  }

  #mayGrow(ref: ValueId): boolean {
    const { type } = this.fn.values[ref]!;
    const isFixed = (kind: string): boolean => kind === "typed-array" || kind === "tuple" || kind === "undefined";
    return type.kind === "union" ? !type.members.every(({ kind }) => isFixed(kind)) : !isFixed(type.kind);
  }

  region(region: Region, yields: Target): void {
    for (const op of region.ops) this.#op(op);
    const { end } = region;
    switch (end.kind) {
      case "yield":
        return this.#moves(end.values, yields.values);
      case "condition":
        return this.#moves(end.values, yields.values);
      case "break":
        return this.#moves(end.values, this.#labels.get(end.label)!.breaks);
      case "continue":
        return this.#moves(end.values, this.#labels.get(end.label)!.continues);
      case "return":
        if (end.value !== undefined) this.#flow(this.#node(end.value), this.#result, isReference(this.fn.resultType));
        return;
      case "throw":
        return this.#flow(this.#node(end.value), this.#caught, true);
      default:
        assertNever(end, "terminator");
    }
  }

  get #caught(): Node {
    return this.#catching.at(-1)!;
  }

  #node(value: ValueId): Node {
    return this.#nodeOf[value]!;
  }

  /** Whether a value may be a name of memory: what hides its type may be one. */
  #isReference(value: ValueId): boolean {
    const { type } = this.fn.values[value]!;
    return isReference(type) || isHidden(type);
  }

  #isScalar(value: ValueId): boolean {
    const { type } = this.fn.values[value]!;
    return !isReference(type) && !isHidden(type);
  }

  #flow(from: Node, to: Node, isReference: boolean): void {
    if (isReference) this.places.unify(from, to);
    this.edges.push([from, to]);
  }

  /** `to` is a value: it decides whether memory is shared. */
  #move(from: ValueId, to: ValueId): void {
    const [a, b] = [from, to].map((value) => this.fn.values[value]!.type);
    const isHiding = (isHidden(a!) && this.#isScalar(to)) || (isHidden(b!) && this.#isScalar(from));
    this.#flow(this.#node(from), this.#node(to), !isHiding && (this.#isReference(to) || this.#isReference(from)));
  }

  #moves(from: readonly ValueId[], to: readonly ValueId[]): void {
    for (const [i, value] of from.entries()) if (to[i] !== undefined) this.#move(value, to[i]);
  }

  #into(cell: Node, element: Element, op: Op): void {
    if (element.kind === "value") {
      this.#flow(this.#node(element.value), cell, this.#isReference(element.value));
    } else {
      const held = this.places.cell(this.#node(element.value), elementKey);
      // Numbers are copied; what may be a reference shares its memory.
      if (this.#holdsNumbers(element.value)) this.edges.push([held, cell]);
      else this.places.unify(held, cell);
    }
    this.writes.push({ cell, op });
  }

  #holdsNumbers(value: ValueId): boolean {
    const { type } = this.fn.values[value]!;
    return type.kind === "typed-array" || (type.kind === "array" && type.element.kind === "number");
  }

  #op(op: Op): void {
    const { places } = this;
    switch (op.kind) {
      case "const":
      case "undef":
      case "comment":
      case "length":
      case "has-index":
      case "zeros-like":
        return;
      case "prim":
        for (const [i, arg] of op.args.entries()) {
          if (carries(op.prim as PrimName, op.args.length, i))
            this.#flow(this.#node(arg), this.#node(op.result), this.#isReference(op.result));
        }
        return;
      case "fold":
        for (const arg of op.args) {
          const node = this.#node(arg.value);
          this.edges.push([arg.kind === "value" ? node : places.cell(node, elementKey), this.#node(op.result)]);
        }
        return;
      case "cast":
        return this.#move(op.arg, op.result);
      case "clone":
        return this.places.unify(this.#node(op.arg), this.#node(op.result));
      case "opaque":
        return this.#opaque(op);
      case "array": {
        const isTuple =
          this.fn.values[op.result]!.type.kind === "tuple" && op.elements.every((e) => e.kind === "value");
        for (const [i, element] of op.elements.entries()) {
          this.#into(places.cell(this.#node(op.result), isTuple ? String(i) : elementKey), element, op);
        }
        if (!isTuple) places.collapse(this.#node(op.result));
        return;
      }
      case "record":
        for (const field of op.fields) {
          const cell = places.cell(this.#node(op.result), field.name);
          this.#flow(this.#node(field.value), cell, this.#isReference(field.value));
        }
        return;
      case "allocate":
        if (op.fill !== undefined)
          this.edges.push([this.#node(op.fill), places.cell(this.#node(op.result), elementKey)]);
        return;
      case "load": {
        const cell = this.#cell(op.ref, keyName(op.key));
        return this.#flow(cell, this.#node(op.result), this.#isReference(op.result));
      }
      case "view":
        return places.unify(this.#node(op.ref), this.#node(op.result));
      case "store": {
        if (isLengthStore(op)) return this.#shorten(op.ref, op);
        const cell = this.#cell(op.ref, keyName(op.key));
        this.writes.push({ cell, op });
        if (isIntegerArray(this.fn.values[op.ref]!.type)) return;
        // An array has no other keys than its indices.
        if (op.key.kind === "index" && !isIndexed(this.fn.values[op.ref]!.type))
          this.edges.push([this.#node(op.key.index), places.cell(this.#node(op.ref), keysKey)]);
        return this.#flow(this.#node(op.value), cell, this.#isReference(op.value));
      }
      case "fill": {
        const cell = this.#cell(op.ref, elementKey);
        this.writes.push({ cell, op });
        if (isIntegerArray(this.fn.values[op.ref]!.type)) return;
        return this.#flow(this.#node(op.value), cell, this.#isReference(op.value));
      }
      case "push":
        this.resized.push({ node: this.#node(op.ref), op });
        for (const element of op.elements) this.#into(this.#cell(op.ref, elementKey), element, op);
        return;
      case "pop":
        this.#shorten(op.ref, op);
        return this.#flow(this.#cell(op.ref, elementKey), this.#node(op.result), this.#isReference(op.result));
      case "call":
        return this.#call(op);
      case "if":
        this.region(op.then, { values: op.results });
        this.region(op.else, { values: op.results });
        return;
      case "for": {
        const carried = op.body.params.slice(1);
        // What a break carries goes through the carried values, so that a result is active only where its parameter is.
        this.#labels.set(op.label, { breaks: carried, continues: carried });
        this.#moves(op.inits, carried);
        this.#moves(carried, op.results);
        return this.region(op.body, { values: carried });
      }
      case "while":
        this.#labels.set(op.label, { breaks: op.after.params, continues: op.before.params });
        this.#moves(op.inits, op.before.params);
        // A position is active in the whole loop or nowhere, so that the lists of carried values stay parallel.
        if (op.before.params.length === op.after.params.length) {
          this.#moves(op.before.params, op.after.params);
          this.#moves(op.after.params, op.before.params);
        }
        this.region(op.before, { values: op.after.params });
        this.#moves(op.after.params, op.results);
        return this.region(op.after, { values: op.before.params });
      case "block":
        this.#labels.set(op.label, { breaks: op.results, continues: [] });
        return this.region(op.body, { values: op.results });
      case "try":
        this.#catching.push(this.#node(op.handler.params[0]!));
        this.region(op.body, { values: op.results });
        this.#catching.pop();
        return this.region(op.handler, { values: op.results });
      default:
        assertNever(op, "op");
    }
  }

  /** Host code is a black box, but what goes into a collection is what comes out of it. */
  #opaque(op: OpaqueOp): void {
    if (op.stops) {
      if (this.#isReference(op.result)) this.stopped.push([this.#node(op.args[0]!), this.#node(op.result)]);
      return;
    }
    const collection = collectionOf(op, this.fn);
    if (collection === undefined) return;
    const held = this.places.cell(this.#node(collection), elementKey);
    const kept = keptBy(op, this.fn);
    if (kept !== undefined) this.#flow(this.#node(kept), held, this.#isReference(kept));
    if (!this.#isReference(op.result)) return;
    const result = this.#node(op.result);
    this.places.unify(held, givesItem(op) ? result : this.places.cell(result, elementKey));
  }

  /** What is taken off the end cannot be read again. */
  #shorten(ref: ValueId, op: Op): void {
    this.resized.push({ node: this.#node(ref), op });
    this.writes.push({ cell: this.#cell(ref, elementKey), op });
  }

  #cell(ref: ValueId, key: string): Node {
    const node = this.#node(ref);
    // A computed key on memory with named positions may reach any of them.
    if (key === elementKey) this.places.collapse(node);
    return this.places.cell(node, key);
  }

  #call(op: CallOp): void {
    const { callee, args, result } = op;
    if (this.#callees.group.has(callee)) {
      this.#inner.push(op);
      // What is thrown around in the group is one.
      this.places.unify(this.#caught, this.#callees.group.get(callee)!.#catching[0]);
      return;
    }
    const flow = this.#callees.known.get(callee);
    if (!flow) throw new InternalError(`${this.fn.name} calls ${callee}, which has no flow`);
    const { places } = this;
    const mapped = new Map<Node, Node>();
    const visit = (theirs: Node, ours: Node): void => {
      const root = flow.places.find(theirs);
      const before = mapped.get(root);
      if (before !== undefined) return places.unify(before, ours);
      mapped.set(root, ours);
      if (flow.places.isCollapsed(root)) places.collapse(ours);
      for (const [key, cell] of flow.places.cells(root)) visit(cell, places.cell(ours, key));
    };
    for (const [i, param] of flow.summary.params.entries())
      if (args[i] !== undefined) visit(param, this.#node(args[i]));
    visit(flow.summary.result, this.#node(result));
    visit(flow.summary.thrown, this.#caught);
    for (const [from, to] of flow.summary.edges) {
      const [a, b] = [mapped.get(from), mapped.get(to)];
      if (a !== undefined && b !== undefined) this.edges.push([a, b]);
    }
    for (const [from, to] of flow.summary.taints) {
      const [a, b] = [mapped.get(from), mapped.get(to)];
      if (a !== undefined && b !== undefined) this.taints.push([a, b]);
    }
    for (const node of flow.summary.written) {
      const cell = mapped.get(node);
      if (cell !== undefined) this.writes.push({ cell, op });
    }
    for (const node of flow.summary.resized) {
      const ours = mapped.get(node);
      if (ours !== undefined) this.resized.push({ node: ours, op });
    }
    for (const [memory, name] of flow.summary.stopped) {
      const [a, b] = [mapped.get(memory), mapped.get(name)];
      if (a !== undefined && b !== undefined) this.stopped.push([a, b]);
    }
  }

  // -- calls inside the group ----------------------------------------------------------------------------------------------

  /** The nodes of all references. */
  memoryNodes(): Node[] {
    const nodes = this.fn.values.flatMap((value, i) => (isReference(value.type) ? [this.#nodeOf[i]!] : []));
    if (isReference(this.fn.resultType)) nodes.push(this.#result);
    return nodes.map((node) => this.places.find(node));
  }

  /** What calls inside the group hand over: arguments to parameters, results back. */
  innerMoves(): { readonly argument: Node; readonly parameter: Node }[] {
    return this.#inner.flatMap((op) => {
      const callee = this.#callees.group.get(op.callee)!;
      const handed = callee.fn.params.flatMap((param, i) =>
        op.args[i] === undefined ? [] : [{ argument: this.#node(op.args[i]), parameter: callee.#node(param) }],
      );
      return [...handed, { argument: this.#node(op.result), parameter: callee.#result }];
    });
  }

  /** Takes over what the summaries of the group say by now; whether the own summary says more than before. */
  spread(): boolean {
    for (const [call, op] of this.#inner.entries()) this.#spreadCall(op, call);
    const before = this.summary?.size;
    this.summary = undefined;
    this.summary = this.finish().summary;
    return this.summary.size !== before;
  }

  #isNews(fact: string): boolean {
    if (this.#heard.has(fact)) return false;
    this.#heard.add(fact);
    return true;
  }

  #spreadCall(op: CallOp, call: number): void {
    const callee = this.#callees.group.get(op.callee)!;
    const { places } = this;
    const { summary } = callee;
    if (!summary) return; // first round
    // Memory has one node in the whole group; a scalar has one of its own on either side.
    const ours = new Map<Node, Node[]>();
    const pair = (theirs: Node, own: Node): void => {
      const root = places.find(theirs);
      ours.set(root, [...(ours.get(root) ?? []), own]);
    };
    for (const [i, param] of callee.fn.params.entries())
      if (op.args[i] !== undefined) pair(callee.#node(param), this.#node(op.args[i]));
    pair(callee.#result, this.#node(op.result));
    const imagesOf = (node: Node): readonly Node[] => [
      ...new Set((ours.get(node) ?? [node]).map((n) => places.find(n))),
    ];
    for (const [from, to] of summary.edges)
      for (const a of imagesOf(from))
        for (const b of imagesOf(to)) if (this.#isNews(`${a} ${b}`)) this.edges.push([a, b]);
    for (const [from, to] of summary.taints)
      for (const a of imagesOf(from))
        for (const b of imagesOf(to)) if (this.#isNews(`${a} taints ${b}`)) this.taints.push([a, b]);
    for (const cell of summary.written) if (this.#isNews(`${call} writes ${cell}`)) this.writes.push({ cell, op });
    for (const node of summary.resized) if (this.#isNews(`${call} resizes ${node}`)) this.resized.push({ node, op });
  }
}

/** Whether a type tells nothing of what is behind it. */
export function isHidden(type: Type): boolean {
  if (type.kind === "union") return type.members.some(isHidden);
  return type.kind === "opaque" && (type.text === "unknown" || type.text === "any");
}

const carriesCache = new Map<string, boolean>();

/** Whether a change of argument `i` of a primitive can change its result by more than nothing. */
export function carries(prim: PrimName, count: number, i: number): boolean {
  const key = `${prim}/${count}/${i}`;
  let known = carriesCache.get(key);
  if (known === undefined) {
    known = prim === "select" ? i > 0 : pullback(prim, { count }, i) !== undefined;
    carriesCache.set(key, known);
  }
  return known;
}
