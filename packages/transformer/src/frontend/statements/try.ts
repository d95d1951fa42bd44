/**
 * `try`: the body and its handler join like the sides of a branch. What the handler reads of variables that the body assigns is
 * kept in memory, written with every assignment, so that it finds them as they were when something was thrown.
 *
 * `finally` is what follows a block that everything else leaves with a number: 0 by its end, 1 by a throw, others by the jumps and
 * returns inside; behind it the number says how to go on.
 */
import type ts from "typescript";
import { branch, joinSides, lowerSide, setValues, valuesOf } from "../branch.ts";
import { bindPattern } from "../expressions/destructure.ts";
import { mayBeMissing, usesOf } from "../../analysis/missing.ts";
import type { Definitions } from "../../analysis/missing.ts";
import { canThrow } from "../../analysis/throws.ts";
import type { Op, Origin, Region, ValueId } from "../../ir/ir.ts";
import { booleanType, numberType, opaqueType } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { mapOps, mapRegions, regionsOf, resultsOf, substituteRegion, walkValues } from "../../ir/visit.ts";
import { bind, carriedBy, currentOf, slotsOf } from "../loop.ts";
import type { Carried } from "../loop.ts";
import { keptField } from "../lowering.ts";
import type { Side } from "../branch.ts";
import type { Exit, Finally, Frame, Lowering } from "../lowering.ts";
import { eachNode } from "../syntax.ts";
import { leaveBy } from "./jump.ts";

export function lowerTry(cx: Lowering, node: ts.TryStatement): void {
  if (node.finallyBlock) lowerFinally(cx, node, node.finallyBlock);
  else lowerCatch(cx, node);
}

const thrownType: Type = opaqueType("unknown");

function lowerCatch(cx: Lowering, node: ts.TryStatement): void {
  const { tryBlock, catchClause } = node;
  if (!catchClause) return cx.statement(tryBlock);
  const { variableDeclaration, block } = catchClause;
  const binding = variableDeclaration?.name;
  catching(cx, {
    origin: cx.origin(node),
    body: () => cx.statement(tryBlock),
    bodyAssigns: cx.assignedIn(tryBlock),
    handler: (thrown) => {
      if (binding && cx.ts.isIdentifier(binding)) bindThrown(cx, binding, thrown);
      else if (binding) bindPattern(cx, binding, thrown);
      cx.statement(block);
    },
    handlerAssigns: cx.assignedIn(catchClause),
    name: binding && cx.ts.isIdentifier(binding) ? binding.text : undefined,
  });
}

function bindThrown(cx: Lowering, name: ts.Identifier, thrown: ValueId): void {
  const symbol = cx.oracle.symbolAt(name);
  if (symbol) cx.assign(symbol, thrown, cx.origin(name));
}

// -- catch -----------------------------------------------------------------------------------------------------------------

interface Catching {
  readonly origin: Origin;
  readonly body: () => void;
  readonly bodyAssigns: ReadonlySet<ts.Symbol>;
  readonly handler: (thrown: ValueId) => void;
  readonly handlerAssigns: ReadonlySet<ts.Symbol>;
  /** The user's name for what is caught. */
  readonly name: string | undefined;
  /** Whether it is to be known afterwards that something was thrown, and what. */
  readonly tells?: boolean;
}

/** A variable that the body assigns, and where the handler finds it. */
interface Kept extends Carried {
  readonly memory: ValueId;
  readonly loaded: ValueId;
}

