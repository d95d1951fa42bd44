/** Parameters take what they are given: defaults, patterns, captured variables. */
import type { ValueId } from "../../ir/ir.ts";
import type { LoweredParameter } from "../function-entry.ts";
import { nonNullish } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import { bindPattern, withDefault } from "./destructure.ts";

/** One value for each parameter. */
export function bindParameters(
  cx: Lowering,
  parameters: readonly LoweredParameter[],
  values: readonly ValueId[],
): void {
  for (const [i, { node, symbol, name, type }] of parameters.entries()) {
    const value = values[i]!;
    if (!node) {
      if (symbol) cx.env.set(symbol, value);
      continue;
    }
    const given = withDefault(cx, value, node.initializer, nonNullish(type));
    if (!cx.ts.isIdentifier(node.name)) bindPattern(cx, node.name, given);
    else if (symbol && cx.file.closures.isBoxed(symbol)) cx.declare(symbol, given, cx.origin(node));
    else if (symbol) cx.env.set(symbol, cx.name(given, name));
  }
}
