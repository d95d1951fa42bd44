/**
 * Which `for` statements count: `for (let i = a; i < b; i += c)` (or `var`, where nobody reads it afterwards) where the body never writes `i`, `c` is a whole number and
 * `b` stays what it is. All others are general loops.
 */
import type ts from "typescript";
import { changesIn, isInvariant } from "./invariant.ts";
import type { Lowering } from "./lowering.ts";
import { namesOf } from "./references.ts";
import { bare, isIncrement, literalNumber } from "./syntax.ts";

export interface Counted {
  readonly counter: ts.Symbol;
  readonly declaration: ts.VariableDeclaration;
  /** All that the head declares, in order. */
  readonly head: readonly ts.VariableDeclaration[];
  readonly from: ts.Expression;
  readonly to: ts.Expression;
  readonly compare: "<" | "<=" | ">" | ">=";
  readonly step: number;
}

export function countedLoop(cx: Lowering, node: ts.ForStatement): Counted | undefined {
  const { ts, oracle } = cx;
  const { initializer, condition, incrementor } = node;
  if (!initializer || !condition || !incrementor || !ts.isVariableDeclarationList(initializer)) return undefined;
  if (cx.file.uncounted.has(node)) return undefined;
  const stepped = stepOf(cx, incrementor);
  if (!stepped) return undefined;
  const { counter, step } = stepped;
  const declaration = initializer.declarations.find((one) => oracle.symbolAt(one.name) === counter);
  if (!declaration?.initializer) return undefined;
  if ((initializer.flags & ts.NodeFlags.BlockScoped) === 0 && !isOnlyHere(cx, counter, node)) return undefined;
  if (cx.assignedIn(node.statement).has(counter) || cx.assignedIn(condition).size > 0) return undefined;
  const test = testOf(cx, condition, counter);
  if (!test || step === 0 || step > 0 !== test.compare.startsWith("<")) return undefined;
  const isInRange = test.compare === "<";
  const changes = changesIn(cx, [node.statement, incrementor], isInRange ? counter : undefined);
  if (!isInvariant(cx, test.to, changes) && !isOwnHead(cx, test.to, initializer, changes.assigned)) return undefined;
  return { counter, declaration, head: initializer.declarations, from: declaration.initializer, ...test, step };
}

/** A `var` whose value behind the loop nobody reads: other loops that name it start it anew. */
function isOnlyHere(cx: Lowering, counter: ts.Symbol, loop: ts.ForStatement): boolean {
  const { ts, oracle } = cx;
  const startsIt = (at: ts.ForStatement): boolean =>
    at.initializer !== undefined &&
    ts.isVariableDeclarationList(at.initializer) &&
    at.initializer.declarations.some((one) => one.initializer && oracle.symbolAt(one.name) === counter);
  return namesOf(oracle, counter).every((name) => {
    for (let at: ts.Node = name; !ts.isSourceFile(at); at = at.parent) {
      if (at === loop || (ts.isForStatement(at) && startsIt(at))) return true;
      // A function that keeps the name may read it later.
      if (ts.isFunctionLike(at) && at !== cx.entry.node) return false;
    }
    return false;
  });
}

/** `for (let i = 0, n = xs.length; i < n; i++)`: a bound declared beside the counter, which nothing assigns. */
function isOwnHead(
  cx: Lowering,
  to: ts.Expression,
  head: ts.VariableDeclarationList,
  assigned: ReadonlySet<ts.Symbol>,
): boolean {
  const name = bare(cx.ts, to);
  const symbol = cx.ts.isIdentifier(name) ? cx.oracle.symbolAt(name) : undefined;
  if (!symbol || assigned.has(symbol)) return false;
  return head.declarations.some((one) => cx.oracle.symbolAt(one.name) === symbol);
}

/** `i++`, `--i`, `i += 2`, `i -= 1`, `i = i + 2` */
function stepOf(cx: Lowering, incrementor: ts.Expression): { counter: ts.Symbol; step: number } | undefined {
  const { ts, oracle } = cx;
  const node = bare(ts, incrementor);
  const symbolOf = (expression: ts.Expression): ts.Symbol | undefined => {
    const name = bare(ts, expression);
    return ts.isIdentifier(name) ? oracle.symbolAt(name) : undefined;
  };
  if (isIncrement(ts, node)) {
    const counter = symbolOf(node.operand);
    return counter && { counter, step: node.operator === ts.SyntaxKind.PlusPlusToken ? 1 : -1 };
  }
  if (!ts.isBinaryExpression(node)) return undefined;
  const counter = symbolOf(node.left);
  const { PlusEqualsToken, MinusEqualsToken, EqualsToken, PlusToken, MinusToken } = ts.SyntaxKind;
  const signed = (amount: number | undefined, isPlus: boolean): { counter: ts.Symbol; step: number } | undefined =>
    counter && amount !== undefined && Number.isInteger(amount)
      ? { counter, step: isPlus ? amount : -amount }
      : undefined;
  switch (node.operatorToken.kind) {
    case PlusEqualsToken:
      return signed(literalNumber(ts, node.right), true);
    case MinusEqualsToken:
      return signed(literalNumber(ts, node.right), false);
    case EqualsToken: {
      const sum = bare(ts, node.right);
      if (!ts.isBinaryExpression(sum) || symbolOf(sum.left) !== counter) return undefined;
      const { kind } = sum.operatorToken;
      if (kind !== PlusToken && kind !== MinusToken) return undefined;
      return signed(literalNumber(ts, sum.right), kind === PlusToken);
    }
    default:
      return undefined;
  }
}

/** `i < b` or `b > i` */
function testOf(
  cx: Lowering,
  condition: ts.Expression,
  counter: ts.Symbol,
): Pick<Counted, "to" | "compare"> | undefined {
  const { ts, oracle } = cx;
  const node = bare(ts, condition);
  if (!ts.isBinaryExpression(node)) return undefined;
  const operators = new Map<ts.SyntaxKind, readonly [Counted["compare"], Counted["compare"]]>([
    [ts.SyntaxKind.LessThanToken, ["<", ">"]],
    [ts.SyntaxKind.LessThanEqualsToken, ["<=", ">="]],
    [ts.SyntaxKind.GreaterThanToken, [">", "<"]],
    [ts.SyntaxKind.GreaterThanEqualsToken, [">=", "<="]],
  ]);
  const compares = operators.get(node.operatorToken.kind);
  const isCounter = (expression: ts.Expression): boolean => {
    const name = bare(ts, expression);
    return ts.isIdentifier(name) && oracle.symbolAt(name) === counter;
  };
  if (!compares) return undefined;
  if (isCounter(node.left)) return { to: node.right, compare: compares[0] };
  return isCounter(node.right) ? { to: node.left, compare: compares[1] } : undefined;
}
