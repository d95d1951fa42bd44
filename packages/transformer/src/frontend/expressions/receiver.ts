/** `this`, and members of classes: which function a method or accessor is, and calls of it. */
import type ts from "typescript";
import type { Element, ValueId } from "../../ir/ir.ts";
import { fieldType, undefinedType } from "../../ir/types.ts";
import { isStatic, nameOfClass } from "../classes.ts";
import { receiverSubstitution } from "../class-types.ts";
import { nonNullish } from "../type-predicates.ts";
import type { Substitution } from "../type-memory.ts";
import type { Lowering } from "../lowering.ts";
import { isWrappedTooOften, specialise, wrappedTooOften } from "../specialise.ts";
import { substitutionFor } from "../substitution.ts";
import { bare, hasModifier } from "../syntax.ts";
import { lowerElements } from "./elements.ts";
import { accessorOf } from "./bound-function.ts";
import { keepMembers } from "./function-field.ts";
import { onEach, refuseDynamic, targetsOf } from "./dispatch.ts";
import type { Access, Member, Target } from "./dispatch.ts";
import { capturedBy, fitArguments, overloadAt, overloaded, typeOfArgument } from "./arguments.ts";

export function lowerThis(cx: Lowering, node: ts.Node): ValueId {
  const symbol = cx.file.classes.thisSymbol(node);
  const held = symbol && cx.env.get(symbol);
  return held ?? cx.refuse("AD2006", node, "what `this` is, is not known here");
}

