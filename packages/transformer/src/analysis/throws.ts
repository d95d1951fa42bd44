/**
 * What may throw. An op: host code, unless it is known to be harmless, and arrays made by a length that may be none. A function: where
 * such an op, or a `throw`, stands outside of every `try`; or where it calls one that does.
 */
import type { FunctionId, IrFunction, Op, Region, ValueId } from "../ir/ir.ts";
import { regionsOf } from "../ir/visit.ts";

/** Calls of the library that never throw, whatever the numbers they get. */
const harmless =
  /^[(]*(?:new \w*Error|console\.\w+|Date\.now|performance\.now|Math\.\w+|Number(?:\.\w+)?|Object\.\w+|String|Boolean|isNaN|isFinite|parseFloat|parseInt)\(/;

/** Whether a text of host code, given in pieces, calls something that may throw. */
export function isThrowingText(pieces: readonly string[]): boolean {
  return pieces.some((piece) => /[\w\])]\(/.test(piece)) && !harmless.test(pieces[0] ?? "");
}

/** Whether an op without regions may throw; of a call, whatever is called. `definitionOf` tells safe lengths. */
export function canThrow(op: Op, definitionOf: (value: ValueId) => Op | undefined = () => undefined): boolean {
  switch (op.kind) {
    case "call":
      return true;
    case "opaque":
      if (op.effect === "effect") return !harmless.test(op.pieces[0] ?? "");
      return isThrowingText(op.pieces) || op.pieces.some((piece) => /^ (?:\/|%|\*\*) $/.test(piece));
    case "allocate": {
      const length = definitionOf(op.length);
      if (length?.kind === "const") return !(Number.isInteger(length.value) && Number(length.value) >= 0);
      return length?.kind !== "length";
    }
    default:
      return false;
  }
}

/** Whether a function may throw, by all that it reaches. */
export function throwsOf(functionOf: (id: FunctionId) => IrFunction | undefined): (id: FunctionId) => boolean {
  const known = new Map<FunctionId, OwnThrows>();
  const ownOf = (id: FunctionId): OwnThrows => {
    let own = known.get(id);
    if (!own) {
      const fn = functionOf(id);
      known.set(id, (own = fn ? ownThrows(fn) : { throws: true, callees: new Set() }));
    }
    return own;
  };
  return (id) => {
    // A set is walked in the order of insertion, also by what is added on the way.
    const reached = new Set([id]);
    for (const next of reached) {
      const { throws, callees } = ownOf(next);
      if (throws) return true;
      for (const callee of callees) reached.add(callee);
    }
    return false;
  };
}

interface OwnThrows {
  readonly throws: boolean;
  /** Called outside of every `try`. */
  readonly callees: ReadonlySet<FunctionId>;
}

function ownThrows(fn: IrFunction): OwnThrows {
  const callees = new Set<FunctionId>();
  const definition = new Map<ValueId, Op>();
  const visit = (region: Region): boolean => {
    let throws = region.end.kind === "throw";
    for (const op of region.ops) {
      if ("result" in op) definition.set(op.result, op);
      if (op.kind === "call") callees.add(op.callee);
      else if (op.kind === "try") throws = visit(op.handler) || throws;
      else if (canThrow(op, (value) => definition.get(value))) throws = true;
      else for (const inner of regionsOf(op)) throws = visit(inner) || throws;
    }
    return throws;
  };
  return { throws: visit(fn.body), callees };
}
