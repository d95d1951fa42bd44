/** What a caller needs to know of a function, and the walks along edges that find it out. */
import type { IrFunction, Op } from "../ir/ir.ts";
import type { Node, Places } from "./places.ts";
import { ownTaints, takenTaints } from "./taint.ts";

/** The nodes reachable from parameters and result, and how they hang together. */
export interface Summary {
  readonly params: readonly Node[];
  readonly result: Node;
  readonly thrown: Node;
  readonly edges: readonly (readonly [Node, Node])[];
  /** What reaches what by way of host code or a type that tells nothing only, with all that hangs on both. */
  readonly taints: readonly (readonly [Node, Node])[];
  readonly written: ReadonlySet<Node>;
  readonly resized: ReadonlySet<Node>;
  /** Memory with a second name whose derivatives are none (stopGradient): the memory, and what stands for it. */
  readonly stopped: readonly (readonly [Node, Node])[];
  /** Grows with every fact, while the places stay as they are; equal means unchanged. */
  readonly size: number;
}

interface Summarised {
  readonly fn: IrFunction;
  readonly places: Places;
  readonly nodeOf: readonly Node[];
  readonly result: Node;
  readonly thrown: Node;
  readonly edges: readonly (readonly [Node, Node])[];
  readonly taints: readonly (readonly [Node, Node])[];
  readonly writes: readonly { readonly cell: Node; readonly op: Op }[];
  readonly resized: readonly { readonly node: Node }[];
  readonly stopped: readonly (readonly [Node, Node])[];
}

export function summarise(flow: Summarised): Summary {
  const { fn, places, nodeOf } = flow;
  const params = fn.params.map((param) => places.find(nodeOf[param]!));
  const result = places.find(flow.result);
  const interfaceNodes = new Set<Node>();
  const thrown = places.find(flow.thrown);
  for (const root of [...params, result, thrown]) for (const node of places.tree(root)) interfaceNodes.add(node);
  const next = adjacency(places, flow.edges);
  const tainting = [...ownTaints(flow), ...takenTaints(flow.taints, places)];
  const tainted = tainting.length > 0 ? adjacency(places, [...flow.edges, ...tainting]) : next;
  const edges: [Node, Node][] = [];
  const taints: [Node, Node][] = [];
  for (const from of interfaceNodes) {
    const reached = reach([from], next);
    for (const to of reached) if (to !== from && interfaceNodes.has(to)) edges.push([from, to]);
    if (tainted === next) continue;
    for (const to of reach([from], tainted)) if (!reached.has(to) && interfaceNodes.has(to)) taints.push([from, to]);
  }
  // A literal writes memory that nobody has yet.
  const stores = flow.writes.filter(({ op }) => op.kind !== "array");
  const written = new Set(stores.map(({ cell }) => places.find(cell)).filter((node) => interfaceNodes.has(node)));
  const resized = new Set(flow.resized.map((r) => places.find(r.node)).filter((node) => interfaceNodes.has(node)));
  const stopped = flow.stopped
    .map(([memory, name]) => [places.find(memory), places.find(name)] as const)
    .filter((pair) => pair.every((node) => interfaceNodes.has(node)));
  const size = edges.length + taints.length + written.size + resized.size;
  return { params, result, thrown, edges, taints, written, resized, stopped, size };
}

/** Successors of every node, by representative. */
export function adjacency(
  places: Places,
  edges: readonly (readonly [Node, Node])[],
  reversed: boolean = false,
): Map<Node, Node[]> {
  const next = new Map<Node, Node[]>();
  for (const [from, to] of edges) {
    const [a, b] = reversed ? [places.find(to), places.find(from)] : [places.find(from), places.find(to)];
    if (a === b) continue;
    const list = next.get(a);
    if (list) list.push(b);
    else next.set(a, [b]);
  }
  return next;
}

/** All nodes that can be reached from some, themselves included. */
export function reach(from: Iterable<Node>, next: ReadonlyMap<Node, readonly Node[]>): Set<Node> {
  const seen = new Set<Node>(from);
  for (const node of seen) for (const to of next.get(node) ?? []) seen.add(to);
  return seen;
}