/** A field of the instance under construction, or undefined where `node` is none. */
export function fieldVariable(cx: Lowering, node: ts.Expression): ts.Symbol | undefined {
  const { ts } = cx;
  if (!cx.construction?.isOpen || !ts.isPropertyAccessExpression(node)) return undefined;
  if (node.expression.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  const field = cx.file.classes.fieldAt(node);
  return field && cx.file.fieldVariable(field);
}

/** `o.m(…)`, `C.m(…)`, `super.m(…)`. `receiver` is the value that the method belongs to, where it is at hand. */
export function callMethod(
  cx: Lowering,
  method: ts.MethodDeclaration,
  node: ts.CallExpression,
  receiver?: ValueId,
): ValueId {
  const { ts } = cx;
  if (isStatic(ts, method)) {
    return callMember(cx, { member: method, exact: undefined }, undefined, { node, given: givenFor(cx, method, node) });
  }
  return callAmong(cx, { name: method.name.getText(), declared: method }, node, receiver);
}

/** A call of the method that the class of the receiver has under a name. */
export function callAmong(
  cx: Lowering,
  { name, declared }: { readonly name: string; readonly declared: ts.MethodDeclaration | undefined },
  node: ts.CallExpression,
  receiver: ValueId | undefined,
): ValueId {
  const callee = bare(cx.ts, node.expression) as Access;
  const targets = targetsOf(cx, { name, kind: "method", receiver: callee.expression, declared });
  const first = targets[0]?.member;
  if (!first) return refuseDynamic(cx, callee, name);
  const self = receiver ?? receiverOf(cx, callee.expression);
  const given = givenFor(cx, first, node);
  return onEach(cx, targets, self, node, (target, own) => callMember(cx, target, own, { node, given }));
}

/** What the type parameters of a class are for the receiver of a call, or of an access. */
function substitutionAt(cx: Lowering, owner: ts.Node, node: ts.Expression): Substitution | undefined {
  const { ts } = cx;
  if (!ts.isClassLike(owner)) return undefined;
  const access = ts.isCallExpression(node) ? bare(ts, node.expression) : node;
  const isAccess = ts.isPropertyAccessExpression(access) || ts.isElementAccessExpression(access);
  return isAccess ? receiverSubstitution(cx.file, access.expression, owner) : undefined;
}

/** The arguments of a call, for the parameters of a member. */
function givenFor(cx: Lowering, member: Member, node: ts.CallExpression): readonly Element[] {
  const outer = isStatic(cx.ts, member) ? undefined : substitutionAt(cx, member.parent, node);
  const substitution = substitutionFor(cx, { node: member, outer }, node, undefined);
  const written = cx.file.typeLowering.under(substitution, () => cx.file.parametersOf(member));
  const parameters = overloaded(written, overloadAt(cx, member, node));
  return lowerElements(cx, node.arguments, (i) => typeOfArgument(parameters, i));
}

/** Whether a member runs code, also where a mapped type makes it look like a field. */
export function isAccessor(ts: Lowering["ts"], { flags, valueDeclaration }: ts.Symbol): boolean {
  return (flags & ts.SymbolFlags.Accessor) !== 0 || (valueDeclaration !== undefined && ts.isAccessor(valueDeclaration));
}

/** What `o.x` reads through a getter. */
export function readAccessor(cx: Lowering, symbol: ts.Symbol, ref: ValueId | undefined, node: Access): ValueId {
  const { ts } = cx;
  const getter = symbol.declarations?.find(ts.isGetAccessorDeclaration);
  if (getter && !getter.body && ts.isClassLike(getter.parent)) {
    return readAmong(cx, { name: getter.name.getText(), declared: getter }, ref, node);
  }
  if (!getter?.body) return cx.refuse("AD2008", node, `the accessor \`${node.getText()}\` cannot be found`);
  if (isStatic(ts, getter)) return callMember(cx, { member: getter, exact: undefined }, undefined, { node, given: [] });
  if (!ts.isClassLike(getter.parent)) {
    const fn = accessorOf(cx, getter, ref ?? cx.expression(node.expression));
    return fn ? cx.closure(fn, [], node) : cx.refuse("AD2008", node, `\`${node.getText()}\` is not at hand here`);
  }
  return readAmong(cx, { name: getter.name.getText(), declared: getter }, ref, node);
}

/** What the class of the receiver has under a name: a field, or what its getter gives. */
export function readAmong(
  cx: Lowering,
  { name, declared }: { readonly name: string; readonly declared: ts.AccessorDeclaration | undefined },
  ref: ValueId | undefined,
  node: Access,
): ValueId {
  const targets = targetsOf(cx, { name, kind: "get", receiver: node.expression, declared });
  if (targets.length === 0) return refuseDynamic(cx, node, name);
  const self = ref ?? receiverOf(cx, node.expression);
  return onEach(cx, targets, self, node, (target, own) => {
    if (target.member) return callMember(cx, target, own, { node, given: [] });
    const type = fieldType(cx.typeOf(own), name, cx.fn.types) ?? undefinedType;
    return cx.at.load(own, name, type, cx.origin(node));
  });
}

/** Whether the classes of a value have a getter under a name, some or all of them. */
export function isComputed(cx: Lowering, ref: ValueId, name: string, kind: "get" | "set"): boolean {
  const type = nonNullish(cx.typeOf(ref));
  const shape = type.kind === "named" ? cx.fn.types.get(type.name)?.type : type;
  if (shape?.kind !== "union") return false;
  return shape.members.some((member) => {
    const record = member.kind === "named" ? cx.fn.types.get(member.name)?.type : member;
    const cls = record?.kind === "record" ? cx.file.typeLowering.classOf(record) : undefined;
    return cls !== undefined && cx.file.classes.memberOf(cls, name, kind) !== undefined;
  });
}

/** `o.x = value` through a setter. */
export function writeAccessor(
  cx: Lowering,
  symbol: ts.Symbol,
  ref: ValueId,
  value: ValueId,
  node: ts.PropertyAccessExpression,
): void {
  const { ts } = cx;
  const setter = symbol.declarations?.find(ts.isSetAccessorDeclaration);
  if (setter && !ts.isClassLike(setter.parent)) {
    const fn = accessorOf(cx, setter, ref);
    if (fn) cx.closure(fn, [value], node);
    else cx.refuse("AD2008", node, `\`${node.getText()}\` is not at hand here`);
    return;
  }
  const asked = { name: node.name.text, kind: "set", receiver: node.expression, declared: setter } as const;
  const targets = setter && !isStatic(ts, setter) ? targetsOf(cx, asked) : [];
  if (targets.length === 0 || targets.some(({ member }) => !member)) {
    cx.refuse("AD2008", node, `the accessor \`${node.getText()}\` cannot be followed`);
    return;
  }
  const given: readonly Element[] = [{ kind: "value", value }];
  onEach(cx, targets, ref, node, (target, own) => callMember(cx, target, own, { node, given }));
}

/** The value in front of the dot; `super` is `this` under another name. */
export function receiverOf(cx: Lowering, node: ts.Expression): ValueId {
  return node.kind === cx.ts.SyntaxKind.SuperKeyword ? lowerThis(cx, node) : cx.expression(node);
}

/** A call of a member with its arguments; a static one has no receiver. */
function callMember(
  cx: Lowering,
  { member, exact }: Pick<Target, "member" | "exact">,
  receiver: ValueId | undefined,
  { node, given }: { readonly node: ts.Expression; readonly given: readonly Element[] },
): ValueId {
  const { file } = cx;
  if (!member) return cx.refuse("AD2031", node, `\`${node.getText()}\` is a field of some classes`);
  const owner = member.parent;
  const outer = receiver === undefined ? undefined : substitutionAt(cx, owner, node);
  const overload = cx.ts.isCallExpression(node) ? overloadAt(cx, member, node) : undefined;
  const types = given.map(({ value }) => cx.typeOf(value));
  const substitution = substitutionFor(cx, { node: member, outer }, node, types);
  const self =
    receiver === undefined ? undefined : file.typeLowering.under(substitution, () => file.receiverOf(member, exact));
  const written = overloaded(
    file.typeLowering.under(substitution, () => file.parametersOf(member)),
    overload,
  );
  const captures = file.captures.of(member);
  const origin = cx.origin(node);
  const passed: ValueId[] = [];
  if (receiver !== undefined && self) {
    if (cx.poison.has(receiver)) return receiver;
    const own = cx.coerce(receiver, self.type, origin);
    keepMembers(cx, receiver, own);
    passed.push(own);
  }
  passed.push(...fitArguments(cx, written, given, node), ...capturedBy(cx, { captures }, node));
  const declared = [...(self ? [self] : []), ...written];
  const names = [...declared, ...captures].map(({ name }) => name);
  const mark = exact ? `.${nameOfClass(cx.ts, exact)}${exact.pos}` : "";
  const target = { node: member, substitution, mark, result: overload?.result, parameters: declared };
  if (isWrappedTooOften(cx, passed)) return cx.refuse("AD2011", node, wrappedTooOften);
  const special = specialise(cx, target, passed, names);
  const entry = special
    ? file.specialEntryOf({ node: member, exact }, cx.entry.id, special.specialisation)
    : file.entryOf(member, cx.entry.id, exact);
  return cx.at.call(entry.id, special?.values ?? passed, entry.result, origin);
}

/** A static field: a constant or variable that the class holds. */
export function staticField(cx: Lowering, node: ts.PropertyAccessExpression): ts.PropertyDeclaration | undefined {
  const { ts } = cx;
  const declaration = cx.oracle.symbolAt(node.name)?.valueDeclaration;
  const isField =
    declaration && ts.isPropertyDeclaration(declaration) && hasModifier(declaration, ts.SyntaxKind.StaticKeyword);
  return isField && ts.isClassLike(declaration.parent) ? declaration : undefined;
}
