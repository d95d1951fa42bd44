/** Expansions of `Math.max(0, ...xs)` and its like: loops over the elements of spread arguments. */
import type { RegionBuilder } from "../ir/build.ts";
import { label } from "../ir/ir.ts";
import type { FoldOp, Origin, ValueId } from "../ir/ir.ts";
import { elementType, numberType } from "../ir/types.ts";

/** A counted loop over the elements of an array, carrying some values. */
export function overElements(
  ref: ValueId,
  inits: readonly ValueId[],
  into: RegionBuilder,
  origin: Origin,
  each: (body: RegionBuilder, index: ValueId, element: ValueId, carried: readonly ValueId[]) => readonly ValueId[],
): readonly ValueId[] {
  const { fn } = into;
  const from = into.number(0, origin);
  const to = into.length(ref, origin);
  const params = inits.map((init) => fn.valueLike(init));
  const index = fn.value(numberType, "i");
  const body = fn.region([index, ...params]);
  const type = elementType(fn.typeOf(ref), fn.types) ?? numberType;
  const element = body.load(ref, index, type, origin);
  const next = each(body, index, element, params);
  return into.for_({
    label: label(`each${index}`),
    from,
    to,
    step: 1,
    compare: "<",
    inits,
    body: body.yields(next, origin),
    origin,
  });
}

/** How many arguments are equal to the result. */
export function countTies(op: FoldOp, into: RegionBuilder): ValueId {
  const { origin } = op;
  const plus = (body: RegionBuilder, count: ValueId, element: ValueId): ValueId => {
    const is = body.prim("eq", [element, op.result], origin);
    return body.prim(
      "add",
      [count, body.prim("select", [is, body.number(1, origin), body.number(0, origin)], origin)],
      origin,
    );
  };
  let ties = into.number(0, origin, "ties");
  for (const arg of op.args) {
    if (arg.kind === "value") ties = plus(into, ties, arg.value);
    else
      ties = overElements(arg.value, [ties], into, origin, (body, _, element, [count]) => [
        plus(body, count!, element),
      ])[0]!;
  }
  return ties;
}
