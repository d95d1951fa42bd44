/**
 * A constructor as a function that gives the instance. While it runs the fields of `this` are variables, so that straight code needs no
 * memory; the instance is made where `this` is first needed as a whole, else at the end.
 */
import type ts from "typescript";
import { classSubstitution } from "./class-types.ts";
import type { ClassNode, FieldNode } from "./classes.ts";
import { bare, enclosingFunction, eachNode, isFunctionNode } from "./syntax.ts";
import type { Origin, ValueId } from "../ir/ir.ts";
import { bindParameters } from "./expressions/parameters.ts";
import { constructInstance, fieldsOfClass } from "./expressions/construct.ts";
import { includesUndefined } from "./lower-type.ts";
import type { Lowering } from "./lowering.ts";
import { outsideName } from "./module-value.ts";

export function lowerConstruction(cx: Lowering, node: ClassNode, params: readonly ValueId[]): void {
  const { ts } = cx;
  const declaration = ts.isConstructorDeclaration(cx.entry.node) ? cx.entry.node : undefined;
  if (declaration) bindParameters(cx, cx.entry.parameters, params);
  cx.construction = { class: node, fields: fieldsOfClass(cx, node), isOpen: true };
  const base = cx.file.classes.baseOf(node);
  if (base === "none") initialise(cx, node);
  else if (!declaration) superCall(cx, params, cx.entry.node);
  for (const statement of declaration?.body?.statements ?? []) {
    if (cx.isEnded) break;
    if (usesWhole(cx, statement)) close(cx, statement);
    cx.statement(statement);
  }
  if (!cx.isEnded) leave(cx, cx.entry.origin);
}

/** `return` and the end of a constructor. */
export function leave(cx: Lowering, origin: Origin): void {
  cx.leave({ kind: "return", value: instance(cx, origin), origin });
}

/** `super(…)`: the fields of the base class become variables; then come those of the class itself. */
export function superCall(cx: Lowering, args: readonly ValueId[], node: ts.Node): void {
  const { construction } = cx;
  const base = construction && cx.file.classes.baseOf(construction.class);
  if (!construction || typeof base !== "object") {
    const named = construction && cx.file.classes.heritageOf(construction.class)?.expression;
    cx.refuse("AD2005", named ?? node, "what the class extends is not a class of the program");
    return;
  }
  const heritage = cx.file.classes.heritageOf(construction.class);
  const substitution = heritage && classSubstitution(cx.file, cx.oracle.typeAt(heritage));
  const made = constructInstance(cx, base, { args, written: 0, node, isBase: true, substitution });
  for (const [name] of fieldsOfClass(cx, base)) {
    const field = construction.fields.get(name);
    const value = made.fields.get(name);
    if (field && value !== undefined) cx.assign(cx.file.fieldVariable(field), value, cx.origin(node));
  }
  initialise(cx, construction.class);
}

/** Parameter properties, then the initialisers. */
function initialise(cx: Lowering, node: ClassNode): void {
  const { ts } = cx;
  const declaration = ts.isConstructorDeclaration(cx.entry.node) ? cx.entry.node : undefined;
  for (const parameter of declaration?.parameters ?? []) {
    if (!ts.isParameterPropertyDeclaration(parameter, parameter.parent) || !ts.isIdentifier(parameter.name)) continue;
    const symbol = cx.oracle.parameterAt(parameter);
    if (symbol)
      cx.assign(cx.file.fieldVariable(parameter), cx.read(symbol, cx.origin(parameter)), cx.origin(parameter));
  }
  for (const member of node.members) {
    if (!ts.isPropertyDeclaration(member) || !member.initializer) continue;
    if (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) continue;
    const symbol = cx.file.fieldVariable(member);
    if (isFunctionNode(ts, bare(ts, member.initializer))) {
      // Calls find it by the field's declaration; only the class itself can make it.
      cx.env.set(symbol, cx.at.undef(cx.file.variableType(symbol), cx.origin(member)));
      continue;
    }
    if (usesWhole(cx, member.initializer)) close(cx, member);
    const value = cx.expression(member.initializer, cx.file.variableType(symbol));
    if (cx.construction?.isOpen) cx.assign(symbol, value, cx.origin(member));
    else cx.at.store(receiver(cx), symbol.name, value, cx.origin(member));
  }
}

/** Whether code needs `this` as a whole: for a method, an accessor, a nested function, or to pass it on. */
function usesWhole(cx: Lowering, code: ts.Node): boolean {
  const { ts } = cx;
  const { SuperKeyword, ThisKeyword } = ts.SyntaxKind;
  if (!cx.construction?.isOpen) return false;
  const owner = enclosingFunction(ts, code);
  let isWhole = false;
  eachNode(ts, code, (node) => {
    if (ts.isTypeNode(node)) return false;
    const { parent } = node;
    if (node.kind === SuperKeyword) isWhole ||= !ts.isCallExpression(parent);
    if (node.kind !== ThisKeyword) return undefined;
    const isField = ts.isPropertyAccessExpression(parent) && cx.file.classes.fieldAt(parent) !== undefined;
    const isCalled = ts.isCallExpression(parent.parent) && parent.parent.expression === parent;
    isWhole ||= !isField || isCalled || enclosingFunction(ts, node) !== owner;
    return undefined;
  });
  return isWhole;
}

/** Makes the instance; from here on its fields are memory. */
function close(cx: Lowering, node: ts.Node): void {
  const { construction } = cx;
  if (!construction) return;
  const made = instance(cx, cx.origin(node));
  construction.isOpen = false;
  cx.env.set(cx.file.classes.receiverOf(cx.entry.node), made);
}

function receiver(cx: Lowering): ValueId {
  return cx.env.get(cx.file.classes.receiverOf(cx.entry.node))!;
}

function instance(cx: Lowering, origin: Origin): ValueId {
  const { construction } = cx;
  if (!construction?.isOpen) return receiver(cx);
  const { result } = cx.entry;
  const fields = [...construction.fields].flatMap(([name, field]) => {
    const value = fieldValue(cx, field, origin);
    return value === undefined ? [] : [{ name, value }];
  });
  const isInstance = result.kind === "record" || result.kind === "named";
  const named = isInstance ? result.text?.replace(/<.*$/, "") : undefined;
  const symbol = construction.class.name && cx.oracle.symbolAt(construction.class.name);
  const text =
    named !== undefined && symbol ? outsideName(cx, symbol, construction.class.name ?? construction.class) : named;
  return cx.at.construct(text === undefined ? undefined : { text }, fields, result, origin);
}

/** What a field is at the end; undefined where the instance has no such property. */
function fieldValue(cx: Lowering, field: FieldNode, origin: Origin): ValueId | undefined {
  const symbol = cx.file.fieldVariable(field);
  const value = cx.env.get(symbol);
  if (value !== undefined) return value;
  const isOwn = cx.oracle.definesFields && !(cx.ts.getCombinedModifierFlags(field) & cx.ts.ModifierFlags.Ambient);
  if (!isOwn) return undefined;
  const type = cx.file.variableType(symbol);
  const nothing = cx.undefined(origin);
  return includesUndefined(type) ? nothing : cx.at.cast(nothing, type, origin);
}
