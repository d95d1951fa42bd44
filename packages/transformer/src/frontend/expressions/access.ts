/** `a.b` and `a[b]`. */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import { numberType } from "../../ir/types.ts";
import { libraryConstant } from "../known-value.ts";
import type { Lowering } from "../lowering.ts";
import { moduleValue, outsideText, staticValue } from "../module-value.ts";
import { globalBehind } from "../static-target.ts";
import { bare, enclosingFunction, hasModifier, literalKey } from "../syntax.ts";
import { standIn } from "../function-join.ts";
import { functionNamed } from "./function-literal.ts";
import { narrowed } from "./identifier.ts";
import { readIndex, readMember } from "./memory.ts";
import { memberOrIndex } from "./place.ts";
import { functionOfField } from "./bound-function.ts";
import { fieldVariable, isAccessor, isComputed, readAccessor, readAmong, staticField } from "./receiver.ts";

type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

export function lowerAccess(cx: Lowering, node: Access): ValueId {
  const variable = fieldVariable(cx, node);
  if (variable) return narrowed(cx, cx.read(variable, cx.origin(node)), node);
  const fixed = fixedMember(cx, node) ?? staticMember(cx, node);
  if (fixed !== undefined) return fixed;
  const value = accessOf(cx, cx.expression(node.expression), node);
  return narrowed(cx, value, node);
}

/** A member of a value at hand, without what flow says about it. */
export function accessOf(cx: Lowering, ref: ValueId, node: Access): ValueId {
  const { ts } = cx;
  if (cx.poison.has(ref)) return ref;
  if (ts.isPropertyAccessExpression(node)) {
    const special = specialMember(cx, node, ref);
    if (special !== undefined) return special;
    const name = node.name.text;
    if (isComputed(cx, ref, name, "get")) return readAmong(cx, { name, declared: undefined }, ref, node);
    return readMember(cx, ref, node.name.text, node);
  }
  const place = memberOrIndex(cx, ref, node);
  if (place.kind === "member") {
    const { name } = place;
    if (isComputed(cx, ref, name, "get")) return readAmong(cx, { name, declared: undefined }, ref, node);
    return readMember(cx, ref, name, node);
  }
  return place.kind === "index" ? readIndex(cx, ref, place.index, node) : ref;
}

/** Members that are constants of the program: `Math.PI`, enum members, exports of a namespace. */
function fixedMember(cx: Lowering, node: Access): ValueId | undefined {
  const { ts } = cx;
  const base = bare(ts, node.expression);
  if (!ts.isIdentifier(base) && !ts.isPropertyAccessExpression(base)) return undefined;
  if (ts.isIdentifier(base)) {
    const symbol = cx.oracle.symbolAt(base);
    if (!symbol || cx.env.has(symbol)) return undefined;
    if (symbol.flags & ts.SymbolFlags.Enum) {
      const known = cx.oracle.constantOf(node);
      return cx.opaque([outsideText(cx, node)], node, { type: cx.file.typeAt(node), effect: "pure", known });
    }
    if (symbol.flags & ts.SymbolFlags.ValueModule) {
      const member = cx.oracle.symbolAt(ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression);
      if (member && !cx.oracle.isCallable(cx.oracle.typeAt(node))) return moduleValue(cx, member, node);
    }
  }
  const holder = globalBehind(cx.oracle, base);
  if (holder === undefined) return undefined;
  const name = ts.isPropertyAccessExpression(node) ? node.name.text : literalKey(ts, node.argumentExpression);
  const constant = name === undefined ? undefined : libraryConstant(holder, name);
  if (constant !== undefined)
    return cx.opaque([node.getText()], node, { type: numberType, effect: "pure", known: constant });
  if (!cx.oracle.isCallable(cx.oracle.typeAt(node))) return undefined;
  const known = functionNamed(cx, node);
  if (known) return standIn(cx, known, node);
  return cx.refuse("AD2011", node, `the function \`${node.getText()}\` is used as a value`);
}

/** `C.x`: a constant or variable of the class, or what its getter gives. */
function staticMember(cx: Lowering, node: Access): ValueId | undefined {
  const { ts } = cx;
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const owner = cx.file.classes.classBehind(node.expression);
  if (!owner) return undefined;
  const symbol = cx.oracle.symbolAt(node.name);
  if (symbol && symbol.flags & ts.SymbolFlags.Accessor) return readAccessor(cx, symbol, undefined, node);
  const field = staticField(cx, node);
  if (!field) return undefined;
  return staticValue(cx, field, node);
}

/** Whether a member of a union has a field where another has an accessor without a body: one of a declaration. */
function isComputedElsewhere({ ts }: Lowering, { declarations = [] }: ts.Symbol): boolean {
  return declarations.some(
    (node) => ts.isAccessor(node) && !node.body && !hasModifier(node, ts.SyntaxKind.AbstractKeyword),
  );
}

/** What `o.x` is when `x` is no plain field. */
function specialMember(cx: Lowering, node: ts.PropertyAccessExpression, ref: ValueId): ValueId | undefined {
  const { ts } = cx;
  // The fields of a record are known; only what is carried along can have anything else.
  const { kind } = cx.typeOf(ref);
  if (kind === "array" || kind === "typed-array" || kind === "string") return undefined;
  const symbol = cx.oracle.symbolAt(node.name);
  if (!symbol || cx.oracle.isLibrarySymbol(symbol)) return undefined;
  if (isAccessor(ts, symbol)) return readAccessor(cx, symbol, ref, node);
  if (isComputedElsewhere(cx, symbol))
    return cx.refuse("AD2008", node, `\`${node.getText()}\` is computed where its code is not at hand`);
  const field = functionOfField(cx, node, ref);
  if (field) return standIn(cx, field, node);
  if (symbol.flags & (ts.SymbolFlags.Method | ts.SymbolFlags.Function) && enclosingFunction(ts, node)) {
    return cx.refuse("AD2011", node, `the function \`${node.getText()}\` is used as a value`);
  }
  return undefined;
}
