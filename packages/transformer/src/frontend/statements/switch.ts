/**
 * `switch`: the clauses are looked for in order, then run from the one that was found.
 *
 * Where no clause falls into the next, that is a chain of `if`s. Otherwise a number says with which clause to start, and each
 * clause runs if it starts there or before: `if (start <= 1) { … } if (start <= 2) { … }`, in a block that `break` leaves.
 */
import type ts from "typescript";
import { branch } from "../branch.ts";
import type { ValueId } from "../../ir/ir.ts";
import { asTarget, inBlock } from "../loop.ts";
import type { Lowering } from "../lowering.ts";
import { bare } from "../syntax.ts";
import { lowerStatements } from "./block.ts";

/** Clauses that run the same statements: `case 1: case 2: …`. */
interface Group {
  readonly tests: readonly ts.Expression[];
  readonly isDefault: boolean;
  readonly clauses: readonly ts.CaseOrDefaultClause[];
  /** Without the `break` that ends them. */
  readonly statements: readonly ts.Statement[];
  readonly fallsThrough: boolean;
}

export function lowerSwitch(cx: Lowering, node: ts.SwitchStatement): void {
  const subject = cx.expression(node.expression);
  const groups = groupsOf(cx, node.caseBlock.clauses);
  const hasInnerBreak = groups.some(({ statements }) => statements.some((statement) => mayBreak(cx, statement)));
  const isChain =
    groups.every(({ fallsThrough }) => !fallsThrough) &&
    groups.every(({ isDefault, tests }) => !isDefault || tests.length === 0);
  const run = isChain ? lowerChain : lowerFallThrough;
  if (isChain && !hasInnerBreak) {
    asSwitch(cx, undefined, () => run(cx, node, subject, groups));
    return;
  }
  inBlock(cx, cx.assignedIn(node), cx.origin(node), (label, variables) => {
    asSwitch(cx, { kind: "break", label, variables }, () => run(cx, node, subject, groups));
  });
}

function asSwitch(
  cx: Lowering,
  jump: { kind: "break"; label: ReturnType<Lowering["newLabel"]>; variables: readonly ts.Symbol[] } | undefined,
  inside: () => void,
): void {
  if (!jump) inside();
  else asTarget(cx, { kind: "switch", names: [], break: jump }, inside);
}

function groupsOf(cx: Lowering, clauses: readonly ts.CaseOrDefaultClause[]): readonly Group[] {
  const { ts } = cx;
  const groups: Group[] = [];
  let open: ts.CaseOrDefaultClause[] = [];
  for (const [i, clause] of clauses.entries()) {
    open.push(clause);
    const isLast = i === clauses.length - 1;
    if (clause.statements.length === 0 && !isLast) continue;
    const flat = flatten(ts, clause.statements);
    const last = flat.at(-1);
    const endsInBreak = last !== undefined && ts.isBreakStatement(last) && !last.label;
    const leaves = last !== undefined && alwaysLeaves(ts, last);
    const tests = open.filter(ts.isCaseClause).map(({ expression }) => expression);
    const isDefault = open.some(ts.isDefaultClause);
    groups.push({
      // Beside `default`, a test decides nothing; one that is more than a literal is still evaluated.
      tests: isDefault && tests.every((test) => isPlain(cx, test)) ? [] : tests,
      isDefault,
      clauses: open,
      statements: endsInBreak ? withoutLast(ts, clause.statements) : clause.statements,
      fallsThrough: !endsInBreak && !leaves && !isLast,
    });
    open = [];
  }
  return groups;
}

function isPlain(cx: Lowering, test: ts.Expression): boolean {
  const { ts } = cx;
  return ts.isLiteralExpression(test) || ts.isIdentifier(test) || ts.isPropertyAccessExpression(test);
}

/** The statements of a clause, through one block around all of them. */
function flatten(ts: Lowering["ts"], statements: readonly ts.Statement[]): readonly ts.Statement[] {
  const [only] = statements;
  return statements.length === 1 && only && ts.isBlock(only) ? only.statements : statements;
}

function withoutLast(ts: Lowering["ts"], statements: readonly ts.Statement[]): readonly ts.Statement[] {
  return flatten(ts, statements).slice(0, -1);
}

function alwaysLeaves(ts: Lowering["ts"], node: ts.Statement): boolean {
  if (ts.isReturnStatement(node) || ts.isThrowStatement(node) || ts.isContinueStatement(node)) return true;
  if (ts.isBreakStatement(node)) return true;
  if (ts.isBlock(node)) return node.statements.some((statement) => alwaysLeaves(ts, statement));
  if (ts.isIfStatement(node)) {
    return (
      node.elseStatement !== undefined && alwaysLeaves(ts, node.thenStatement) && alwaysLeaves(ts, node.elseStatement)
    );
  }
  return false;
}

