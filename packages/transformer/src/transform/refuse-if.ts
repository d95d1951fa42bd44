/** Checks that a derivative makes on entry: what cannot be differentiated as it was handed in is refused, and nothing is written. */
import { stringText } from "../base/string-text.ts";
import type { RegionBuilder } from "../ir/build.ts";
import type { Origin, ValueId } from "../ir/ir.ts";
import { opaqueType } from "../ir/types.ts";

/** `if (condition) throw new RangeError(message)` */
export function refuseIf(into: RegionBuilder, condition: ValueId, message: string, origin: Origin): void {
  const then = into.fn.region();
  const text = `new RangeError(${stringText(message)})`;
  const error = then.opaque(
    { pieces: [text], args: [], effect: "pure", precedence: 20, origin },
    opaqueType("RangeError"),
  );
  into.if_({
    condition,
    then: then.finish({ kind: "throw", value: error, origin }),
    else: into.fn.region().yields([], origin),
    results: [],
    origin,
  });
}
