/** Memory that is made anew each time a region runs, and that has no second name: other rounds have nothing to do with it. */
import type { Flow } from "../../analysis/flow.ts";
import { isHidden } from "../../analysis/flow.ts";
import type { Node } from "../../analysis/places.ts";
import type { ValueId } from "../../ir/ir.ts";
import { isReference } from "../../ir/types.ts";
import type { Scope, ScopeTree } from "./scope.ts";

interface Known {
  readonly flow: Flow;
  readonly tree: Pick<ScopeTree, "definition" | "definedIn">;
}

const sharedOf = new WeakMap<Flow, ReadonlySet<Node>>();

/** The scope in which the memory of a reference is made, if it certainly is one allocation that nothing else refers to. */
export function madeIn(cx: Known, ref: ValueId): Scope | undefined {
  const { flow, tree } = cx;
  let shared = sharedOf.get(flow);
  if (!shared) sharedOf.set(flow, (shared = sharedNodes(cx)));
  if (shared.has(flow.places.find(flow.nodeOf[ref]!))) return undefined;
  let value = ref;
  for (let op = tree.definition.get(value); op?.kind === "cast"; op = tree.definition.get(value)) value = op.arg;
  return isMade(cx, value) ? tree.definedIn.get(value) : undefined;
}

function isMade({ tree }: Known, value: ValueId): boolean {
  const kind = tree.definition.get(value)?.kind;
  return kind === "allocate" || kind === "array" || kind === "record" || kind === "zeros-like";
}

/** Memory that is held by other memory, chosen by a branch, carried by a loop, or comes from elsewhere. */
function sharedNodes(cx: Known): ReadonlySet<Node> {
  const { flow, tree } = cx;
  const { places, nodeOf, fn } = flow;
  const shared = new Set<Node>();
  const walked = new Set<Node>();
  for (const [i, { type }] of fn.values.entries()) {
    if (!isReference(type) && !isHidden(type)) continue;
    const value = i as ValueId;
    const root = places.find(nodeOf[value]!);
    const kind = tree.definition.get(value)?.kind;
    if (!isMade(cx, value) && kind !== "cast" && kind !== "view") shared.add(root);
    if (walked.has(root)) continue;
    for (const node of places.tree(root)) {
      walked.add(node);
      for (const [, cell] of places.cells(node)) shared.add(places.find(cell));
    }
  }
  return shared;
}
