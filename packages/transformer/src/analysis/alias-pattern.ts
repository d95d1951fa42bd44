/**
 * Which memory of a callee's parameters is one at a call: `f(x, x)`, `f(m, m[0])`. A callee is analysed with that known, since
 * a write under one name is a write under the other.
 */
import type { Node, Places } from "./places.ts";
import type { Summary } from "./summary.ts";

/** Sets of paths that may lead to one memory; a path is the number of a parameter and the keys from there. */
export type Aliases = readonly (readonly Path[])[];
export interface Path {
  readonly parameter: number;
  readonly keys: readonly string[];
}

interface Callee {
  readonly places: Places;
  readonly summary: Summary;
}

/** `argumentOf(i)`: the caller's node of an argument. */
export function aliasesOf(callee: Callee, caller: Places, argumentOf: (i: number) => Node | undefined): Aliases {
  const { places, summary } = callee;
  const pathsOf = new Map<Node, Path[]>();
  const seen = new Set<Node>();
  const waiting: { path: Path; theirs: Node; ours: Node }[] = [];
  for (const [i, param] of summary.params.entries()) {
    const ours = argumentOf(i);
    if (ours !== undefined) waiting.push({ path: { parameter: i, keys: [] }, theirs: param, ours });
  }
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [theirs, ours] = [places.find(next.theirs), caller.find(next.ours)];
    // All that one node of the callee may be is one node of the caller already (see the calls in flow.ts).
    if (seen.has(theirs)) continue;
    seen.add(theirs);
    const list = pathsOf.get(ours);
    if (list) list.push(next.path);
    else pathsOf.set(ours, [next.path]);
    for (const [key, cell] of places.cells(theirs)) {
      const { parameter, keys } = next.path;
      waiting.push({ path: { parameter, keys: [...keys, key] }, theirs: cell, ours: caller.cell(ours, key) });
    }
  }
  return [...pathsOf.values()].filter((list) => list.length > 1);
}

export function applyAliases(places: Places, params: readonly Node[], aliases: Aliases): void {
  for (const paths of aliases) {
    const [first, ...others] = paths.map(({ parameter, keys }) =>
      keys.reduce((node, key) => places.cell(node, key), params[parameter]!),
    );
    if (first !== undefined) for (const other of others) places.unify(first, other);
  }
}

export function aliasKey(aliases: Aliases): string {
  return aliases.map((set) => set.map(({ parameter, keys }) => [parameter, ...keys].join(".")).join("=")).join(",");
}
