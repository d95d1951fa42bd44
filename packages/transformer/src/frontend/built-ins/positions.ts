/** Positions in arrays as the library takes them: made whole, counted from the end where negative, kept inside. */
import type ts from "typescript";
import type { Origin, ValueId } from "../../ir/ir.ts";
import { numberType } from "../../ir/types.ts";
import { asNumber } from "../expressions/operand.ts";
import { includesUndefined } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import { bare, literalNumber } from "../syntax.ts";

/** A position that was evaluated, before the length is asked for. */
export interface Position {
  readonly value: ValueId;
  /** Where it is written as a number. */
  readonly literal: number | undefined;
  readonly origin: Origin;
  /** Whether it certainly is no position from the end. */
  readonly isFromStart?: boolean;
  /** Whether it turns out to be undefined, where it may be. */
  readonly absent?: ValueId;
}

/** Evaluates what is written for a position; undefined where nothing, or `undefined`, is. */
export function position(cx: Lowering, node: ts.Expression | undefined): Position | undefined {
  if (!node) return undefined;
  const origin = cx.origin(node);
  const inner = bare(cx.ts, node);
  if (cx.ts.isIdentifier(inner) && inner.text === "undefined") return undefined;
  const literal = literalNumber(cx.ts, node);
  if (literal !== undefined && Number.isInteger(literal)) {
    return { value: cx.at.number(literal, origin), literal, origin };
  }
  const given = cx.expression(node);
  const value = asNumber(cx, given, node);
  if (isWhole(cx, node)) return { value, literal: undefined, origin, isFromStart: isNotNegative(cx, node) };
  const whole = { value: madeWhole(cx, value, node), literal: undefined, origin };
  if (!includesUndefined(cx.typeOf(given))) return whole;
  return { ...whole, absent: cx.at.prim("eq", [given, cx.undefined(origin)], origin) };
}

/** What is no number counts as 0, as in the library. */
export function madeWhole(cx: Lowering, value: ValueId, node: ts.Node): ValueId {
  return cx.opaque(["Math.trunc(", value, ") || 0"], node, { type: numberType, effect: "pure", precedence: 3 });
}

/** Between 0 and the length. */
export function clamped(cx: Lowering, { value, literal, origin, isFromStart }: Position, length: ValueId): ValueId {
  const zero = cx.at.number(0, origin);
  if (literal === 0) return zero;
  const fromEnd = (): ValueId => cx.at.prim("max", [fromTheEnd(cx, value, literal, length, origin), zero], origin);
  const fromStart = (): ValueId => cx.at.prim("min", [value, length], origin);
  if (literal !== undefined) return literal < 0 ? fromEnd() : fromStart();
  if (isFromStart) return fromStart();
  return cx.at.prim("select", [cx.at.prim("lt", [value, zero], origin), fromEnd(), fromStart()], origin);
}

/** Where a range ends: with the array where nothing says so. */
export function endOf(cx: Lowering, position: Position | undefined, length: ValueId): ValueId {
  if (!position) return length;
  const end = clamped(cx, position, length);
  return position.absent === undefined ? end : cx.at.prim("select", [position.absent, length, end], position.origin);
}

/** Where a range starts: past the end it may stay past the end, since nothing follows. */
export function startOf(cx: Lowering, position: Position, length: ValueId): ValueId {
  const { literal, value } = position;
  return literal !== undefined && literal >= 0 ? value : clamped(cx, position, length);
}

/** Counted from the end where negative, wherever that is. */
export function relative(cx: Lowering, { value, literal, origin, isFromStart }: Position, length: ValueId): ValueId {
  if (isFromStart) return value;
  if (literal !== undefined) return literal < 0 ? fromTheEnd(cx, value, literal, length, origin) : value;
  const isNegative = cx.at.prim("lt", [value, cx.at.number(0, origin)], origin);
  return cx.at.prim("select", [isNegative, cx.at.prim("add", [length, value], origin), value], origin);
}

/** `length - 2` for -2. */
function fromTheEnd(
  cx: Lowering,
  value: ValueId,
  literal: number | undefined,
  length: ValueId,
  origin: Origin,
): ValueId {
  if (literal === undefined) return cx.at.prim("add", [length, value], origin);
  return cx.at.prim("sub", [length, cx.at.number(-literal, origin)], origin);
}

/** How many elements lie between two positions. */
export function countBetween(cx: Lowering, start: ValueId, end: ValueId, origin: Origin): ValueId {
  return cx.at.prim("max", [cx.at.prim("sub", [end, start], origin), cx.at.number(0, origin)], origin);
}

