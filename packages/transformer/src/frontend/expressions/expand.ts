/**
 * A function expanded where it is called: its body is lowered in the caller's place, its parameters are variables there, and
 * `return` gives the value. So what it writes of the variables around it are ordinary assignments.
 *
 * Where every `return` ends the body or a branch that ends it, the branches give the value; else the body stands in a block that
 * `return` leaves.
 */
import type ts from "typescript";
import { branch } from "../branch.ts";
import { knownTruth } from "../known-condition.ts";
import type { Origin, ValueId } from "../../ir/ir.ts";
import { unionOf } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import type { ClosureValue } from "../function-value.ts";
import { bind, carriedBy, currentOf, slotsOf } from "../loop.ts";
import { isUntyped } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import type { FunctionNode } from "../syntax.ts";
import { eachNode } from "../syntax.ts";
import { bindParameters } from "./parameters.ts";
import { shareHoisted, variablesOf } from "./shared-variables.ts";

/** Lowers the body of a function here. `args` has one value for each parameter as written. */
export function expandFunction(cx: Lowering, fn: ClosureValue, args: readonly ValueId[], call: ts.Node): ValueId {
  return cx.file.typeLowering.under(fn.substitution, () => expand(cx, fn, args, call));
}

function expand(cx: Lowering, fn: ClosureValue, args: readonly ValueId[], call: ts.Node): ValueId {
  const { ts } = cx;
  const { node } = fn;
  const origin = cx.origin(call);
  const own = variablesOf(cx, node);
  const before = new Map([...own, ...fn.captured.keys()].map((symbol) => [symbol, cx.env.get(symbol)]));
  const { targets, pendingNames } = cx;
  const body = {
    node,
    sourceFile: node.getSourceFile(),
    result: cx.file.resultOf(node),
    assignedIn: cx.file.assignedAround(node),
  };
  noteExpansion(cx, node);
  cx.expansions.push(node);
  const outerTargets = targets.splice(0);
  cx.pendingNames = [];
  for (const [symbol, value] of fn.captured) cx.env.set(symbol, value);
  const value = cx.expanding({ ...body, expansion: { origin, leave: () => undefined } }, () => {
    bindParameters(cx, cx.file.parametersOf(node), args);
    if (!node.body) return cx.undefined(origin);
    shareHoisted(cx, node);
    if (!ts.isBlock(node.body)) return cx.expression(node.body, typed(body.result));
    const { statements } = node.body;
    if (!hasReturn(cx, node.body) && endsAlways(cx, node.body)) return throwingBody(cx, node.body, origin);
    if (isBranching(cx, statements)) return branchingBody(cx, { own, statements, result: body.result, origin });
    return leavingBody(cx, { node, statements, result: body.result, origin });
  });
  targets.push(...outerTargets);
  cx.pendingNames = pendingNames;
  cx.expansions.pop();
  for (const [symbol, old] of before) {
    if (old === undefined) cx.env.delete(symbol);
    else cx.env.set(symbol, old);
  }
  return value;
}

function noteExpansion(cx: Lowering, node: FunctionNode): void {
  const ids = cx.file.expandedIn.get(node);
  if (ids) ids.add(cx.entry.id);
  else cx.file.expandedIn.set(node, new Set([cx.entry.id]));
}

function typed(type: Type): Type | undefined {
  return isUntyped(type) ? undefined : type;
}

/** What stands behind a body that only throws is still lowered, as code that is not reached. */
function throwingBody(cx: Lowering, body: ts.Block, origin: Origin): ValueId {
  branch(cx, {
    condition: cx.at.const_(true, origin),
    assigned: cx.assignedIn(body),
    origin,
    then: () => {
      for (const statement of body.statements) if (!cx.isEnded) cx.statement(statement);
      return undefined;
    },
    else: () => undefined,
  });
  return cx.undefined(origin);
}

/** Whether every `return` of some statements ends them, or a branch behind which nothing follows on its path. */
function isBranching(cx: Lowering, statements: readonly ts.Statement[]): boolean {
  const { ts } = cx;
  const i = statements.findIndex((one) => hasReturn(cx, one));
  const one = statements[i];
  if (!one || ts.isReturnStatement(one)) return true;
  const rest = statements.slice(i + 1);
  if (ts.isBlock(one)) return isBranching(cx, [...one.statements, ...rest]);
  if (!ts.isIfStatement(one)) return false;
  const sides = sidesOf(cx, one, rest);
  return sides !== undefined && sides.every((side) => isBranching(cx, side));
}

/** What runs on either side of an `if` up to the end of the body; undefined where both would go on with the same. */
function sidesOf(
  cx: Lowering,
  { thenStatement, elseStatement }: ts.IfStatement,
  rest: readonly ts.Statement[],
): readonly [readonly ts.Statement[], readonly ts.Statement[]] | undefined {
  const thenEnds = endsAlways(cx, thenStatement);
  const elseEnds = elseStatement !== undefined && endsAlways(cx, elseStatement);
  if (!thenEnds && !elseEnds && rest.length > 0) return undefined;
  const otherwise = elseStatement ? [elseStatement] : [];
  return [thenEnds ? [thenStatement] : [thenStatement, ...rest], elseEnds ? otherwise : [...otherwise, ...rest]];
}

interface BranchingBody {
  readonly own: readonly ts.Symbol[];
  readonly statements: readonly ts.Statement[];
  readonly result: Type;
  readonly origin: Origin;
}

