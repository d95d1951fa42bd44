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
import { keep, noteKept } from "./expressions/function-field.ts";
import type { Kept } from "./expressions/function-field.ts";
import { variablesOf } from "./expressions/shared-variables.ts";
import type { FunctionEntry } from "./function-entry.ts";
import { includesUndefined, nonNullish } from "./type-predicates.ts";
import type { Construction, ExpandedCall, Instance, Lowering } from "./lowering.ts";
import { outsideName } from "./module-value.ts";

export function lowerConstruction(cx: Lowering, node: ClassNode, params: readonly ValueId[]): void {
  const { entry } = cx;
  if (cx.ts.isConstructorDeclaration(entry.node)) bindParameters(cx, entry.parameters, params);
  begin(cx, { class: node, node: entry.node, result: entry.result }, params);
  if (!cx.isEnded) leave(cx, entry.origin);
}

/** The body of a constructor whose parameters are bound. */
function begin(cx: Lowering, head: Omit<Construction, "fields" | "isOpen">, params: readonly ValueId[]): void {
  const { node } = head;
  const declaration = cx.ts.isConstructorDeclaration(node) ? node : undefined;
  cx.construction = { ...head, fields: fieldsOfClass(cx, head.class), isOpen: true };
  const base = cx.file.classes.baseOf(head.class);
  if (base === "none") initialise(cx, head.class);
  else if (!declaration) superCall(cx, params, node);
  for (const statement of declaration?.body?.statements ?? []) {
    if (cx.isEnded) break;
    if (usesWhole(cx, statement)) close(cx, statement);
    cx.statement(statement);
  }
}

/**
 * A constructor in the place of its call: where it is given functions, fields hold them, and whoever has the instance knows which.
 * Undefined where it cannot stand there.
 */
export function expandConstruction(
  cx: Lowering,
  entry: FunctionEntry,
  { cls, args, call, isBase }: ExpandedCall,
): Instance | undefined {
  const { ts } = cx;
  const { node } = entry;
  const declaration = ts.isConstructorDeclaration(node) ? node : undefined;
  if (cx.constructing.has(cls) || (declaration && returns(cx, declaration))) return undefined;
  const origin = cx.origin(call);
  const fields = fieldsOfClass(cx, cls);
  const symbols = [...fields.values()].map((field) => cx.file.fieldVariable(field));
  const own = new Set([
    ...(declaration ? variablesOf(cx, declaration) : []),
    ...symbols,
    cx.file.classes.receiverOf(node),
  ]);
  const before = new Map([...own].map((symbol) => [symbol, cx.env.get(symbol)]));
  const outer = { construction: cx.construction, targets: cx.targets.splice(0), names: cx.pendingNames };
  cx.constructing.add(cls);
  cx.pendingNames = [];
  const body = {
    node,
    sourceFile: node.getSourceFile(),
    result: entry.result,
    assignedIn: cx.file.assignedAround(node),
  };
  const made = cx.expanding({ ...body, expansion: { origin, leave: () => undefined } }, (): Instance => {
    if (declaration) bindParameters(cx, entry.parameters, args);
    begin(cx, { class: cls, node, result: entry.result }, args);
    const values = [...fields].flatMap(([name, field]): [string, ValueId][] => {
      const value = fieldValue(cx, field, origin);
      return value === undefined ? [] : [[name, value]];
    });
    return { value: isBase ? undefined : instance(cx, origin), fields: new Map(values) };
  });
  cx.constructing.delete(cls);
  cx.construction = outer.construction;
  cx.targets.push(...outer.targets);
  cx.pendingNames = outer.names;
  for (const [symbol, old] of before) {
    if (old === undefined) cx.env.delete(symbol);
    else cx.env.set(symbol, old);
  }
  return made;
}

function returns(cx: Lowering, declaration: ts.ConstructorDeclaration): boolean {
  let found = false;
  if (declaration.body)
    eachNode(cx.ts, declaration.body, (node) => {
      if (cx.ts.isReturnStatement(node)) found = true;
      return cx.ts.isFunctionLike(node) || cx.ts.isTypeNode(node) ? false : undefined;
    });
  return found;
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
  const at = cx.construction!.node;
  const declaration = ts.isConstructorDeclaration(at) ? at : undefined;
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
  cx.env.set(cx.file.classes.receiverOf(construction.node), made);
}

function receiver(cx: Lowering): ValueId {
  return cx.env.get(cx.file.classes.receiverOf(cx.construction!.node))!;
}

function instance(cx: Lowering, origin: Origin): ValueId {
  const { construction } = cx;
  if (!construction?.isOpen) return receiver(cx);
  const { result } = construction;
  const found = [...construction.fields].flatMap(([name, field]): [string, ValueId][] => {
    const value = fieldValue(cx, field, origin);
    return value === undefined ? [] : [[name, value]];
  });
  const kept = withLeftOut(cx, keep(cx, found), found);
  const fields = found.map(([name], i) => ({ name, value: kept.values[i]! }));
  const isInstance = result.kind === "record" || result.kind === "named";
  const named = isInstance ? result.text?.replace(/<.*$/, "") : undefined;
  const symbol = construction.class.name && cx.oracle.symbolAt(construction.class.name);
  const text =
    named !== undefined && symbol ? outsideName(cx, symbol, construction.class.name ?? construction.class) : named;
  const made = cx.at.construct(text === undefined ? undefined : { text }, fields, result, origin);
  cx.classOf.set(made, construction.class);
  return noteKept(cx, made, kept);
}

/** A function that may be left out and is: calls are told so. */
function withLeftOut(cx: Lowering, kept: Kept, fields: readonly (readonly [string, ValueId])[]): Kept {
  const leftOut = fields.filter(([name, value]) => {
    const field = cx.construction?.fields.get(name);
    const type = field && nonNullish(cx.file.variableType(cx.file.fieldVariable(field)));
    return cx.typeOf(value).kind === "undefined" && type?.kind === "opaque";
  });
  return { ...kept, members: new Map([...kept.members, ...leftOut]) };
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
