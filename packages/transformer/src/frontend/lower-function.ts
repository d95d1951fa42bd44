/** A function: its parameters with their defaults and patterns, its body, and an end where the body has none. */
import { findAssigned } from "./assigned.ts";
import type { FileLowering, FunctionEntry } from "./file-lowering.ts";
import { bindPattern, withDefault } from "./expressions/destructure.ts";
import { lowerExpression } from "./lower-expression.ts";
import { lowerStatement } from "./lower-statement.ts";
import { includesUndefined } from "./lower-type.ts";
import { Lowering } from "./lowering.ts";
import type { IrFunction, ValueId } from "../ir/ir.ts";
import { lowerStatements } from "./statements/block.ts";
import { returnValue } from "./statements/jump.ts";

export function lowerFunction(file: FileLowering, entry: FunctionEntry): IrFunction {
  const assignedIn = findAssigned(entry.node, file.oracle);
  const cx = new Lowering(file, entry, assignedIn, { expression: lowerExpression, statement: lowerStatement });
  const params = entry.parameters.map(({ type, name }) => cx.fn.value(type, name));
  const { ts } = cx;
  const frame = cx.within(cx.fn.region(), () => {
    bindParameters(cx, params);
    if (ts.isBlock(entry.body)) lowerStatements(cx, entry.body.statements);
    else returnValue(cx, cx.expression(entry.body, entry.result), entry.body);
    if (!cx.isEnded) fallOff(cx);
  });
  return cx.fn.finish(params, entry.result, cx.finish(frame, [], entry.origin));
}

function bindParameters(cx: Lowering, params: readonly ValueId[]): void {
  for (const [i, parameter] of cx.entry.parameters.entries()) {
    const value = params[i]!;
    if (!parameter.node) {
      if (parameter.symbol) cx.env.set(parameter.symbol, value);
      continue;
    }
    const given = withDefault(cx, value, parameter.node.initializer);
    if (cx.ts.isIdentifier(parameter.node.name)) {
      if (parameter.symbol) cx.env.set(parameter.symbol, cx.name(given, parameter.name));
    } else {
      bindPattern(cx, parameter.node.name, given);
    }
  }
}

/** Behind the last statement: nothing is returned, or the place is not reached. */
function fallOff(cx: Lowering): void {
  const { origin, result } = cx.entry;
  if (result.kind === "void") return cx.leave({ kind: "return", value: undefined, origin });
  const value = includesUndefined(result) ? cx.undefined(origin) : cx.at.undef(result, origin);
  return cx.leave({ kind: "return", value, origin });
}
