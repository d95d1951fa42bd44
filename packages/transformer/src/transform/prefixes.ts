/**
 * A function up to one of its ops, giving what that op made: when the derivatives of the whole are at odds, those of its prefixes tell
 * after which statement they first are.
 *   f: %1 = mul %0, %0; %2 = sin %1; return %2     =>     f up to line 2: %1 = mul %0, %0; return %1
 * A prefix leaves at its op the first time it is reached, also inside a loop; a path that does not come there throws.
 */
import { FunctionBuilder } from "../ir/build.ts";
import { functionId } from "../ir/ir.ts";
import type { IrFunction, Op, Origin, Region, ValueId } from "../ir/ir.ts";
import { stringType, tangentOf } from "../ir/types.ts";
import type { TypeTable } from "../ir/types.ts";
import { defsIn, eachOp, mapRegions, regionsOf, resultsOf } from "../ir/visit.ts";

export interface Prefix {
  readonly fn: IrFunction;
  /** Of the op that it ends with. */
  readonly origin: Origin;
}

/** More than these would take longer to look at than the function itself. */
const most = 400;

/** The prefixes of a function in the order in which its ops are done. */
export function prefixesOf(fn: IrFunction, types: TypeTable): readonly Prefix[] {
  const found: Prefix[] = [];
  const visit = (region: Region): void => {
    for (const op of region.ops) {
      for (const inner of regionsOf(op)) visit(inner);
      for (const value of givenBy(op)) {
        const type = fn.values[value]?.type;
        if (found.length < most && type && tangentOf(type, types) !== undefined)
          found.push({ fn: cutAt(fn, op, value, found.length), origin: op.origin });
      }
    }
  };
  visit(fn.body);
  return found;
}

/** What an op makes or changes: values, and memory from outside of it. */
function givenBy(op: Op): readonly ValueId[] {
  switch (op.kind) {
    case "const":
    case "undef":
    case "cast":
    case "load":
      return [];
    case "store":
    case "fill":
    case "push":
      return [op.ref];
    default: {
      const inside = new Set(regionsOf(op).flatMap((region) => [...defsIn(region)]));
      const changed = new Set<ValueId>();
      for (const region of regionsOf(op)) {
        eachOp(region, (inner) => {
          const isChange = inner.kind === "store" || inner.kind === "fill" || inner.kind === "push";
          if (isChange && !inside.has(inner.ref)) changed.add(inner.ref);
        });
      }
      return [...resultsOf(op), ...changed];
    }
  }
}

function cutAt(fn: IrFunction, target: Op, value: ValueId, index: number): IrFunction {
  const id = functionId(`prefix ${index} of ${fn.id}`);
  const builder = FunctionBuilder.from(fn, { id, name: `${fn.name}_${index}` });
  const message = builder.value(stringType);
  const { origin } = target;
  const within = (op: Op): Op => (regionsOf(op).length > 0 ? mapRegions(op, cut) : op);
  const cut = (region: Region): Region => {
    const at = region.ops.indexOf(target);
    if (at >= 0)
      return { ...region, ops: region.ops.slice(0, at + 1).map(within), end: { kind: "return", value, origin } };
    const { end } = region;
    const left: Region["end"] = end.kind === "return" ? { kind: "throw", value: message, origin: end.origin } : end;
    return { ...region, ops: region.ops.map(within), end: left };
  };
  const body = cut(fn.body);
  const text: Op = { kind: "const", result: message, value: "the place is not reached", origin };
  const type = builder.typeOf(value);
  return builder.finish(fn.params, type, { ...body, ops: [text, ...body.ops] });
}
