/** Code that is passed through as text, with the values of the function's variables put in their places. */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import { assignedNames } from "../assigned.ts";
import type { Lowering, OpaquePart } from "../lowering.ts";
import { outsideText } from "../module-value.ts";
import { functionBehind } from "../static-target.ts";
import { eachNode, enclosingFunction, isInside } from "../syntax.ts";
import type { FunctionNode } from "../syntax.ts";

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly parts: readonly OpaquePart[];
}

interface TextOptions {
  /** What stands for some of the node's own variables. */
  readonly replaced?: ReadonlyMap<ts.Symbol, readonly OpaquePart[]>;
  /** The functions whose text is being made. */
  readonly open?: readonly FunctionNode[];
  /** The nested functions that have been made into values. */
  readonly made?: Map<FunctionNode, ValueId>;
}

/** The text of a node; it must not write variables of the function. Nested functions that it names stand there as text too. */
export function hostText(cx: Lowering, node: ts.Node, options: TextOptions = {}): readonly OpaquePart[] {
  const { ts } = cx;
  const inner: TextOptions = { ...options, made: options.made ?? new Map() };
  const text = node.getSourceFile().text;
  const found: Replacement[] = [];
  eachNode(ts, node, (at) => {
    if (ts.isTypeNode(at)) return false;
    for (const name of assignedNames(ts, at)) {
      if (isOuterVariable(cx, name, node))
        cx.refuse("AD2012", name, `\`${name.text}\` is written by a function that is passed on`);
    }
    if (at.kind === ts.SyntaxKind.ThisKeyword) cx.refuse("AD2006", at, "`this` is not supported yet");
    if (!ts.isIdentifier(at)) return undefined;
    const symbol = cx.oracle.symbolAt(at);
    if (!symbol) return undefined;
    const isShorthand = ts.isShorthandPropertyAssignment(at.parent) && at.parent.name === at;
    const place = { start: at.getStart(), end: at.end };
    const prefix = isShorthand ? [`${at.text}: `] : [];
    const instead = options.replaced?.get(symbol);
    if (at.parent === node && options.open?.at(-1) === node && !namesItself(cx, node, at)) {
      // The value has the name: `const distance = function (x) …`.
      found.push({ ...place, parts: [] });
    } else if (instead) {
      found.push({ ...place, parts: [...prefix, ...instead] });
    } else if (isOuterVariable(cx, at, node)) {
      found.push({ ...place, parts: [...prefix, ...outerText(cx, at, symbol, inner)] });
    } else if (isOfForeignModule(cx, at, symbol)) {
      const isMember = symbol.flags & ts.SymbolFlags.ValueModule && ts.isPropertyAccessExpression(at.parent);
      const named = isMember ? (at.parent as ts.Expression) : at;
      found.push({ start: place.start, end: named.end, parts: [...prefix, outsideText(cx, named)] });
    }
    return undefined;
  });
  const parts: OpaquePart[] = [];
  let from = node.getStart();
  for (const { start, end, parts: instead } of found) {
    parts.push(text.slice(from, start), ...instead);
    from = end;
  }
  parts.push(text.slice(from, node.end));
  return parts;
}

/** A name of module level that is written in another file than the text that it goes into. */
function isOfForeignModule(cx: Lowering, name: ts.Identifier, symbol: ts.Symbol): boolean {
  const { ts } = cx;
  if (name.getSourceFile() === cx.file.opened.sourceFile || cx.oracle.isLibrarySymbol(symbol)) return false;
  const { parent } = name;
  const isPropertyName =
    (ts.isPropertyAccessExpression(parent) && parent.name === name) ||
    (ts.isPropertyAssignment(parent) && parent.name === name) ||
    (ts.isBindingElement(parent) && parent.propertyName === name);
  const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
  const isDeclaredHere = declaration === parent;
  return !isPropertyName && !isDeclaredHere && declaration !== undefined && !enclosingFunction(ts, declaration);
}

/** A variable of the functions around is its value; a function is its text. */
function outerText(cx: Lowering, name: ts.Identifier, symbol: ts.Symbol, options: TextOptions): readonly OpaquePart[] {
  const { ts } = cx;
  const held = cx.valueOf(symbol, cx.origin(name));
  const known = held === undefined ? undefined : cx.functionOf.get(held);
  if (held !== undefined && !known) return [held];
  if (!known && !cx.oracle.isCallable(cx.oracle.typeOfSymbol(symbol))) return [cx.read(symbol, cx.origin(name))];
  const target = known?.kind === "closure" ? known.node : functionBehind(cx.oracle, symbol);
  const { open = [], made } = options;
  const before = target && made?.get(target);
  if (before !== undefined) return [before];
  if (!target || open.includes(target) || ts.isMethodDeclaration(target)) {
    return [cx.refuse("AD2011", name, `the function \`${name.text}\` is passed on`)];
  }
  const text = hostText(cx, target, { ...options, open: [...open, target] });
  const value = cx.opaque(text, name, { type: { kind: "opaque", text: "Function" }, effect: "reads", precedence: 1 });
  made?.set(target, value);
  return [cx.name(value, symbol.name)];
}

function namesItself(cx: Lowering, node: ts.Node, name: ts.Identifier): boolean {
  const symbol = cx.oracle.symbolAt(name);
  let found = false;
  eachNode(cx.ts, node, (at) => {
    found ||= at !== name && cx.ts.isIdentifier(at) && at.text === name.text && cx.oracle.symbolAt(at) === symbol;
  });
  return found;
}

function isOuterVariable(cx: Lowering, name: ts.Identifier, inside: ts.Node): boolean {
  const { ts } = cx;
  const symbol = cx.oracle.symbolAt(name);
  const declaration = symbol?.valueDeclaration;
  if (!symbol || !declaration || isInside(declaration, inside)) return false;
  if (!(symbol.flags & (ts.SymbolFlags.Variable | ts.SymbolFlags.Function))) return false;
  return enclosingFunction(ts, declaration) !== undefined;
}
