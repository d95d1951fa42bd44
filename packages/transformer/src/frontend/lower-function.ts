/** A function: its parameters with their defaults and patterns, its body, and an end where the body has none. */
import type ts from "typescript";
import type { FileLowering } from "./file-lowering.ts";
import type { FunctionEntry } from "./function-entry.ts";
import { callClosure } from "./expressions/apply.ts";
import { callMembers, functionRecord } from "./expressions/function-record.ts";
import { bindParameters } from "./expressions/parameters.ts";
import { shareHoisted } from "./expressions/shared-variables.ts";
import { expandConstruction, lowerConstruction } from "./lower-constructor.ts";
import { lowerExpression } from "./lower-expression.ts";
import { lowerStatement } from "./lower-statement.ts";
import { includesUndefined } from "./type-predicates.ts";
import { Lowering } from "./lowering.ts";
import type { IrFunction, Op, ValueId } from "../ir/ir.ts";
import { eachOp, eachRegion, operandsOf, terminatorOperands } from "../ir/visit.ts";
import { receive } from "./specialise.ts";
import { lowerStatements } from "./statements/block.ts";
import { firstLine } from "./syntax.ts";
import { returnValue } from "./statements/jump.ts";

export function lowerFunction(file: FileLowering, entry: FunctionEntry): IrFunction {
  const { typeLowering } = file;
  return typeLowering.within(entry.scope, () => typeLowering.under(entry.substitution, () => lowerEntry(file, entry)));
}

function lowerEntry(file: FileLowering, entry: FunctionEntry): IrFunction {
  const cx = new Lowering(file, entry, {
    expression: lowerExpression,
    statement: lowerStatement,
    function: lowerFunction,
    closure: (cx, fn, args, node) => callClosure(cx, fn, { args }, node),
    functionRecord,
    construction: expandConstruction,
  });
  // What `this` is differs among the functions that are made of one member.
  if (!file.ts.isClassLike(entry.node) && !entry.family) file.receiverOf(entry.node, entry.exact);
  const params = entry.parameters.map(({ type, name }) => cx.fn.value(type, name));
  const frame = cx.within(cx.fn.region(), () => {
    if (entry.math !== undefined) lowerMathFunction(cx, entry.math, params);
    else if (entry.host !== undefined) lowerHost(cx, entry.host, params);
    else if (entry.family) callMembers(cx, entry.family, params);
    else if (entry.constructs) lowerConstruction(cx, entry.constructs, params);
    else lowerBody(cx, params);
  });
  const fn = cx.fn.finish(params, entry.result, cx.finish(frame, [], entry.origin));
  refuseFunctionsUsed(cx, fn);
  noteKeptFunctions(cx);
  return fn;
}

/** A function of `Math` is one primitive. */
function lowerMathFunction(cx: Lowering, name: string, params: readonly ValueId[]): void {
  const { origin } = cx.entry;
  cx.leave({ kind: "return", value: cx.at.prim(name, params, origin), origin });
}

/** What has no body is host code. That a rule says what its derivative is makes it a function of its arguments. */
function lowerHost(cx: Lowering, name: string, params: readonly ValueId[]): void {
  const args = params.flatMap((param, i) => (i === 0 ? [param] : [", ", param]));
  const { node, result, origin } = cx.entry;
  const value = cx.opaque([`${name}(`, ...args, ")"], node, { type: result, effect: "reads" });
  cx.leave({ kind: "return", value: result.kind === "void" ? undefined : value, origin });
}

function lowerBody(cx: Lowering, params: readonly ValueId[]): void {
  const { parameters, body, result, special } = cx.entry;
  if (special) bindGiven(cx, special, params);
  else bindParameters(cx, parameters, params);
  shareHoisted(cx, cx.entry.node);
  if (cx.ts.isBlock(body)) lowerStatements(cx, body.statements);
  else returnValue(cx, cx.expression(body, result), body);
  if (!cx.isEnded) fallOff(cx);
}

/** The parameters as declared, some of which are functions. */
function bindGiven(
  cx: Lowering,
  { given, declared }: NonNullable<FunctionEntry["special"]>,
  params: readonly ValueId[],
): void {
  const { node, origin } = cx.entry;
  bindParameters(
    cx,
    declared,
    given.map((one) => receive(cx, one, params, { node, origin })),
  );
}

