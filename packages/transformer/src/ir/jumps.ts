/** The labels that the jumps of a region go to. */
import type { Label, Region } from "./ir.ts";
import { regionsOf } from "./visit.ts";

const labelsOf = new WeakMap<Region, ReadonlySet<Label>>();

/** Whether a `break` or `continue` in a region, or in one inside it, goes to a label. */
export function jumpsTo(region: Region, label: Label): boolean {
  return jumpLabels(region).has(label);
}

function jumpLabels(region: Region): ReadonlySet<Label> {
  let known = labelsOf.get(region);
  if (!known) {
    const labels = new Set<Label>();
    if (region.end.kind === "break" || region.end.kind === "continue") labels.add(region.end.label);
    for (const op of region.ops)
      for (const inner of regionsOf(op)) for (const label of jumpLabels(inner)) labels.add(label);
    known = labels;
    labelsOf.set(region, known);
  }
  return known;
}
