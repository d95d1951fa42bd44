/**
 * Activity: varied ∩ useful, over values and memory, for one choice of differentiated parameters.
 *   varied   a parameter that is differentiated can change it      (reached along the edges of the flow)
 *   useful   it can change the result, or what a written parameter ends with   (reached against them)
 * Nothing is emitted for what is not active (Hascoët, Naumann, Pascual 2005).
 */
import { valueId } from "../ir/ir.ts";
import type { CastOp, IrFunction, Key, Op, OpaqueOp, PrimOp, ValueId } from "../ir/ir.ts";
import { partType } from "../ir/part-type.ts";
import { isReference, tangentOf, typeKey } from "../ir/types.ts";
import type { Type, TypeTable } from "../ir/types.ts";
import { eachOp, operandsOf } from "../ir/visit.ts";
import type { Flow } from "./flow.ts";
import { foreignWrites } from "./foreign.ts";
import { keptBy } from "./kept.ts";
import { elementKey, keysKey } from "./places.ts";
import type { Node, Places } from "./places.ts";
import { adjacency, reach } from "./summary.ts";
import { ownTaints, takenTaints, tellsNothing } from "./taint.ts";
import { isIntegerArray, zerosOnPurpose } from "./zero-on-purpose.ts";
import type { ZeroOnPurpose } from "./zero-on-purpose.ts";

export interface Activity {
  /** Whether a value carries a derivative: an active scalar, or a reference to memory that has a shadow. */
  isActive(value: ValueId): boolean;
  /** Whether memory cells under a node hold active numbers or shadows. */
  isActiveNode(node: Node): boolean;
  /** Varied values that disappear into host code whose result is needed: a derivative would be lost. */
  readonly lost: readonly { readonly op: Op; readonly value: ValueId }[];
  /** Where a derivative ends as 0 that the user may have expected. */
  readonly zerosOnPurpose: readonly ZeroOnPurpose[];
  /** Whether the result carries a derivative. */
  readonly resultIsActive: boolean;
}

/**
 * `mask[i]`: parameter i is differentiated, or (memory) comes with a shadow. A bit behind those of the parameters: the returned memory
 * has a shadow, whatever is written into it here.
 */
