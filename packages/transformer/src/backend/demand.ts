/**
 * What has to be printed: ops that do something, jumps, and everything those need. The rest would be unused variables.
 *
 * A value needs what defines it; a parameter or result needs what is passed to it; whatever is needed needs the conditions
 * and loops around it, and a loop or block the jumps that leave it.
 */
import type { Op, PrimOp, RecordOp, ValueId } from "../ir/ir.ts";
import { fieldsOf } from "../ir/types.ts";
import type { TypeTable } from "../ir/types.ts";
import { operandsOf } from "../ir/visit.ts";
import { isPrimName, scalarRules } from "../rules/scalar.ts";
import { endCopies, entryCopies } from "./copies.ts";
import { mentionedArguments } from "./expansion.ts";
import { accessOf } from "./order.ts";
import type { AccessContext } from "./order.ts";
import { constOf, definingOp, isStructured } from "./structure.ts";
import type { Place, Structure } from "./structure.ts";
import { mentionsArgument } from "./zeros.ts";

export interface Demand {
  readonly values: ReadonlySet<ValueId>;
  readonly ops: ReadonlySet<Op>;
}

/** `idle`: branches that turned out to do nothing, so that nobody needs their conditions. */
export function demandOf(structure: Structure, cx: AccessContext, idle: ReadonlySet<Op>): Demand {
  const values = new Set<ValueId>();
  const ops = new Set<Op>();
  const work: ValueId[] = [];
  const { placeOfOp, sourcesOf, places } = surroundings(structure);
  const storesInto = new Map<ValueId, Op[]>();

  const needValue = (value: ValueId): void => {
    if (values.has(value)) return;
    values.add(value);
    work.push(value);
  };
  const needOwners = (place: Place): void => {
    if (place.owner && place.parent) needOp(place.owner);
  };
  const needOp = (op: Op): void => {
    if (ops.has(op)) return;
    ops.add(op);
    for (const operand of ownOperands(op, structure, cx)) {
      if (!(op.kind === "if" && idle.has(op))) needValue(operand);
    }
    if (op.kind === "while" && op.before.end.kind === "condition") needValue(op.before.end.condition);
    if (op.kind === "for" || op.kind === "while" || op.kind === "block") {
      for (const jump of structure.jumpsTo.get(op) ?? []) needOwners(jump.place);
    }
    const place = placeOfOp.get(op);
    if (place) needOwners(place);
  };
  const needDefinition = (value: ValueId): void => {
    for (const source of sourcesOf.get(value) ?? []) needValue(source);
    for (const store of storesInto.get(value) ?? []) needOp(store);
    const definition = structure.definitions[value];
    if (definition?.kind === "op") {
      const { op, index } = definition;
      needOp(op);
      // A loop's result and the parameter that it leaves with are one variable.
      if (op.kind === "for") needIfDefined(op.body.params[index + 1], needValue);
      if (op.kind === "while") needIfDefined(op.after.params[index], needValue);
    } else if (definition?.place.owner) {
      needOp(definition.place.owner);
    }
  };

  for (const place of places) {
    for (const op of place.ops) {
      if (isStructured(op) || accessOf(op, cx).writes === 0) continue;
      // What a variable holds concerns only those who read it.
      if (op.kind === "store" && structure.cells.has(op.ref)) addTo(storesInto, op.ref, op);
      else needOp(op);
    }
    const { end } = place.region;
    const last = place.ops.at(-1);
    // What control never comes out of is no less there for doing nothing.
    if (!place.reachesEnd && last) needOp(last);
    if (place.reachesEnd && (end.kind === "return" || end.kind === "throw")) {
      if (end.value !== undefined) needValue(end.value);
      needOwners(place);
    }
  }
  while (work.length > 0) {
    const value = work.pop();
    if (value !== undefined) needDefinition(value);
  }
  return { values, ops };
}

function needIfDefined(value: ValueId | undefined, need: (value: ValueId) => void): void {
  if (value !== undefined) need(value);
}

/** The operands whose text is printed; not the values that loops start with. */
export function ownOperands(op: Op, structure: Structure, cx: AccessContext): readonly ValueId[] {
  switch (op.kind) {
    case "for":
      return [op.from, op.to];
    case "while":
      return [];
    case "zeros-like":
      return mentionsArgument(structure.fn.values[op.arg]?.type, cx.types) ? [op.arg] : [];
    case "prim":
      return mentionedOperands(op, structure);
    case "record":
      return op.construct?.args ?? printedFields(op, structure, cx.types).map(({ value }) => value);
    default:
      return operandsOf(op);
  }
}

/** The fields that a literal is printed with: an optional one without a value at run time, such as a function, is left out. */
export function printedFields(op: RecordOp, structure: Structure, types: TypeTable): RecordOp["fields"] {
  if (structure.cells.has(op.result)) return op.fields;
  const known = fieldsOf(structure.fn.values[op.result]!.type, types);
  const isOptional = (name: string): boolean => known?.find((field) => field.name === name)?.optional === true;
  return op.fields.filter(({ name, value, optional }) => {
    if (optional && isUndefined(structure, value)) return false;
    return !(hasNoValue(structure, value) && isOptional(name));
  });
}

function isUndefined(structure: Structure, value: ValueId): boolean {
  const op = definingOp(structure, value);
  if (op?.kind === "cast") return isUndefined(structure, op.arg);
  return op?.kind === "const" && op.value === undefined;
}

function hasNoValue(structure: Structure, value: ValueId): boolean {
  const op = definingOp(structure, value);
  return op?.kind === "undef" || (op?.kind === "cast" && hasNoValue(structure, op.arg));
}

/** The arguments of a primitive that its text mentions. */
export function mentionedOperands({ prim, args }: PrimOp, structure: Structure): readonly ValueId[] {
  const source = isPrimName(prim) ? scalarRules[prim].source : undefined;
  if (typeof source !== "object" || source.kind !== "expansion") return args;
  const constants = args.map((arg) => constOf(structure, arg)?.value);
  if (constants.every((constant) => constant === undefined)) return args;
  const isMentioned = mentionedArguments(source.formula, constants);
  return args.filter((_, i) => isMentioned[i] === true);
}

function surroundings(structure: Structure): {
  readonly placeOfOp: ReadonlyMap<Op, Place>;
  readonly sourcesOf: ReadonlyMap<ValueId, readonly ValueId[]>;
  readonly places: readonly Place[];
} {
  const placeOfOp = new Map<Op, Place>();
  const sourcesOf = new Map<ValueId, ValueId[]>();
  const places = [...structure.placeOf.values()];
  const add = ({ to, from }: { readonly to: ValueId; readonly from: ValueId }): void => addTo(sourcesOf, to, from);
  for (const place of places) {
    for (const op of place.ops) {
      placeOfOp.set(op, place);
      entryCopies(op).forEach(add);
    }
    if (place.reachesEnd) endCopies(structure, place).forEach(add);
  }
  return { placeOfOp, sourcesOf, places };
}

function addTo<T>(lists: Map<ValueId, T[]>, key: ValueId, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
