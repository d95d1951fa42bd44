/**
 * Shadows that are not there although their memory is: an integer array, where the type lets it stand for an array of numbers, carries no
 * derivative. What is read from its shadow is 0, and what is written there is dropped.
 *   x: Float64Array | Int8Array        =>   xBar: Float64Array | undefined ; if (xBar !== undefined) xBar[i] += …
 */
import type { RegionBuilder } from "../ir/build.ts";
import type { Origin, Value, ValueId, ViewOp } from "../ir/ir.ts";
import { arrayOf, numberType, unionOf } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import { byMember } from "./members.ts";

/** The type without `undefined`, where it says that the shadow may be absent. */
export function presentType(type: Type): Type | undefined {
  if (type.kind !== "union") return undefined;
  const present = type.members.filter(({ kind }) => kind !== "undefined" && kind !== "null");
  return present.length < type.members.length && present.length > 0 ? unionOf(present) : undefined;
}

interface Branches {
  readonly origin: Origin;
  readonly results: readonly Value[];
  readonly present: (shadow: ValueId, body: RegionBuilder) => readonly ValueId[];
  readonly absent: (body: RegionBuilder) => readonly ValueId[];
}

/** Goes on with a shadow if it is there; without a test where its type says that it is. */
export function ifPresent(shadow: ValueId, into: RegionBuilder, branches: Branches): readonly ValueId[] {
  const { origin, results, present, absent } = branches;
  const type = presentType(into.fn.typeOf(shadow));
  if (type === undefined) return present(shadow, into);
  const [then, otherwise] = [into.fn.region(), into.fn.region()];
  const given = present(then.cast(shadow, type, origin), then);
  const instead = absent(otherwise);
  return into.if_({
    condition: into.prim("ne", [shadow, into.const_(undefined, origin)], origin),
    then: then.yields(given, origin),
    else: otherwise.yields(instead, origin),
    results,
    origin,
  });
}

/** Does something with a shadow that is there, and nothing with one that is not. */
export function withPresent(
  shadow: ValueId,
  into: RegionBuilder,
  origin: Origin,
  act: (shadow: ValueId, body: RegionBuilder) => void,
): void {
  const present = (own: ValueId, body: RegionBuilder): readonly ValueId[] => {
    act(own, body);
    return [];
  };
  ifPresent(shadow, into, { origin, results: [], present, absent: () => [] });
}

/** What stands for a part of a shadow that is not there. */
export function nothingOf(type: Type, into: RegionBuilder, origin: Origin): ValueId {
  return type.kind === "number" ? into.number(0, origin) : into.cast(into.const_(undefined, origin), type, origin);
}

/** The view on a shadow that its memory's view is on that. */
export function viewOf(
  shadow: ValueId,
  range: Pick<ViewOp, "from" | "to">,
  { type, name }: { readonly type: Type; readonly name: string | undefined },
  into: RegionBuilder,
  origin: Origin,
): ValueId {
  return ifPresent(shadow, into, {
    origin,
    results: [name === undefined ? { type } : { type, name }],
    present: (own, body) => [body.view(own, range, type, origin, name)],
    absent: (body) => [nothingOf(type, body, origin)],
  })[0]!;
}

/** A shadow whose elements are taken one by one: zeros, as many as the memory has, where it is not there. */
export function spreadable(shadow: ValueId, ref: ValueId, into: RegionBuilder, origin: Origin): ValueId {
  const type = presentType(into.fn.typeOf(shadow));
  if (type === undefined) return shadow;
  const zeros = (body: RegionBuilder): ValueId => {
    const length = body.length(ref, origin);
    return body.allocate(arrayOf(numberType), { length, fill: body.number(0, origin) }, origin);
  };
  const either = unionOf([type, arrayOf(numberType)]);
  return ifPresent(shadow, into, {
    origin,
    results: [{ type: either }],
    present: (own, body) => [body.cast(own, either, origin)],
    absent: (body) => [body.cast(zeros(body), either, origin)],
  })[0]!;
}

/** Does something to a shadow that can grow: in a union, where it is an array or a dictionary. Typed arrays stay as long as they are. */
export function withArray(
  shadow: ValueId,
  into: RegionBuilder,
  origin: Origin,
  act: (shadow: ValueId, body: RegionBuilder) => void,
): void {
  const type = into.fn.typeOf(shadow);
  if (type.kind !== "union") return act(shadow, into);
  byMember(shadow, into, {
    origin,
    results: [],
    isIdle: ({ kind }) => kind !== "array" && kind !== "dictionary",
    each: (member, body) => {
      if (member !== undefined) act(member, body);
      return [];
    },
  });
}
