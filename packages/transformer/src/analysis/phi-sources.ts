/** Where the values of branches and loops come from: for each parameter of a region and each result of an op with regions, what may be handed to it. */
import type { IrFunction, Label, Op, Region, Terminator, ValueId } from "../ir/ir.ts";

export type PhiSources = ReadonlyMap<ValueId, readonly ValueId[]>;

interface Targets {
  readonly breaks: readonly ValueId[];
  readonly continues: readonly ValueId[];
}

export function phiSources(fn: IrFunction): PhiSources {
  const sources = new Map<ValueId, ValueId[]>();
  const targets = new Map<Label, Targets>();
  const pass = (from: readonly ValueId[], to: readonly ValueId[]): void => {
    for (const [i, target] of to.entries()) {
      if (from[i] === undefined) continue;
      const known = sources.get(target);
      if (known) known.push(from[i]);
      else sources.set(target, [from[i]]);
    }
  };
  const end = (last: Terminator, to: readonly ValueId[]): void => {
    if (last.kind === "yield" || last.kind === "condition") pass(last.values, to);
    else if (last.kind === "break") pass(last.values, targets.get(last.label)?.breaks ?? []);
    else if (last.kind === "continue") pass(last.values, targets.get(last.label)?.continues ?? []);
  };
  const walk = (region: Region, to: readonly ValueId[]): void => {
    for (const op of region.ops) enter(op);
    end(region.end, to);
  };
  const enter = (op: Op): void => {
    switch (op.kind) {
      case "if":
        walk(op.then, op.results);
        return walk(op.else, op.results);
      case "for": {
        const carried = op.body.params.slice(1);
        targets.set(op.label, { breaks: op.results, continues: carried });
        pass(op.inits, carried);
        pass(carried, op.results);
        return walk(op.body, carried);
      }
      case "while":
        targets.set(op.label, { breaks: op.results, continues: op.before.params });
        pass(op.inits, op.before.params);
        walk(op.before, op.after.params);
        // What the test hands on is what leaves, too.
        if (op.before.end.kind === "condition") pass(op.before.end.values, op.results);
        return walk(op.after, op.before.params);
      case "block":
        targets.set(op.label, { breaks: op.results, continues: [] });
        return walk(op.body, op.results);
      case "try":
        walk(op.body, op.results);
        return walk(op.handler, op.results);
      default:
        return undefined;
    }
  };
  walk(fn.body, []);
  return sources;
}
