/** Which shadows of parameters a callee takes in the primal sweep already; of recursive callees before any of them is reversed. */
import { aliasKey } from "../../analysis/alias-pattern.ts";
import type { Node } from "../../analysis/places.ts";
import { InternalError } from "../../base/internal-error.ts";
import type { FunctionId } from "../../ir/ir.ts";
import { isReference } from "../../ir/types.ts";
import type { Derivatives } from "../derivatives.ts";
import type { CalleeVariant, CallShape, Parts, Reversal } from "./context.ts";
import { startReversal, structured } from "./reversal.ts";

/** What a variant of a callee is told by. */
export function keyOf(callee: FunctionId, shape: CallShape): string {
  const bits = (list: readonly boolean[]): string => list.map((bit) => (bit ? "1" : "0")).join("");
  return `callee:${callee}/${bits(shape.mask)}/${bits(shape.unstable)}/${aliasKey(shape.aliases)}${shape.isLoose ? "/loose" : ""}`;
}

/** Parameters, or memory on them, that the callee makes longer or shorter: their shadows have to follow. */
export function resizedParameters({
  fn,
  flow,
  looseNodes,
}: Pick<Reversal, "fn" | "flow" | "looseNodes">): readonly Node[] {
  const { places, nodeOf } = flow;
  const resized = new Set(flow.resized.map(({ node }) => places.find(node)));
  return fn.params.flatMap((param) => {
    if (!isReference(fn.values[param]!.type)) return [];
    return [...places.tree(places.find(nodeOf[param]!))].filter((node) => {
      return resized.has(places.find(node)) && !looseNodes.has(places.find(node));
    });
  });
}

interface Plan {
  readonly callee: FunctionId;
  readonly shape: CallShape;
  early: readonly boolean[];
}

interface Plans {
  readonly known: Map<string, Plan>;
  isOpen: boolean;
}

/**
 * The least that functions which call each other can do with: none is taken early, until one is seen to be asked for. What one takes
 * early, its callers have early too, so the plans of a group grow together.
 */
export function earlyOfRecursive(
  all: Derivatives<CalleeVariant>,
  callee: FunctionId,
  shape: CallShape,
  parts: Parts,
): readonly boolean[] {
  const plans = all.once("early plans", (): Plans => ({ known: new Map(), isOpen: false }));
  const key = keyOf(callee, shape);
  const known = plans.known.get(key);
  if (known) return known.early;
  const plan: Plan = { callee, shape, early: structured(all, callee).params.map(() => false) };
  plans.known.set(key, plan);
  if (plans.isOpen) return plan.early;
  plans.isOpen = true;
  // Looking at one may add others to the group.
  const group = [...plans.known.values()];
  const settled = new Set(group.filter((one) => one !== plan));
  for (let isGrowing = true; isGrowing;) {
    isGrowing = false;
    for (const one of plans.known.values()) {
      if (settled.has(one)) continue;
      const early = earlyParameters(all, one, parts);
      if (early.every((bit, i) => bit === one.early[i])) continue;
      one.early = early;
      isGrowing = true;
    }
  }
  plans.isOpen = false;
  return plan.early;
}

function earlyParameters(all: Derivatives<CalleeVariant>, plan: Plan, parts: Parts): readonly boolean[] {
  const { callee, shape } = plan;
  const fn = structured(all, callee);
  const { end } = fn.body;
  const isMade = isReference(fn.resultType) && all.activity(fn.id, shape.mask, shape.aliases).resultIsActive;
  const returned = isMade && end.kind === "return" && end.value !== undefined ? [end.value] : [];
  const { early, flow } = startReversal({
    all,
    fn,
    mask: shape.mask,
    isJoined: false,
    unstable: shape.unstable,
    aliases: shape.aliases,
    isLoose: shape.isLoose,
    paramShadow: () => {
      throw new InternalError("nothing is reversed yet");
    },
    early: (shared) => ({ values: returned, nodes: resizedParameters(shared) }),
    parts,
  });
  const { places, nodeOf } = flow;
  return fn.params.map((param, i) => {
    if (plan.early[i] === true) return true;
    if (shape.mask[i] !== true || !isReference(fn.values[param]!.type)) return false;
    return [...places.tree(places.find(nodeOf[param]!))].some((node) => early.has(places.find(node)));
  });
}
