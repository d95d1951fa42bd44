/**
 * References that may be nothing when the program runs although their type does not say so: what an index reaches (`m[i]!`), what `!`
 * was put behind, what a variable holds that was assigned in branches or loops. JavaScript throws a TypeError where they are used.
 */
import type { Key, Op, ValueId } from "../ir/ir.ts";
import { isReference } from "../ir/types.ts";
import type { PhiSources } from "./phi-sources.ts";
import type { Type } from "../ir/types.ts";

export interface Definitions {
  readonly typeOf: (value: ValueId) => Type;
  readonly definitionOf: (value: ValueId) => Op | undefined;
  /** Of a parameter: whether a call may pass nothing. */
  readonly parameter: (value: ValueId) => "present" | "missing" | undefined;
  readonly isInRange?: (ref: ValueId, index: ValueId) => boolean;
  /** What branches and loops hand to a value. */
  readonly sources?: PhiSources;
}

/** `seen`: values that are being asked about, which add nothing to themselves. */
export function mayBeMissing(value: ValueId, cx: Definitions, seen: Set<ValueId> = new Set()): boolean {
  const type = cx.typeOf(value);
  if (!isReference(type) || seen.has(value)) return false;
  const op = cx.definitionOf(value);
  const sources = cx.sources?.get(value);
  if (sources) {
    seen.add(value);
    return sources.some((source) => isNothing(source, cx) || mayBeMissing(source, cx, seen));
  }
  switch (op?.kind) {
    case undefined:
      return cx.parameter(value) !== "present";
    case "load":
      return op.key.kind === "index" && !(cx.isInRange?.(op.ref, op.key.index) ?? false);
    case "cast":
      return absences(cx.typeOf(op.arg)).length > 0 || mayBeMissing(op.arg, cx, seen);
    case "if":
    case "for":
    case "while":
    case "block":
    case "try":
    case "pop":
      return true;
    default:
      return false;
  }
}

/** What stands for nothing, or may be it by its type. */
function isNothing(value: ValueId, cx: Definitions): boolean {
  const op = cx.definitionOf(value);
  return op?.kind === "const" || op?.kind === "undef" || absences(cx.typeOf(value)).length > 0;
}

/** What a value of the type may be instead of memory. */
export function absences(type: Type): readonly (undefined | null)[] {
  const members = type.kind === "union" ? type.members : [type];
  const kinds = new Set(members.map(({ kind }) => kind));
  return [...(kinds.has("undefined") ? [undefined] : []), ...(kinds.has("null") ? [null] : [])];
}

/** How an op uses memory: what it says in a TypeError where there is none. */
export interface Use {
  readonly ref: ValueId;
  readonly what: { readonly kind: "read" | "set"; readonly key: Key } | { readonly kind: "iterate" };
}

export function usesOf(op: Op): readonly Use[] {
  const named = (ref: ValueId, name: string): Use => ({
    ref,
    what: { kind: "read", key: { kind: "field", name } },
  });
  switch (op.kind) {
    case "load":
      return [{ ref: op.ref, what: { kind: "read", key: op.key } }];
    case "store":
      return [{ ref: op.ref, what: { kind: "set", key: op.key } }];
    case "length":
      return [named(op.ref, "length")];
    case "push":
      return [named(op.ref, "push"), ...spreadUses(op.elements)];
    case "pop":
      return [named(op.ref, "pop")];
    case "fill":
      return [named(op.ref, "fill")];
    case "view":
      return [named(op.ref, "subarray")];
    case "array":
      return spreadUses(op.elements);
    case "fold":
      return spreadUses(op.args);
    default:
      return [];
  }
}

function spreadUses(elements: readonly { readonly kind: string; readonly value: ValueId }[]): readonly Use[] {
  return elements
    .filter(({ kind }) => kind === "spread")
    .map(({ value }) => ({ ref: value, what: { kind: "iterate" } }));
}
