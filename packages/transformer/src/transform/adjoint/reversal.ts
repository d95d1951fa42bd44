/** Everything that the reversal of one function starts from. */
import type { Aliases } from "../../analysis/alias-pattern.ts";
import { factsOf } from "../../analysis/facts.ts";
import type { Node } from "../../analysis/places.ts";
import type { Flow } from "../../analysis/flow.ts";
import { FunctionBuilder } from "../../ir/build.ts";
import { functionId } from "../../ir/ir.ts";
import type { CallOp, FunctionId, IrFunction, ValueId } from "../../ir/ir.ts";
import { isReference } from "../../ir/types.ts";
import { eachOp } from "../../ir/visit.ts";
import type { Derivatives, Mask } from "../derivatives.ts";
import type { CalleeVariant } from "./context.ts";
import { calleesIn } from "../attempt.ts";
import { structureExits, structureOutcome } from "../structure-exits.ts";
import { callShape } from "./call-shape.ts";
import { looseNodes } from "./loose.ts";
import type { Note, Parts, Reversal } from "./context.ts";
import { scopeTree } from "./scope.ts";
import { earlyNodes } from "./early.ts";
import type { AlsoEarly } from "./early.ts";
import { loopsOnTheSpot } from "./on-the-spot.ts";
import { wantedValues } from "./wanted.ts";
import { changes } from "./changes.ts";

/** The function with structured exits, as a function of its own where that changes it. */
export function structured(all: Derivatives<CalleeVariant>, id: FunctionId): IrFunction {
  return all.once(`structured:${id}`, () => {
    const fn = all.functionOf(id);
    const callees = all.once("callees", () =>
      calleesIn(all, (callee, head, others) => structureOutcome(callee, head, all.types, others)),
    );
    const result = structureExits(fn, all.types, callees);
    if (result === fn) return fn;
    const named = { ...result, id: functionId(`structured:${id}`) };
    all.addForm(named, id);
    return named;
  });
}

export interface ReversalOptions {
  readonly all: Derivatives<CalleeVariant>;
  readonly fn: IrFunction;
  readonly mask: Mask;
  readonly isJoined: boolean;
  /** For each parameter, and last for the result. */
  readonly unstable: readonly boolean[];
  readonly aliases: Aliases;
  readonly isLoose: boolean;
  readonly paramShadow: (cx: Reversal, param: ValueId, where: "primal" | "adjoint") => ValueId;
  /** References whose shadows must be there in the primal sweep. */
  readonly early: (
    cx: Pick<Reversal, "all" | "fn" | "tree" | "flow" | "activity" | "looseNodes">,
    earlyAtCall: (op: CallOp) => readonly ValueId[],
  ) => AlsoEarly;
  readonly parts: Parts;
}

export function startReversal(options: ReversalOptions): Reversal {
  const { all, fn, mask, isJoined, unstable, aliases, isLoose, parts } = options;
  const flow = all.flow(fn.id, aliases);
  const activity = all.activity(fn.id, mask, aliases);
  const { places } = flow;
  const find = (value: ValueId): Node => places.find(flow.nodeOf[value]!);
  const resized = new Set(changes({ all, flow }).resized.map((resize) => places.find(resize.node)));
  const facts = factsOf(fn, (ref) => resized.has(find(ref)));
  const builder = FunctionBuilder.from(fn, {}, all.types);
  const tree = scopeTree(fn, builder);
  const unstableNodes = new Set<Node>();
  for (const [i, param] of fn.params.entries()) {
    if (unstable[i]) for (const node of places.tree(find(param))) unstableNodes.add(node);
  }
  if (unstable[fn.params.length]) for (const node of places.tree(flow.result)) unstableNodes.add(node);
  const isUnstable = (node: Node): boolean => unstableNodes.has(places.find(node));
  const wanted = wantedValues({ fn, activity, facts });
  const notes: Note[] = [];
  for (const [op, made] of loopsOnTheSpot({ all, fn, flow, activity, facts, tree, wanted, isUnstable })) {
    const [counter] = op.body.params;
    const isOnTheSpot = typeof made !== "string";
    if (isOnTheSpot) tree.scopeOf.get(op.body)!.again = made;
    const because = isOnTheSpot ? "its rounds come out the same again, and are reversed on the spot" : made;
    const how = isOnTheSpot ? "recomputed" : "recorded";
    notes.push({ value: counter!, name: fn.values[counter!]!.name, how, because, origin: op.origin });
  }
  const loose = isLoose ? looseNodes(fn, find) : new Set<Node>();
  const shared = { all, fn, flow, activity, tree, isUnstable, isLoose, looseNodes: loose };
  const earlyAtCall = (op: CallOp): readonly ValueId[] => {
    const shape = callShape(shared, op);
    if (!shape) return [];
    const { resultShadow, earlyShadows } = parts.shadowPlan(all, op.callee, shape);
    return [...op.args.filter((_, i) => earlyShadows[i]), ...(resultShadow === "made" ? [op.result] : [])];
  };
  const early = earlyNodes(shared, earlyAtCall, options.early(shared, earlyAtCall));
  const cx: Reversal = {
    ...shared,
    mask,
    facts,
    wanted,
    recordings: new Set(),
    fetching: new Set(),
    builder,
    early,
    outer: outerNodes(fn, flow),
    calls: callsIn(fn),
    loosened: new Set(),
    before: new Map(),
    isJoined,
    paramShadow: (param, where) => options.paramShadow(cx, param, where),
    record: new Map(),
    takes: new Set(),
    primalShadows: new Map(),
    waiting: { isOpen: false, list: [] },
    notes,
    parts,
  };
  return cx;
}

function callsIn(fn: IrFunction): readonly CallOp[] {
  const calls: CallOp[] = [];
  eachOp(fn.body, (op) => {
    if (op.kind === "call") calls.push(op);
  });
  return calls;
}

/** Memory that comes from outside, or that a callee gets or gives. */
function outerNodes(fn: IrFunction, flow: Flow): ReadonlySet<Node> {
  const { places, nodeOf } = flow;
  const outer = new Set<Node>();
  const add = (value: ValueId): void => {
    if (!isReference(fn.values[value]!.type)) return;
    for (const node of places.tree(places.find(nodeOf[value]!))) outer.add(node);
  };
  fn.params.forEach(add);
  eachOp(fn.body, (op) => {
    if (op.kind === "call") [...op.args, op.result].forEach(add);
  });
  return outer;
}

/** Whether a returned reference is memory of this function that has only this name, so that its shadow can come from outside. */
export function isOwnResult(
  cx: Pick<Reversal, "tree" | "flow"> & { early: ReadonlySet<Node> },
  value: ValueId,
): boolean {
  const op = cx.tree.definition.get(value);
  if (!op || cx.early.has(cx.flow.places.find(cx.flow.nodeOf[value]!))) return false;
  return op.kind === "allocate" || op.kind === "array" || op.kind === "record" || op.kind === "zeros-like";
}