/** Whether an expression certainly is a whole number: a literal, a length, a counter, and what is made of them by + - *. */
function isWhole(cx: Lowering, expression: ts.Expression, depth = 0): boolean {
  const { ts, oracle } = cx;
  const node = bare(ts, expression);
  const literal = literalNumber(ts, node);
  if (literal !== undefined) return Number.isInteger(literal);
  if (ts.isPropertyAccessExpression(node)) {
    return node.name.text === "length" && oracle.isLibrarySymbol(oracle.symbolAt(node.name));
  }
  if (ts.isBinaryExpression(node)) {
    const { PlusToken, MinusToken, AsteriskToken } = ts.SyntaxKind;
    const { kind } = node.operatorToken;
    const isExact = kind === PlusToken || kind === MinusToken || kind === AsteriskToken;
    return isExact && isWhole(cx, node.left, depth) && isWhole(cx, node.right, depth);
  }
  const named = ts.isIdentifier(node) && depth <= 20 ? countOf(cx, node) : undefined;
  if (named === "index") return true;
  if (!named || !isWhole(cx, named.start, depth + 1)) return false;
  return named.step === undefined || changesByWhole(cx, named.step, depth + 1);
}

/** Whether a whole number certainly is not negative: a literal, a length, a counter that goes up, and what is made of them by + *. */
function isNotNegative(cx: Lowering, expression: ts.Expression, depth = 0): boolean {
  const { ts } = cx;
  const node = bare(ts, expression);
  const literal = literalNumber(ts, node);
  if (literal !== undefined) return literal >= 0;
  if (ts.isPropertyAccessExpression(node)) return true;
  if (ts.isBinaryExpression(node)) {
    const isMinus = node.operatorToken.kind === ts.SyntaxKind.MinusToken;
    return !isMinus && isNotNegative(cx, node.left, depth) && isNotNegative(cx, node.right, depth);
  }
  const named = ts.isIdentifier(node) && depth <= 20 ? countOf(cx, node) : undefined;
  if (named === "index") return true;
  if (!named || !isNotNegative(cx, named.start, depth + 1)) return false;
  return named.step === undefined || goesUp(cx, named.step, depth + 1);
}

/** What a name counts: the index that an array method hands its callback, a constant, or from a start by the steps of a `for`. */
function countOf(
  cx: Lowering,
  name: ts.Identifier,
): "index" | { readonly start: ts.Expression; readonly step: ts.Expression | undefined } | undefined {
  const { ts, oracle } = cx;
  const symbol = oracle.symbolAt(name);
  const declaration = symbol?.valueDeclaration;
  if (!symbol || !declaration) return undefined;
  if (ts.isParameter(declaration)) return isIndexOfCallback(cx, symbol, declaration) ? "index" : undefined;
  if (!ts.isVariableDeclaration(declaration) || !declaration.initializer) return undefined;
  const start = declaration.initializer;
  if (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) return { start, step: undefined };
  // A counter: only the head of its loop changes it.
  const loop = declaration.parent.parent;
  if (!ts.isForStatement(loop) || !loop.incrementor || cx.assignedIn(loop.statement).has(symbol)) return undefined;
  if (loop.condition && cx.assignedIn(loop.condition).has(symbol)) return undefined;
  return { start, step: loop.incrementor };
}

const indexPosition: ReadonlyMap<string, number> = new Map([
  ...["map", "forEach", "filter", "flatMap", "some", "every", "find", "findIndex", "findLast", "findLastIndex"].map(
    (method) => [method, 1] as const,
  ),
  ["reduce", 2],
  ["reduceRight", 2],
]);

/** Whether a parameter is the index that a method of the library's arrays hands to the function it stands in, which leaves it alone. */
function isIndexOfCallback(cx: Lowering, symbol: ts.Symbol, parameter: ts.ParameterDeclaration): boolean {
  const { ts, oracle } = cx;
  const callback = parameter.parent;
  if (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback)) return false;
  const call = callback.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== callback) return false;
  if (!ts.isPropertyAccessExpression(call.expression) || parameter.dotDotDotToken) return false;
  const { name } = call.expression;
  const isIndex = callback.parameters.indexOf(parameter) === indexPosition.get(name.text);
  return isIndex && oracle.isLibrarySymbol(oracle.symbolAt(name)) && !cx.assignedIn(callback.body).has(symbol);
}

function changesByWhole(cx: Lowering, incrementor: ts.Expression, depth: number): boolean {
  const { ts } = cx;
  const node = bare(ts, incrementor);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return true;
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  const isStep = kind === ts.SyntaxKind.PlusEqualsToken || kind === ts.SyntaxKind.MinusEqualsToken;
  return isStep && isWhole(cx, node.right, depth);
}

function goesUp(cx: Lowering, incrementor: ts.Expression, depth: number): boolean {
  const { ts } = cx;
  const node = bare(ts, incrementor);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.PlusPlusToken;
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken &&
    isNotNegative(cx, node.right, depth)
  );
}
