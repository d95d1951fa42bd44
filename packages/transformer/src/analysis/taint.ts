/**
 * What comes out of host code, or is hidden behind a type that tells nothing, may depend on what went in. No derivative goes that
 * way: it is followed so that a loss is noticed and not taken for a zero, also where it happens in a function that is called.
 */
import type { CastOp, IrFunction, OpaqueOp, ValueId } from "../ir/ir.ts";
import type { Type } from "../ir/types.ts";
import { eachOp, operandsOf } from "../ir/visit.ts";
import { keysKey } from "./places.ts";
import type { Node, Places } from "./places.ts";

type Pair = readonly [Node, Node];

interface Placed {
  readonly fn: IrFunction;
  readonly places: Places;
  readonly nodeOf: readonly Node[];
}

/** The ways through host code and hiding types of a function itself, as edges. */
export function ownTaints({ fn, places, nodeOf }: Placed): readonly Pair[] {
  const edges: Pair[] = [];
  const find = (value: ValueId): Node => places.find(nodeOf[value]!);
  eachOp(fn.body, (op) => {
    const isHost = op.kind === "opaque" && !op.stops;
    if (!isHost && !(op.kind === "cast" && isHiding(fn.values[op.result]!.type))) return;
    for (const value of operandsOf(op)) {
      const taken = asksForKeys(op) ? [places.cell(find(value), keysKey)] : places.tree(find(value));
      edges.push(...between(taken, places.tree(find(op.result))));
    }
  });
  return edges;
}

/** Those of the functions that are called: from all that hangs on the one node to all that hangs on the other, here. */
export function takenTaints(pairs: readonly Pair[], places: Places): readonly Pair[] {
  return pairs.flatMap(([from, to]) => between(places.tree(from), places.tree(to)));
}

function between(from: Iterable<Node>, to: Iterable<Node>): Pair[] {
  const targets = [...to];
  return [...from].flatMap((a) => targets.filter((b) => a !== b).map((b): Pair => [a, b]));
}

/** `Object.keys(o)`: of what the object holds nothing comes out. */
function asksForKeys(op: OpaqueOp | CastOp): boolean {
  return op.kind === "opaque" && op.args.length === 1 && op.pieces[0] === "Object.keys(" && op.pieces[1] === ")";
}

export function tellsNothing(type: Type): boolean {
  return type.kind === "opaque" || (type.kind === "union" && type.members.some(tellsNothing));
}

function isHiding(type: Type): boolean {
  return type.kind === "string" || tellsNothing(type);
}