function catching(cx: Lowering, options: Catching): readonly ValueId[] {
  const { origin, bodyAssigns, handlerAssigns, name } = options;
  const variables = [...new Set([...bodyAssigns, ...handlerAssigns])];
  const before = valuesOf(cx, variables);
  const start = cx.fn.size;
  const kept = carriedBy(cx, bodyAssigns, origin).map((carried): Kept => {
    const { type, symbol } = carried;
    const memory: Type = { kind: "record", fields: [{ name: keptField, type }] };
    return { ...carried, memory: cx.fn.value(memory, keptName(symbol)), loaded: cx.fn.value(type, symbol.name) };
  });
  // The handler first: only what it reads is kept.
  const region = cx.fn.region([name === undefined ? { type: thrownType } : { type: thrownType, name }]);
  const handled = lowerSide(cx, region, variables, () => {
    bind(
      cx,
      kept,
      kept.map(({ loaded }) => loaded),
    );
    options.handler(region.params[0]!);
    return undefined;
  });
  setValues(cx, variables, before);
  const read = kept.filter(({ loaded }) => isRead(loaded, handled.frame, handled.after));
  const body = keeping(cx, read, () =>
    lowerSide(cx, cx.fn.region(), variables, () => {
      cx.trying++;
      options.body();
      cx.trying--;
      return undefined;
    }),
  );
  setValues(cx, variables, before);

  // A variable of which every assignment is behind all that may throw is what it was.
  const attempted = cx.finish(body.frame, [], origin);
  const known = definitionsAt(cx, attempted);
  const needed = read.filter(({ memory }) => isSeen(attempted, memory, known));
  for (const { memory, init } of needed) {
    cx.at.append({ kind: "record", result: memory, fields: [{ name: keptField, value: init }], origin });
  }
  const unchanged = new Map(kept.filter((one) => !needed.includes(one)).map(({ loaded, init }) => [loaded, init]));
  const initOf = new Map(kept.map(({ loaded, symbol }) => [loaded, before[variables.indexOf(symbol)]]));
  const after = handled.after.map((value) => (value !== undefined && unchanged.has(value) ? initOf.get(value) : value));
  const loads = needed.map(({ memory, loaded }): Op => {
    return { kind: "load", result: loaded, ref: memory, key: { kind: "field", name: keptField }, origin };
  });
  const stored = new Set(needed.map(({ memory }) => memory));
  const bodyOf = (made: Region): Region => withoutStores(made, new Set(kept.map(({ memory }) => memory)), stored);
  const handlerOf = (made: Region): Region => {
    const now = substituteRegion(made, unchanged);
    return { ...now, ops: [...loads, ...now.ops] };
  };
  if (body.frame.end && handled.frame.end) {
    const handler = handlerOf(cx.finish(handled.frame, [], origin));
    cx.at.try_({ body: bodyOf(attempted), handler, results: [], origin });
    // What follows is not reached.
    const { result } = cx.entry;
    const value = result.kind === "void" ? undefined : cx.at.undef(result, origin);
    cx.leave({ kind: "return", value, origin });
    return [];
  }
  const side = { ...handled, after };
  const isThrown = (one: Side): boolean => one === side;
  const told = options.tells
    ? [
        {
          type: booleanType,
          name: "failed",
          of: (one: Side) => cx.amend(one.frame, () => cx.at.const_(isThrown(one), origin)),
        },
        {
          type: thrownType,
          name: "thrown",
          of: (one: Side) =>
            isThrown(one) ? region.params[0]! : cx.amend(one.frame, () => cx.at.undef(thrownType, origin)),
        },
      ]
    : [];
  const about = { variables, before, start, origin, extras: told };
  const { results, regionOf, settle } = joinSides(cx, [body, side], about);
  const made = cx.at.try_({ body: bodyOf(regionOf(body)), handler: handlerOf(regionOf(side)), results, origin });
  settle(made);
  return made.slice(made.length - told.length);
}

