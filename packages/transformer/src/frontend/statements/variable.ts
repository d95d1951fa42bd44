/** `const`, `let`, `var`. A constant that is certainly a function has no value: it is called by its name. */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import { tangentOf } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { bindPattern } from "../expressions/destructure.ts";
import { includesUndefined, isUntyped } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import { typeByReading, typeFrom } from "../type-by-reading.ts";
import { globalBehind, targetOf } from "../static-target.ts";
import { bare } from "../syntax.ts";

export function declareVariables(cx: Lowering, list: ts.VariableDeclarationList): void {
  for (const declaration of list.declarations) declareVariable(cx, declaration);
}

export function declareVariable(cx: Lowering, declaration: ts.VariableDeclaration): void {
  const { ts } = cx;
  const { name, initializer } = declaration;
  const isVar = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.BlockScoped) === 0;
  if (!initializer) {
    if (!ts.isIdentifier(name)) return;
    noteReading(cx, name);
    if (!isVar) declareWithoutValue(cx, name);
    return;
  }
  if (isFunctionName(cx, declaration, initializer)) return;
  if (!ts.isIdentifier(name)) {
    if (globalBehind(cx.oracle, initializer) === undefined) bindPattern(cx, name, cx.expression(initializer));
    return;
  }
  const symbol = cx.oracle.symbolAt(name);
  if (!symbol) return;
  const expected = expectedType(cx, symbol, initializer);
  const value = cx.expression(initializer, expected);
  noteType(cx, symbol, declaration, value);
  if (isVar && cx.env.has(symbol)) cx.assign(symbol, value, cx.origin(declaration));
  else cx.declare(symbol, value, cx.origin(declaration));
}

/** Of a variable that starts without a value and a type: what it is read as. */
function noteReading(cx: Lowering, name: ts.Identifier): void {
  const symbol = cx.oracle.symbolAt(name);
  if (!symbol || !isUntyped(cx.file.variableType(symbol))) return;
  const type = typeByReading(cx.file, symbol);
  if (type) cx.file.foundTypeOf.set(symbol, type);
}

function declareWithoutValue(cx: Lowering, name: ts.Identifier): void {
  const symbol = cx.oracle.symbolAt(name);
  if (!symbol) return;
  // What the type does not allow to be missing is assigned before it is read: the checker has seen to that.
  const origin = cx.origin(name);
  const type = cx.file.variableType(symbol);
  if (includesUndefined(type)) cx.declare(symbol, cx.undefined(origin, name.text), origin);
  else if (!cx.file.closures.isBoxed(symbol)) cx.env.delete(symbol);
  else cx.declare(symbol, type.kind === "number" ? cx.at.number(0, origin) : cx.at.undef(type, origin), origin);
}

/** The type that a literal should take: the variable's, or for `const out = []` what it is read as. */
function expectedType(cx: Lowering, symbol: ts.Symbol, initializer: ts.Expression): Type | undefined {
  const type = cx.file.variableType(symbol);
  if (!isUntyped(type)) return type;
  if (type.kind !== "array" || !cx.ts.isArrayLiteralExpression(bare(cx.ts, initializer))) return undefined;
  const read = typeByReading(cx.file, symbol);
  if (read) cx.file.foundTypeOf.set(symbol, read);
  return read;
}

/** What a variable without a type holds is what it starts with; one declared `any` must not take a number's place. */
function noteType(cx: Lowering, symbol: ts.Symbol, declaration: ts.VariableDeclaration, value: ValueId): void {
  const declared = cx.file.variableType(symbol);
  if (!isUntyped(declared)) return;
  const type = cx.typeOf(value);
  if (declaration.type && tangentOf(type, cx.fn.types) && !isUntyped(type)) {
    cx.refuse(
      "AD2001",
      declaration.type,
      `\`${symbol.name}\` is declared \`${declaration.type.getText()}\` and holds numbers`,
    );
    return;
  }
  cx.file.foundTypeOf.set(symbol, typeFrom(cx.file, symbol, type));
}

function isFunctionName(cx: Lowering, declaration: ts.VariableDeclaration, initializer: ts.Expression): boolean {
  const { ts } = cx;
  const node = bare(ts, initializer);
  const isConst = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) {
    return isConst;
  }
  if (isConst && targetOf(cx.oracle, node).kind === "derived") return true;
  const isName = ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  if (!isConst || !isName) return false;
  if (ts.isIdentifier(node) && cx.env.has(cx.oracle.symbolAt(node)!)) return false;
  if (globalBehind(cx.oracle, node) !== undefined) return true;
  const { kind } = targetOf(cx.oracle, node);
  return kind !== "unknown" && cx.oracle.isCallable(cx.oracle.typeAt(node));
}
