/** The parallel copies that the parameters and results of regions stand for: where control enters a loop, and where a region ends. */
import type { Op, ValueId } from "../ir/ir.ts";
import type { Place, Structure } from "./structure.ts";

export interface Copy {
  readonly to: ValueId;
  readonly from: ValueId;
}

/** What a loop's parameters start as. */
export function entryCopies(op: Op): readonly Copy[] {
  if (op.kind === "for") return paired(op.body.params.slice(1), op.inits);
  return op.kind === "while" ? paired(op.before.params, op.inits) : [];
}

/** What the end of a region passes on. The values of a condition go to `after`, whose parameters share the variables of the results. */
export function endCopies(structure: Structure, place: Place): readonly Copy[] {
  const { end } = place.region;
  switch (end.kind) {
    case "yield":
      return place.owner ? paired(yieldTargets(place), end.values) : [];
    case "condition":
      return place.owner?.kind === "while" ? paired(place.owner.after.params, end.values) : [];
    case "break": {
      const target = structure.targetOf.get(end);
      return target ? paired(target.results, end.values) : [];
    }
    case "continue": {
      const target = structure.targetOf.get(end);
      if (target?.kind === "for") return paired(target.body.params.slice(1), end.values);
      return target?.kind === "while" ? paired(target.before.params, end.values) : [];
    }
    case "return":
    case "throw":
      return [];
  }
}

function yieldTargets({ owner }: Place): readonly ValueId[] {
  if (owner?.kind === "for") return owner.body.params.slice(1);
  if (owner?.kind === "while") return owner.before.params;
  return owner?.results ?? [];
}

function paired(to: readonly ValueId[], from: readonly ValueId[]): readonly Copy[] {
  return to.flatMap((target, i) => {
    const source = from[i];
    return source === undefined ? [] : [{ to: target, from: source }];
  });
}
