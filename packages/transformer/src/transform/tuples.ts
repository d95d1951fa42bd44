/** Tuples made beside others: as long as they are, where last positions may be missing. */
import type { RegionBuilder } from "../ir/build.ts";
import type { Origin, ValueId } from "../ir/ir.ts";
import type { TupleType, Type } from "../ir/types.ts";

interface TupleWish {
  /** Of the tuple that there is. */
  readonly type: TupleType;
  /** Of the one to make. */
  readonly made: Type;
  readonly origin: Origin;
}

export function tupleOf(
  into: RegionBuilder,
  like: ValueId,
  { type, made, origin }: TupleWish,
  part: (type: Type, i: number, body: RegionBuilder) => ValueId,
): ValueId {
  const { elements, optional = 0 } = type;
  const count = elements.length - optional;
  const tuple = into.array(
    elements.slice(0, count).map((element, i) => part(element, i, into)),
    made,
    origin,
  );
  for (const [i, element] of elements.entries()) {
    if (i < count) continue;
    const then = into.fn.region();
    then.push(tuple, [part(element, i, then)], origin);
    into.if_({
      condition: into.prim("gt", [into.length(like, origin), into.number(i, origin)], origin),
      then: then.yields([], origin),
      else: into.fn.region().yields([], origin),
      results: [],
      origin,
    });
  }
  return tuple;
}
