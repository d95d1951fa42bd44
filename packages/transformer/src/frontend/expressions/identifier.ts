/** Names: variables of the function, and what stands at module level. */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import { tangentOf } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { isUntyped } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import { moduleValue } from "../module-value.ts";
import { operatorBehind } from "../static-target.ts";
import { enclosingFunction } from "../syntax.ts";
import { standIn } from "../function-join.ts";
import { functionNamed } from "./function-literal.ts";

export function lowerIdentifier(cx: Lowering, node: ts.Identifier): ValueId {
  const { ts } = cx;
  const origin = cx.origin(node);
  if (node.text === "undefined") return cx.undefined(origin);
  const symbol = cx.oracle.symbolAt(node);
  const held = symbol && cx.valueOf(symbol, origin);
  if (held !== undefined) return narrowed(cx, held, node);
  const isLibrary = cx.oracle.isLibrarySymbol(symbol);
  if (isLibrary && node.text === "NaN") return cx.at.number(Number.NaN, origin);
  if (isLibrary && node.text === "Infinity") return cx.at.number(Infinity, origin);
  if (operatorBehind(cx.oracle, node) !== undefined) {
    return cx.refuse("AD2016", node, `\`${node.text}\` is a derivative operator`);
  }
  if (symbol?.name === "arguments" && !symbol.valueDeclaration) {
    return cx.refuse("AD2024", node, "`arguments` gives the parameters a second name");
  }
  const declaration = symbol?.valueDeclaration;
  if (symbol && declaration && enclosingFunction(ts, declaration)) {
    const isVariable = (symbol.flags & ts.SymbolFlags.Variable) !== 0;
    if (isVariable && !cx.oracle.isCallable(cx.oracle.typeOfSymbol(symbol))) return cx.read(symbol, origin);
    return functionName(cx, node);
  }
  if (!symbol) return cx.refuse("AD2027", node, `\`${node.text}\` is not known`);
  if (cx.oracle.isCallable(cx.oracle.typeAt(node))) return functionName(cx, node);
  return moduleValue(cx, symbol, node);
}

function functionName(cx: Lowering, node: ts.Identifier): ValueId {
  const known = functionNamed(cx, node);
  if (known) return standIn(cx, known, node);
  return cx.refuse("AD2011", node, `which function \`${node.text}\` is, is not known here`);
}

/** The value under the type that flow gives it here; asked for only where it can differ. */
export function narrowed(cx: Lowering, value: ValueId, node: ts.Expression): ValueId {
  const { kind } = cx.typeOf(value);
  if (kind !== "union" && kind !== "named" && kind !== "opaque") return value;
  if (cx.poison.has(value)) return value;
  const type = cx.file.typeAt(node);
  if (isUntyped(cx.typeOf(value)) && !isUntyped(type) && tangentOf(type, cx.fn.types)) {
    return refuseHidden(cx, node, type);
  }
  return cx.narrow(value, type, cx.origin(node));
}

/** What is declared `unknown` and found out to be a number: whether that is differentiable is not known. */
function refuseHidden(cx: Lowering, node: ts.Expression, type: Type): ValueId {
  const declaration = cx.oracle.symbolAt(node)?.valueDeclaration as { readonly type?: ts.Node } | undefined;
  return cx.refuse("AD2001", declaration?.type ?? node, `\`${node.getText()}\` hides numbers`, type);
}
