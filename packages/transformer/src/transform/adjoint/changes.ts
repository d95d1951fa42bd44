/** Which ops may change memory that is there already. A call that writes only what it makes itself is none of them, however often it runs. */
import type { Flow } from "../../analysis/flow.ts";
import type { Op } from "../../ir/ir.ts";
import type { Derivatives } from "../derivatives.ts";

interface Changes {
  readonly writes: Flow["writes"];
  readonly resized: Flow["resized"];
}

const changesOf = new WeakMap<Flow, Changes>();

export function changes({
  all,
  flow,
}: {
  readonly all: Pick<Derivatives, "isSelfContained">;
  readonly flow: Flow;
}): Changes {
  let known = changesOf.get(flow);
  if (!known) {
    const isChange = ({ op }: { readonly op: Op }): boolean => op.kind !== "call" || !all.isSelfContained(op.callee);
    changesOf.set(flow, (known = { writes: flow.writes.filter(isChange), resized: flow.resized.filter(isChange) }));
  }
  return known;
}