export function activityOf(flow: Flow, mask: readonly boolean[], types: TypeTable): Activity {
  const { fn, places } = flow;
  const find = (value: ValueId): Node => places.find(flow.nodeOf[value]!);
  // What comes out of host code, or is hidden behind a type that tells nothing, may depend on what went in: a loss is noticed and
  // not taken for a zero, here or in the function that is called.
  const through = [...flow.edges, ...takenTaints(flow.taints, places)];
  const forward = adjacency(places, [...through, ...ownTaints(flow)]);
  const backward = adjacency(places, through, true);

  const sources = new Set<Node>();
  for (const [i, param] of fn.params.entries()) {
    if (mask[i]) addSources(places, { node: find(param), type: fn.values[param]!.type, types }, sources);
  }
  if (mask[fn.params.length]) for (const node of places.tree(flow.result)) sources.add(node);
  const varied = reach(sources, forward);
  const integers = readIntegers(fn);
  const carries = fn.values.map(
    (value, i) => tangentOf(value.type, types) !== undefined && !integers.has(i as ValueId),
  );
  const opaque = opaqueOps(fn);
  const containsVaried = (value: ValueId): boolean => [...places.tree(find(value))].some((node) => varied.has(node));

  const sinks = new Set<Node>(places.tree(flow.result));
  for (const [i, param] of fn.params.entries()) {
    if (mask[i] && isReference(fn.values[param]!.type)) for (const node of places.tree(find(param))) sinks.add(node);
  }
  const useful = reach(sinks, backward);

  const activeTrees = new Map<Node, boolean>();
  const followed = new Set<Node>();
  const isActiveNode = (node: Node): boolean => {
    const root = places.find(node);
    return (varied.has(root) && useful.has(root)) || followed.has(root);
  };
  const hasActive = (node: Node): boolean => {
    const root = places.find(node);
    let known = activeTrees.get(root);
    if (known === undefined) {
      known = [...places.tree(root)].some(isActiveNode);
      activeTrees.set(root, known);
    }
    return known;
  };
  const isActive = (value: ValueId): boolean =>
    carries[value]! && (isReference(fn.values[value]!.type) ? hasActive(find(value)) : isActiveNode(find(value)));

  /** What hangs on active memory is part of its shadow: where its length changes, the shadow's must. */
  function followLengths(): void {
    const resized = new Set(flow.resized.map(({ node }) => places.find(node)));
    for (let grown = resized.size > 0; grown;) {
      const before = followed.size;
      for (const [i, { type }] of fn.values.entries()) {
        const root = find(i as ValueId);
        if (!carries[i] || !isReference(type) || !hasActive(root)) continue;
        for (const node of places.tree(root)) if (resized.has(node)) followed.add(places.cell(node, elementKey));
      }
      grown = followed.size > before;
      if (grown) activeTrees.clear();
    }
  }

  const lost: { op: Op; value: ValueId }[] = [];
  for (const op of opaque) {
    if (op.kind === "opaque") {
      const value = op.args.find(containsVaried);
      const kept = keptBy(op, fn);
      if (kept !== undefined && carries[kept] && containsVaried(kept)) lost.push({ op, value: kept });
      else if (value !== undefined && carries[op.result] && hasActive(find(op.result))) lost.push({ op, value });
    } else if (op.kind === "cast") {
      // A number that comes to light again, such as one that was thrown and caught.
      if (tellsNothing(fn.values[op.arg]!.type) && isActive(op.result) && containsVaried(op.arg))
        lost.push({ op, value: op.arg });
    } else if (op.kind === "prim" && isActiveNode(find(op.result)) && fn.values[op.result]!.type.kind === "number") {
      // A number made of something that carries none, such as Number(text).
      const numbers = op.args.filter((arg) => !integers.has(arg));
      const value = numbers.find(
        (arg) => varied.has(find(arg)) && !carries[arg] && !isPiecewiseConstant(fn.values[arg]!.type),
      );
      if (value !== undefined) lost.push({ op, value });
    }
  }
  for (const op of foreignWrites(flow, varied)) lost.push({ op, value: operandsOf(op)[0]! });
  followLengths();
  return {
    isActive,
    isActiveNode,
    lost,
    zerosOnPurpose: zerosOnPurpose(fn, {
      isVaried: (value) => carries[value]! && varied.has(find(value)),
      isUseful: (value) => useful.has(find(value)),
    }),
    resultIsActive: tangentOf(fn.resultType, types) !== undefined && hasActive(flow.result),
  };
}

interface Sourced {
  readonly node: Node;
  readonly type: Type;
  readonly types: TypeTable;
}

/** All that hangs on a parameter, but for texts and the like, in which no derivative can come in. */
function addSources(places: Places, { node, type, types }: Sourced, sources: Set<Node>): void {
  const seen = new Set<string>();
  const visit = (at: Node, of: Type): void => {
    const root = places.find(at);
    const key = `${root} ${typeKey(of)}`;
    if (isText(of) || seen.has(key)) return;
    seen.add(key);
    sources.add(root);
    for (const [name, cell] of places.cells(root)) {
      if (name === keysKey) continue;
      const part = partType(of, name === elementKey ? anyIndex : { kind: "field", name }, types);
      if (part) visit(cell, part);
      else for (const inner of places.tree(cell)) sources.add(inner);
    }
  };
  visit(node, type);
}

/** Whichever index: the type of what it reaches does not depend on it. */
const anyIndex: Key = { kind: "index", index: valueId(0) };

function isText({ kind }: Type): boolean {
  return kind === "string" || kind === "boolean" || kind === "bigint";
}

/** What host code gives of these types stays the same under a small change: a comparison, a position. */
function isPiecewiseConstant(type: Type): boolean {
  return type.kind === "boolean" || (type.kind === "number" && type.discrete === true);
}

/** What is read of integer arrays carries nothing, whatever lies beside them. */
function readIntegers(fn: IrFunction): ReadonlySet<ValueId> {
  const found = new Set<ValueId>();
  eachOp(fn.body, (op) => {
    if (op.kind === "load" && isIntegerArray(fn.values[op.ref]!.type)) found.add(op.result);
  });
  return found;
}

function opaqueOps(fn: IrFunction): readonly (OpaqueOp | PrimOp | CastOp)[] {
  const found: (OpaqueOp | PrimOp | CastOp)[] = [];
  eachOp(fn.body, (op) => {
    if (op.kind === "opaque" && op.stops) return;
    if (op.kind === "opaque" || op.kind === "prim" || op.kind === "cast") found.push(op);
  });
  return found;
}