function keptName({ name }: ts.Symbol): string {
  return `last${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** Runs `inside` while assignments to the variables also go to their memory. */
function keeping<T>(cx: Lowering, kept: readonly Kept[], inside: () => T): T {
  const outer = kept.map(({ symbol }) => cx.keptIn.get(symbol) ?? []);
  for (const [i, { symbol, memory }] of kept.entries()) cx.keptIn.set(symbol, [...outer[i]!, memory]);
  const result = inside();
  for (const [i, { symbol }] of kept.entries()) cx.keptIn.set(symbol, outer[i]!);
  return result;
}

/** Whether a region under construction uses a value, or passes it on as what a variable is in the end. */
function isRead(value: ValueId, frame: Frame, after: readonly (ValueId | undefined)[]): boolean {
  let isUsed = frame.end === undefined && after.includes(value);
  const end = frame.end ?? { kind: "yield", values: [], origin: { start: 0, length: 0, line: 0 } };
  walkValues({ params: [], ops: frame.region.ops, end }, { use: (used) => void (isUsed ||= used === value) });
  return isUsed;
}

/** What is known where a region under construction stands. */
function definitionsAt(cx: Lowering, region: Region): Definitions {
  const definition = new Map<ValueId, Op>();
  const joined = new Set<ValueId>();
  const add = ({ params, ops }: Pick<Region, "params" | "ops">): void => {
    for (const param of params) joined.add(param);
    for (const op of ops) {
      for (const result of resultsOf(op)) definition.set(result, op);
      for (const inner of regionsOf(op)) add(inner);
    }
  };
  for (const open of cx.openRegions) add(open);
  add(region);
  return {
    typeOf: (value) => cx.typeOf(value),
    definitionOf: (value) => definition.get(value),
    parameter: (value) => (joined.has(value) ? undefined : "present"),
  };
}

/** Whether something may be thrown after a store into the memory, so that the handler sees what was stored. */
function isSeen(region: Region, memory: ValueId, known: Definitions): boolean {
  return traceOf(region, memory, known).isSeen;
}

interface Trace {
  readonly stores: boolean;
  readonly throws: boolean;
  readonly isSeen: boolean;
}

function traceOf(region: Region, memory: ValueId, known: Definitions): Trace {
  let [stores, throws, isSeen] = [false, region.end.kind === "throw", false];
  for (const op of region.ops.toReversed()) {
    const inner = regionsOf(op).map((one) => traceOf(one, memory, known));
    const storesHere = (op.kind === "store" && op.ref === memory) || inner.some((one) => one.stores);
    const throwsInside = inner.some((one) => one.throws);
    // The sides of a branch exclude each other; the regions of any other op may run one after the other, and again.
    const isMixed = op.kind !== "if" && storesHere && throwsInside;
    isSeen ||= inner.some((one) => one.isSeen) || isMixed || (storesHere && throws);
    stores ||= storesHere;
    throws ||= throwsInside || canThrow(op) || usesOf(op).some(({ ref }) => mayBeMissing(ref, known));
  }
  return { stores, throws, isSeen };
}

function withoutStores(region: Region, kept: ReadonlySet<ValueId>, needed: ReadonlySet<ValueId>): Region {
  return mapOps(region, (op) => {
    if (op.kind === "store" && kept.has(op.ref) && !needed.has(op.ref)) return [];
    return mapRegions(op, (inner) => withoutStores(inner, kept, needed));
  });
}

// -- finally ---------------------------------------------------------------------------------------------------------------

/** The numbers of the first two ways out of the block. */
const fell = 0;
const threw = 1;

function lowerFinally(cx: Lowering, node: ts.TryStatement, block: ts.Block): void {
  const origin = cx.origin(node);
  const { tryBlock, catchClause } = node;
  const assigned = new Set([...cx.assignedIn(tryBlock), ...(catchClause ? cx.assignedIn(catchClause) : [])]);
  const carried = carriedBy(cx, assigned, origin);
  const label = cx.newLabel("finally");
  const { hasJumps, hasReturns } = jumpsIn(cx, catchClause ? [tryBlock, catchClause] : [tryBlock]);
  if (!hasJumps) return lowerPlainFinally(cx, node, block, assigned);
  const result = hasReturns && cx.body.result.kind !== "void" ? cx.body.result : undefined;
  const exits: Exit[] = [];

  const slots = (way: number, thrown?: ValueId, returned?: ValueId): readonly ValueId[] => [
    cx.at.number(way, origin),
    thrown ?? cx.at.undef(thrownType, origin),
    ...(result ? [returned === undefined ? cx.at.undef(result, origin) : cx.coerce(returned, result, origin)] : []),
    ...currentOf(cx, carried, origin),
  ];
  const leave = (way: number, thrown?: ValueId, returned?: ValueId): void =>
    cx.leave({ kind: "break", label, values: slots(way, thrown, returned), origin });
  const around: Finally = {
    depth: cx.targets.length,
    leave: (_, exit) => {
      let way = exits.findIndex((other) => isSameExit(exit, other));
      if (way < 0) way = exits.push(exit) - 1;
      leave(threw + 1 + way, undefined, exit.kind === "return" ? exit.value : undefined);
    },
  };
  let falls = false;
  const region = cx.fn.region();
  const frame = cx.within(region, () => {
    cx.finallies.push(around);
    catching(cx, {
      origin,
      body: () => lowerCatch(cx, node),
      bodyAssigns: assigned,
      handler: (thrown) => leave(threw, thrown),
      handlerAssigns: new Set(),
      name: undefined,
    });
    cx.finallies.pop();
    falls = !cx.isEnded;
    if (falls) cx.leave({ kind: "yield", values: slots(fell), origin });
  });
  const [way, thrown, ...others] = cx.at.block({
    label,
    body: cx.finish(frame, [], origin),
    results: [
      { type: numberType, name: "way" },
      { type: thrownType, name: "thrown" },
      ...(result ? [{ type: result, name: "result" }] : []),
      ...slotsOf(carried),
    ],
    origin,
  });
  bind(cx, carried, result ? others.slice(1) : others);

  lowerFinalizer(cx, block);
  if (cx.isEnded) return;
  const ways = [
    () => cx.leave({ kind: "throw", value: thrown!, origin }),
    ...exits.map(
      (exit) => () => leaveBy(cx, exit.kind === "jump" ? exit : { ...exit, value: result && others[0] }, node),
    ),
  ];
  for (const [i, goOn] of ways.entries()) {
    if (!falls && i === ways.length - 1) return goOn();
    const condition = cx.at.prim("eq", [way!, cx.at.number(threw + i, origin)], origin);
    const then = (): undefined => void goOn();
    branch(cx, { condition, assigned: new Set(), then, else: () => undefined, origin });
  }
}

/** Where nothing jumps, what was thrown is thrown again at the end. */
function lowerPlainFinally(
  cx: Lowering,
  node: ts.TryStatement,
  block: ts.Block,
  assigned: ReadonlySet<ts.Symbol>,
): void {
  const origin = cx.origin(node);
  const [failed, thrown] = catching(cx, {
    origin,
    body: () => lowerCatch(cx, node),
    bodyAssigns: assigned,
    handler: () => undefined,
    handlerAssigns: new Set(),
    name: undefined,
    tells: true,
  });
  lowerFinalizer(cx, block);
  if (cx.isEnded || failed === undefined || thrown === undefined) return;
  const then = (): undefined => void cx.leave({ kind: "throw", value: thrown, origin });
  branch(cx, { condition: failed, assigned: new Set(), then, else: () => undefined, origin });
}

function lowerFinalizer(cx: Lowering, block: ts.Block): void {
  cx.finallies.push({ depth: cx.targets.length, leave: refuseJump });
  cx.statement(block);
  cx.finallies.pop();
}

function isSameExit(a: Exit, b: Exit): boolean {
  return a.kind === "jump" ? b.kind === "jump" && a.jump === b.jump : b.kind === "return";
}

function refuseJump(cx: Lowering, exit: Exit, node: ts.Node): void {
  const what = exit.kind === "return" ? "`return`" : `\`${exit.jump.kind}\``;
  cx.refuse("AD2004", node, `${what} out of \`finally\` overrides what the \`try\` was about to do`);
}

/** Whether jumps stand in some statements, also such as do not leave them: that costs only a number. */
function jumpsIn(
  cx: Lowering,
  nodes: readonly ts.Node[],
): { readonly hasJumps: boolean; readonly hasReturns: boolean } {
  const { ts } = cx;
  let [hasJumps, hasReturns] = [false, false];
  for (const root of nodes) {
    eachNode(ts, root, (node) => {
      if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return false;
      hasReturns ||= ts.isReturnStatement(node);
      hasJumps ||= ts.isBreakOrContinueStatement(node) || ts.isReturnStatement(node);
      return undefined;
    });
  }
  return { hasJumps, hasReturns };
}