/** Whether a `break` in a statement means the switch around it. */
function mayBreak(cx: Lowering, statement: ts.Node): boolean {
  const { ts } = cx;
  const open: ts.Node[] = [statement];
  for (let node = open.pop(); node; node = open.pop()) {
    if (ts.isBreakStatement(node) && !node.label) return true;
    if (ts.isExpression(node) || ts.isFunctionLike(node) || ts.isTypeNode(node)) continue;
    if (ts.isIterationStatement(node, false) || ts.isSwitchStatement(node)) continue;
    ts.forEachChild(node, (child) => void open.push(child));
  }
  return false;
}

/** `if (s === a) … else if (s === b) … else default`; a default anywhere is what is left when all tests have failed. */
function lowerChain(cx: Lowering, node: ts.SwitchStatement, subject: ValueId, groups: readonly Group[]): void {
  const assigned = cx.assignedIn(node);
  const origin = cx.origin(node);
  const tested = groups.filter(({ tests }) => tests.length > 0);
  const fallback = groups.find(({ isDefault }) => isDefault);
  const last = fallback || !isExhaustive(cx, node, tested) ? undefined : tested.length - 1;
  const from = (i: number): undefined => {
    const group = tested[i];
    if (!group || i === last) {
      const rest = group ?? fallback;
      if (rest) lowerStatements(cx, rest.statements);
      return undefined;
    }
    branch(cx, {
      condition: isCase(cx, node, subject, group.tests),
      assigned,
      origin,
      then: () => {
        lowerStatements(cx, group.statements);
        return undefined;
      },
      else: () => from(i + 1),
    });
    return undefined;
  };
  from(0);
}

/** Whether the cases name every value that the subject can have by its type: then the last one needs no test. */
function isExhaustive(cx: Lowering, node: ts.SwitchStatement, tested: readonly Group[]): boolean {
  const { oracle } = cx;
  const values = tested.length > 0 ? oracle.literalsAt(node.expression) : undefined;
  if (!values) return false;
  const named = new Set(tested.flatMap(({ tests }) => tests.map((test) => oracle.literalAt(test))));
  return values.every((value) => named.has(value));
}

/** Whether the subject is one of the cases, the later ones only evaluated if need be. */
function isCase(cx: Lowering, node: ts.SwitchStatement, subject: ValueId, tests: readonly ts.Expression[]): ValueId {
  const [first, ...rest] = tests;
  const origin = cx.origin(first ?? node);
  const isEqual = (test: ts.Expression): ValueId => {
    const value = cx.expression(test);
    // `switch (true)`: a test is the condition itself, of which TypeScript may know that it is not `true`.
    const isCondition = subjectIsTrue(cx, node) && cx.typeOf(value).kind === "boolean";
    return isCondition ? value : cx.at.prim("eq", [subject, value], cx.origin(test));
  };
  let found = first ? isEqual(first) : cx.at.const_(false, origin);
  for (const test of rest) {
    const before = found;
    const joined = branch(cx, {
      condition: before,
      assigned: cx.assignedIn(test),
      origin: cx.origin(test),
      then: () => before,
      else: () => isEqual(test),
    });
    found = joined ?? before;
  }
  return found;
}

function subjectIsTrue({ ts }: Lowering, { expression }: ts.SwitchStatement): boolean {
  return bare(ts, expression).kind === ts.SyntaxKind.TrueKeyword;
}

function lowerFallThrough(cx: Lowering, node: ts.SwitchStatement, subject: ValueId, groups: readonly Group[]): void {
  const origin = cx.origin(node);
  const fallback = groups.findIndex(({ isDefault }) => isDefault);
  const tested = groups.flatMap(({ tests }, index) => (tests.length > 0 ? [{ tests, index }] : []));
  const startFrom = (i: number): ValueId => {
    const next = tested[i];
    if (!next) return cx.at.number(fallback < 0 ? groups.length : fallback, origin);
    const value = branch(cx, {
      condition: isCase(cx, node, subject, next.tests),
      assigned: cx.assignedIn(node),
      origin,
      then: () => cx.at.number(next.index, origin),
      else: () => startFrom(i + 1),
    });
    return value ?? cx.at.number(groups.length, origin);
  };
  const start = cx.name(startFrom(0), "start");
  for (const [i, group] of groups.entries()) {
    if (cx.isEnded) return;
    branch(cx, {
      condition: cx.at.prim("le", [start, cx.at.number(i, origin)], origin),
      assigned: cx.assignedIn(node),
      origin,
      then: () => {
        lowerStatements(cx, group.statements);
        // What ended in a `break` here had it taken off; here it has to leave the block.
        if (!cx.isEnded && !group.fallsThrough && i < groups.length - 1) leaveSwitch(cx, origin);
        return undefined;
      },
      else: () => undefined,
    });
  }
}

function leaveSwitch(cx: Lowering, origin: ReturnType<Lowering["origin"]>): void {
  const target = cx.targets.findLast(({ kind }) => kind === "switch");
  if (!target) return;
  const { label, variables } = target.break;
  const values = variables.map((symbol) => {
    const type = cx.file.variableType(symbol);
    const value = cx.read(symbol, origin);
    return type.kind === "opaque" ? value : cx.coerce(value, type, origin);
  });
  cx.leave({ kind: "break", label, values, origin });
}