/** The value is that of the branch that was taken. */
function branchingBody(cx: Lowering, { own, statements, result, origin }: BranchingBody): ValueId {
  const { ts } = cx;
  const expected = typed(result);
  const from = (list: readonly ts.Statement[]): ValueId => {
    for (const [i, one] of list.entries()) {
      if (cx.isEnded) break;
      if (!hasReturn(cx, one)) {
        cx.statement(one);
        continue;
      }
      const rest = list.slice(i + 1);
      if (ts.isReturnStatement(one)) return returned(cx, one, result);
      if (ts.isBlock(one)) return from([...one.statements, ...rest]);
      const sides = ts.isIfStatement(one) ? sidesOf(cx, one, rest) : undefined;
      if (sides && ts.isIfStatement(one)) return fork(one, sides);
    }
    return cx.undefined(origin);
  };
  const fork = (node: ts.IfStatement, [then, otherwise]: NonNullable<ReturnType<typeof sidesOf>>): ValueId => {
    const known = knownTruth(cx, node.expression);
    if (known !== undefined) return from(known ? then : otherwise);
    const condition = cx.expression(node.expression);
    const before = own.map((symbol) => cx.env.get(symbol));
    const assigned = new Set([node, ...then, ...otherwise].flatMap((one) => [...cx.assignedIn(one)]));
    for (const symbol of own) assigned.delete(symbol);
    const value = branch(cx, {
      condition,
      assigned,
      origin: cx.origin(node),
      then: () => from(then),
      else: () => {
        for (const [i, symbol] of own.entries()) set(cx, symbol, before[i]);
        return from(otherwise);
      },
      type: (types) => expected ?? unionOf(types),
    });
    return value ?? cx.undefined(origin);
  };
  return from(statements);
}

/** The value of a `return`; of a void function it is only evaluated. */
function returned(cx: Lowering, node: ts.ReturnStatement, result: Type): ValueId {
  const origin = cx.origin(node);
  const value = node.expression ? cx.expression(node.expression, typed(result)) : cx.undefined(origin);
  return result.kind === "void" ? cx.undefined(origin) : cx.coerce(value, result, origin);
}

interface LeavingBody {
  readonly node: FunctionNode;
  readonly statements: readonly ts.Statement[];
  readonly result: Type;
  readonly origin: Origin;
}

/** The body in a block, which `return` leaves with the value and with what the variables around the function are by then. */
function leavingBody(cx: Lowering, { node, statements, result, origin }: LeavingBody): ValueId {
  const carried = carriedBy(cx, cx.assignedIn(node), origin);
  const label = cx.newLabel("block");
  const slots: { type: Type; name?: string }[] = slotsOf(carried);
  const isVoid = result.kind === "void";
  let type = typed(result);
  const poisoned: ValueId[] = [];
  const given = (value: ValueId | undefined, from: Origin): readonly ValueId[] => {
    if (isVoid) return [];
    const one = value ?? cx.undefined(from);
    if (cx.poison.has(one)) poisoned.push(one);
    type ??= cx.typeOf(one);
    return [cx.coerce(one, type, from)];
  };
  const leave = (value: ValueId | undefined, at: ts.Node): void => {
    const from = cx.origin(at);
    const values = [...currentOf(cx, carried, from), ...given(value, from)];
    cx.leave({ kind: "break", label, values, origin: from });
  };
  const frame = cx.within(cx.fn.region(), () => {
    cx.expanding({ ...cx.body, expansion: { origin, leave } }, () => {
      for (const statement of statements) if (!cx.isEnded) cx.statement(statement);
    });
  });
  const values = frame.end
    ? []
    : cx.amend(frame, () => [...currentOf(cx, carried, origin), ...given(undefined, origin)]);
  if (!isVoid) slots.push({ type: type ?? { kind: "undefined" } });
  const results = cx.at.block({ label, body: cx.finish(frame, values, origin), results: slots, origin });
  bind(cx, carried, results.slice(0, carried.length));
  const value = isVoid ? undefined : results.at(-1);
  if (value !== undefined && poisoned.length > 0) cx.poison.add(value);
  return value ?? cx.undefined(origin);
}

function set(cx: Lowering, symbol: ts.Symbol, value: ValueId | undefined): void {
  if (value === undefined) cx.env.delete(symbol);
  else cx.env.set(symbol, value);
}

const returning = new WeakMap<ts.Node, boolean>();

/** Whether a `return` of the function itself stands in a statement. */
function hasReturn(cx: Lowering, root: ts.Node): boolean {
  const { ts } = cx;
  let found = returning.get(root);
  if (found === undefined) {
    found = false;
    eachNode(ts, root, (node) => {
      if (ts.isReturnStatement(node)) found = true;
      return ts.isFunctionLike(node) || ts.isExpression(node) || ts.isTypeNode(node) ? false : undefined;
    });
    returning.set(root, found);
  }
  return found;
}

/** Whether nothing behind a statement is reached from it. */
function endsAlways(cx: Lowering, node: ts.Statement): boolean {
  const { ts } = cx;
  if (ts.isReturnStatement(node) || ts.isThrowStatement(node)) return true;
  if (ts.isBlock(node)) return node.statements.some((one) => endsAlways(cx, one));
  if (!ts.isIfStatement(node) || !node.elseStatement) return false;
  return endsAlways(cx, node.thenStatement) && endsAlways(cx, node.elseStatement);
}