/** What calls of this function look up in memory. */
function noteKeptFunctions(cx: Lowering): void {
  for (const [value, members] of cx.membersOf) {
    const node = functionIn(cx, members);
    const kept = { owner: cx.entry.id, type: cx.typeOf(value), names: [...members.keys()] };
    // What is received was put in by the caller.
    if (node && node !== cx.entry.node) cx.file.keptFunctions.push({ ...kept, node });
  }
}

/** Where one of the functions in memory, or in memory inside it, was named. */
function functionIn(cx: Lowering, members: ReadonlyMap<string, ValueId>): ts.Node | undefined {
  for (const member of members.values()) {
    const inner = cx.membersOf.get(member);
    const node = cx.functionNodeOf.get(member) ?? (inner && functionIn(cx, inner));
    if (node) return node;
  }
  return undefined;
}

/** A value that stands for a function is for calls only: nothing can compute with it, keep it or give it back. */
function refuseFunctionsUsed(cx: Lowering, fn: IrFunction): void {
  refuseCompared(cx, fn);
  if (cx.functionOf.size === 0) return;
  const check = (value: ValueId, isLeaving: boolean): void => {
    const node = cx.functionNodeOf.get(value) ?? (isLeaving ? cx.textless.get(value) : undefined);
    if (node) cx.file.refuse("AD2011", node, `\`${firstLine(node)}\` goes where it cannot be followed`, cx.entry.id);
  };
  eachOp(fn.body, (op) => {
    const isLeaving = op.kind === "opaque" || op.kind === "store" || op.kind === "push";
    for (const value of operandsOf(op)) check(value, isLeaving && !("ref" in op && op.ref === value));
    for (const value of membersAtRisk(cx, op)) {
      const [member] = cx.membersOf.get(value)?.values() ?? [];
      const node = member === undefined ? undefined : cx.functionNodeOf.get(member);
      if (node) cx.file.refuse("AD2011", node, `\`${firstLine(node)}\` goes where it cannot be followed`, cx.entry.id);
    }
  });
  eachRegion(fn.body, ({ end }) => {
    for (const value of terminatorOperands(end)) check(value, true);
  });
}

/** A function may be in several places, where a record stands for it in each: these are not the same. */
function refuseCompared(cx: Lowering, fn: IrFunction): void {
  const { families } = cx.file;
  if (families.all.size === 0) return;
  eachOp(fn.body, (op) => {
    if (op.kind !== "prim" || !comparing.has(op.prim)) return;
    const isFunction = (value: ValueId): boolean => families.in(cx.typeOf(value)) !== undefined;
    if (op.args.length === 2 && op.args.every(isFunction))
      cx.file.refuseAt("AD2011", cx.entry, op.origin, "functions that are made here are compared");
  });
}

const comparing: ReadonlySet<string> = new Set(["eq", "ne", "looseEq", "looseNe"]);

/** Memory with functions of which others may take the place: written by index, changed in length or by the host, put into other memory. */
function membersAtRisk(cx: Lowering, op: Op): readonly ValueId[] {
  if (cx.membersOf.size === 0) return [];
  switch (op.kind) {
    case "store": {
      const isReplaced = op.key.kind === "index" || cx.membersOf.get(op.ref)?.has(op.key.name) === true;
      return isReplaced ? [op.ref, op.value] : [op.value];
    }
    case "push":
    case "pop":
    case "fill":
      return operandsOf(op);
    case "array":
    case "record":
      return cx.membersOf.has(op.result) ? [] : operandsOf(op);
    case "opaque":
      return op.effect === "effect" ? op.args : [];
    default:
      return [];
  }
}

/** Behind the last statement: nothing is returned, or the place is not reached. */
function fallOff(cx: Lowering): void {
  const { origin, result } = cx.entry;
  if (result.kind === "void") return cx.leave({ kind: "return", value: undefined, origin });
  const value = includesUndefined(result) ? cx.undefined(origin) : cx.at.undef(result, origin);
  return cx.leave({ kind: "return", value, origin });
}
