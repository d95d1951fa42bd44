/** What can be assigned to: a variable, a field, an element. Its parts are evaluated once, before the value. */
import type ts from "typescript";
import { branch } from "../branch.ts";
import type { ValueId } from "../../ir/ir.ts";
import { isReference, unionOf } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { constantKey } from "../constant-key.ts";
import type { Lowering } from "../lowering.ts";
import { nonNullish } from "../type-predicates.ts";
import { bare, enclosingFunction } from "../syntax.ts";
import { readIndex, readMember, writeIndex, writeMember } from "./memory.ts";
import { fieldVariable, isAccessor, isComputed, readAccessor, staticField, writeAccessor } from "./receiver.ts";

export type Place =
  | { readonly kind: "variable"; readonly symbol: ts.Symbol }
  | { readonly kind: "member"; readonly ref: ValueId; readonly name: string }
  | { readonly kind: "index"; readonly ref: ValueId; readonly index: ValueId }
  | {
      readonly kind: "accessor";
      readonly ref: ValueId;
      readonly symbol: ts.Symbol;
      readonly node: ts.PropertyAccessExpression;
    }
  /** Refused: nothing happens to it. */
  | { readonly kind: "nothing"; readonly value: ValueId };

export function placeOf(cx: Lowering, target: ts.Expression): Place {
  const { ts } = cx;
  const node = bare(ts, target);
  if (ts.isIdentifier(node)) return variablePlace(cx, node);
  const variable = fieldVariable(cx, node);
  if (variable) return { kind: "variable", symbol: variable };
  if (ts.isPropertyAccessExpression(node)) {
    if (staticField(cx, node)) {
      return { kind: "nothing", value: cx.refuse("AD2018", node, `\`${node.getText()}\` belongs to the class`) };
    }
    const ref = cx.expression(node.expression);
    const symbol = cx.oracle.symbolAt(node.name);
    if (symbol && isAccessor(ts, symbol) && !cx.oracle.isLibrarySymbol(symbol)) {
      return { kind: "accessor", ref, symbol, node };
    }
    if (isComputed(cx, ref, node.name.text, "set") || isComputed(cx, ref, node.name.text, "get")) {
      const message = `\`${node.getText()}\` is a field of some classes and computed in others`;
      return { kind: "nothing", value: cx.refuse("AD2008", node, message) };
    }
    return { kind: "member", ref, name: node.name.text };
  }
  if (ts.isElementAccessExpression(node)) {
    const ref = cx.expression(node.expression);
    return memberOrIndex(cx, ref, node);
  }
  return { kind: "nothing", value: cx.refuse("AD2027", node, `\`${node.getText()}\` cannot be assigned to`) };
}

/** The key of `ref[key]`: a name where it is constant and `ref` has fields by name. */
export function memberOrIndex(cx: Lowering, ref: ValueId, node: ts.ElementAccessExpression): Place {
  const { kind } = cx.typeOf(ref);
  const isArray = kind === "array" || kind === "typed-array";
  const name = isArray ? undefined : constantKey(cx.oracle, node.argumentExpression);
  if (name !== undefined) return { kind: "member", ref, name };
  return { kind: "index", ref, index: cx.expression(node.argumentExpression) };
}

function variablePlace(cx: Lowering, node: ts.Identifier): Place {
  const { ts } = cx;
  const symbol = cx.oracle.symbolAt(node);
  const declaration = symbol?.valueDeclaration;
  const refuse = (code: "AD2012" | "AD2018" | "AD2024", message: string): Place => ({
    kind: "nothing",
    value: cx.refuse(code, node, message),
  });
  if (!symbol || !declaration) {
    if (node.text === "arguments") return refuse("AD2024", "`arguments` gives the parameters a second name");
    return refuse("AD2018", `\`${node.text}\` is not a variable of the function`);
  }
  const owner = enclosingFunction(ts, declaration);
  if (!owner) return refuse("AD2018", `\`${node.text}\` belongs to the module`);
  // What a lifted function captures it has by value; only a cell is shared.
  if (cx.entry.captures.includes(symbol) && !cx.file.closures.isBoxed(symbol)) {
    return refuse("AD2012", `\`${node.text}\` belongs to the function around the marked one`);
  }
  return { kind: "variable", symbol };
}

export function readPlace(cx: Lowering, place: Place, node: ts.Node): ValueId {
  switch (place.kind) {
    case "variable":
      return cx.read(place.symbol, cx.origin(node));
    case "member":
      return readMember(cx, place.ref, place.name, node);
    case "index":
      return readIndex(cx, place.ref, place.index, node);
    case "accessor":
      return readAccessor(cx, place.symbol, place.ref, place.node);
    case "nothing":
      return place.value;
  }
}

export function writePlace(cx: Lowering, place: Place, value: ValueId, node: ts.Node): void {
  switch (place.kind) {
    case "variable":
      return cx.assign(place.symbol, value, cx.origin(node));
    case "member":
      return writeMember(cx, place.ref, place.name, value, node);
    case "index":
      return writeIndex(cx, place.ref, place.index, value, node);
    case "accessor":
      return writeAccessor(cx, place.symbol, place.ref, value, place.node);
    case "nothing":
      return undefined;
  }
}

/** `a &&= b`: writes and evaluates only where the old value asks for it. */
export function writeWhere(
  cx: Lowering,
  options: {
    readonly place: Place;
    readonly old: ValueId;
    readonly isKept: boolean;
    readonly condition: ValueId;
    readonly value: () => ValueId;
    readonly node: ts.BinaryExpression;
  },
): ValueId {
  const { place, old, isKept, condition, value, node } = options;
  const assigned = new Set(cx.assignedIn(node));
  const write = (): ValueId => {
    const made = value();
    writePlace(cx, place, made, node.left);
    return place.kind === "variable" ? cx.read(place.symbol, cx.origin(node)) : made;
  };
  const chosen = branch(cx, {
    condition,
    assigned,
    origin: cx.origin(node),
    then: isKept ? () => old : write,
    else: isKept ? write : () => old,
    type: ([first, second]) => eitherType(isKept ? second! : first!, isKept ? first! : second!, node),
  });
  return chosen ?? old;

  /** Of a number that was kept and a literal that is written, an ordinary number; of memory what was written says all. */
  function eitherType(written: Type, kept: Type, { operatorToken }: ts.BinaryExpression): Type {
    if (isReference(written)) return written;
    const isFalsy = operatorToken.kind === cx.ts.SyntaxKind.AmpersandAmpersandEqualsToken;
    const left = isFalsy
      ? (kept.kind === "union" ? kept.members : [kept]).filter((type) => !isReference(type))
      : [nonNullish(kept)];
    return unionOf([written, ...left]);
  }
}
