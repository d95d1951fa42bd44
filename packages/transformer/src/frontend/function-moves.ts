/**
 * A call finds a function in memory by what was put there when the memory was made. So nothing in the unit may put another in its place:
 * not under a second name of the memory, not in a callee that is handed it. What could is found by the types of what is written to.
 */
import type { FunctionId, IrFunction, Op } from "../ir/ir.ts";
import { elementType, fieldType, mayBeOne, partsOf } from "../ir/types.ts";
import type { Type, TypeTable } from "../ir/types.ts";
import { eachOp } from "../ir/visit.ts";
import type { FileLowering, KeptFunctions } from "./file-lowering.ts";

/** A write that may move functions. */
interface Move {
  readonly into: Type;
  /** Undefined: any element. */
  readonly name: string | undefined;
  readonly line: number;
}

export function refuseMovedFunctions(file: FileLowering, lowered: ReadonlyMap<FunctionId, IrFunction>): void {
  if (file.keptFunctions.length === 0) return;
  const moves = [...lowered.values()].flatMap(movesOf);
  for (const kept of file.keptFunctions) {
    const move = moves.find((one) => meets(one, kept, file.typeLowering.types));
    if (!move) continue;
    const text = kept.node.getText().split("\n")[0] ?? "";
    const message = `which function stands where \`${text}\` was put is not known: line ${move.line} may put another there`;
    file.refuse("AD2011", kept.node, message, kept.owner);
  }
}

function movesOf(fn: IrFunction): readonly Move[] {
  const moves: Move[] = [];
  eachOp(fn.body, (op) => {
    for (const move of movesIn(op, fn)) moves.push(move);
  });
  return moves;
}

function movesIn(op: Op, fn: IrFunction): readonly Move[] {
  const typeOf = (value: IrFunction["params"][number]): Type => fn.values[value]!.type;
  const { line } = op.origin;
  switch (op.kind) {
    case "store": {
      if (op.key.kind === "field" && op.key.name !== "length") {
        return [{ into: typeOf(op.ref), name: op.key.name, line }];
      }
      return [{ into: typeOf(op.ref), name: undefined, line }];
    }
    case "push":
    case "pop":
    case "fill":
      return [{ into: typeOf(op.ref), name: undefined, line }];
    case "opaque":
      return op.effect === "effect" ? op.args.map((arg) => ({ into: typeOf(arg), name: "", line })) : [];
    default:
      return [];
  }
}

function meets({ into, name }: Move, kept: KeptFunctions, types: TypeTable): boolean {
  if (!mayBeOne(into, kept.type, types)) return false;
  // The host may write anything.
  if (name === "") return true;
  if (name === undefined) {
    const element = elementType(into, types);
    return element !== undefined && mayHoldFunction(element, types, 0) && elementType(kept.type, types) !== undefined;
  }
  const written = fieldType(into, name, types);
  return kept.names.includes(name) && written !== undefined && mayHoldFunction(written, types, 0);
}

function mayHoldFunction(type: Type, types: TypeTable, depth: number): boolean {
  const inside = (one: Type): boolean => mayHoldFunction(one, types, depth + 1);
  if (depth > 8) return true;
  if (type.kind !== "named") return type.kind === "opaque" || partsOf(type).some(inside);
  const definition = types.get(type.name);
  return definition === undefined || inside(definition.type);
}
