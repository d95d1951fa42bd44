/** Shadows of dictionaries: memory of the same keys. What is done for all of them goes over the list of keys. */
import type { RegionBuilder } from "../ir/build.ts";
import { label } from "../ir/ir.ts";
import type { Origin, ValueId } from "../ir/ir.ts";
import { arrayOf, numberType, stringType } from "../ir/types.ts";

/** `Object.keys(ref)`. */
export function keysOf(ref: ValueId, into: RegionBuilder, origin: Origin): ValueId {
  const text = { pieces: ["Object.keys(", ")"], args: [ref], effect: "reads" as const, precedence: 20 };
  return into.opaque({ ...text, origin }, arrayOf(stringType), "keys");
}

/** A loop over the keys that a dictionary has when it begins. */
export function overKeys(
  ref: ValueId,
  into: RegionBuilder,
  origin: Origin,
  each: (body: RegionBuilder, key: ValueId) => void,
): void {
  const { fn } = into;
  const keys = keysOf(ref, into, origin);
  const index = fn.value(numberType, "i");
  const body = fn.region([index]);
  each(body, body.load(keys, index, stringType, origin, "key"));
  into.for_({
    label: label(`keys${index}`),
    from: into.number(0, origin),
    to: into.length(keys, origin),
    step: 1,
    compare: "<",
    inits: [],
    body: body.yields([], origin),
    origin,
  });
}
