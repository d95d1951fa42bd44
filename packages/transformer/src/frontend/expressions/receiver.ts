/** `this`, and members of classes: which function a method or accessor is, and calls of it. */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import type { ClassNode, MemberKind } from "../classes.ts";
import { isStatic, nameOfClass } from "../classes.ts";
import type { Lowering } from "../lowering.ts";
import { specialise } from "../specialise.ts";
import { bare, hasModifier } from "../syntax.ts";
import type { EntryNode } from "../syntax.ts";
import { accessorOf } from "./bound-function.ts";
import { argumentsFor, capturedBy } from "./arguments.ts";

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

type Member = ts.MethodDeclaration | ts.AccessorDeclaration;

/** `o.m(…)`, `C.m(…)`, `super.m(…)`. `receiver` is the value that the method belongs to, where it is at hand. */
export function callMethod(
  cx: Lowering,
  method: ts.MethodDeclaration,
  node: ts.CallExpression,
  receiver?: ValueId,
): ValueId {
  const { ts } = cx;
  const callee = bare(ts, node.expression) as ts.PropertyAccessExpression | ts.ElementAccessExpression;
  if (isStatic(ts, method)) return callMember(cx, method, undefined, { node, args: node.arguments });
  const found = memberOf(cx, method, "method", callee);
  if (!found) return refuseDynamic(cx, callee, method.name.getText());
  const self = receiver ?? receiverOf(cx, callee.expression);
  return callMember(cx, found.member, { self, exact: found.exact }, { node, args: node.arguments });
}

/** Whether a member runs code, also where a mapped type makes it look like a field. */
export function isAccessor(ts: Lowering["ts"], { flags, valueDeclaration }: ts.Symbol): boolean {
  return (flags & ts.SymbolFlags.Accessor) !== 0 || (valueDeclaration !== undefined && ts.isAccessor(valueDeclaration));
}

/** What `o.x` reads through a getter. */
export function readAccessor(cx: Lowering, symbol: ts.Symbol, ref: ValueId | undefined, node: Access): ValueId {
  const { ts } = cx;
  const getter = symbol.declarations?.find(ts.isGetAccessorDeclaration);
  if (!getter?.body) return cx.refuse("AD2008", node, `the accessor \`${node.getText()}\` cannot be found`);
  if (isStatic(ts, getter)) return callMember(cx, getter, undefined, { node, args: [] });
  if (!ts.isClassLike(getter.parent)) {
    const fn = accessorOf(cx, getter, ref ?? cx.expression(node.expression));
    return fn ? cx.closure(fn, [], node) : cx.refuse("AD2008", node, `\`${node.getText()}\` is not at hand here`);
  }
  const found = memberOf(cx, getter, "get", node);
  if (!found) return refuseDynamic(cx, node, getter.name.getText());
  const self = ref ?? receiverOf(cx, node.expression);
  return callMember(cx, found.member, { self, exact: found.exact }, { node, args: [] });
}

/** `o.x = value` through a setter. */
export function writeAccessor(cx: Lowering, symbol: ts.Symbol, ref: ValueId, value: ValueId, node: Access): void {
  const { ts } = cx;
  const setter = symbol.declarations?.find(ts.isSetAccessorDeclaration);
  if (setter && !ts.isClassLike(setter.parent)) {
    const fn = accessorOf(cx, setter, ref);
    if (fn) cx.closure(fn, [value], node);
    else cx.refuse("AD2008", node, `\`${node.getText()}\` is not at hand here`);
    return;
  }
  const found = setter && !isStatic(ts, setter) ? memberOf(cx, setter, "set", node) : undefined;
  if (!found) {
    cx.refuse("AD2008", node, `the accessor \`${node.getText()}\` cannot be followed`);
    return;
  }
  const entry = cx.file.entryOf(found.member, cx.entry.id, found.exact);
  const [self, parameter] = entry.parameters;
  if (!self || !parameter) return;
  const origin = cx.origin(node);
  const args = [cx.coerce(ref, self.type, origin), cx.coerce(value, parameter.type, origin)];
  cx.at.call(entry.id, args, entry.result, origin);
}

type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

/** The value in front of the dot; `super` is `this` under another name. */
function receiverOf(cx: Lowering, node: ts.Expression): ValueId {
  return node.kind === cx.ts.SyntaxKind.SuperKeyword ? lowerThis(cx, node) : cx.expression(node);
}

function callMember(
  cx: Lowering,
  member: Member,
  receiver: { readonly self: ValueId; readonly exact: ClassNode | undefined } | undefined,
  { node, args }: { readonly node: ts.Expression; readonly args: readonly ts.Expression[] },
): ValueId {
  const { file } = cx;
  const own = member as Exclude<EntryNode, ClassNode>;
  const exact = receiver?.exact;
  const self = file.receiverOf(own, exact);
  const written = file.parametersOf(own);
  const captures = file.captures.of(own);
  const origin = cx.origin(node);
  const passed: ValueId[] = [];
  if (receiver && self) {
    if (cx.poison.has(receiver.self)) return receiver.self;
    passed.push(cx.coerce(receiver.self, self.type, origin));
  }
  passed.push(...argumentsFor(cx, { parameters: written }, args, node));
  passed.push(...capturedBy(cx, { captures }, node));
  const declared = [...(self ? [self] : []), ...written];
  const names = [...declared, ...captures].map(({ name }) => name);
  const mark = exact ? `.${nameOfClass(cx.ts, exact)}${exact.pos}` : "";
  const special = specialise(cx, { node: own, substitution: undefined, mark, parameters: declared }, passed, names);
  const entry = special
    ? file.specialEntryOf({ node: own, exact }, cx.entry.id, special.specialisation)
    : file.entryOf(own, cx.entry.id, exact);
  return cx.at.call(entry.id, special?.values ?? passed, entry.result, origin);
}

/**
 * The member that a receiver has for a declared one. Its class is known where it was just made, in a function made for one class, and
 * where no class of the program puts another member in its place.
 */
function memberOf(
  cx: Lowering,
  declared: Member,
  kind: MemberKind,
  callee: Access,
): { readonly member: Member; readonly exact: ClassNode | undefined } | undefined {
  const { ts } = cx;
  const { classes } = cx.file;
  const owner = declared.parent;
  if (!ts.isClassLike(owner)) return { member: declared, exact: undefined };
  const name = declared.name.getText();
  const receiver = bare(ts, callee.expression);
  const isSuper = receiver.kind === ts.SyntaxKind.SuperKeyword;
  const declaredClass = cx.oracle.classAt(receiver) ?? owner;
  const isLast = classes.derivedOf(declaredClass).length === 0;
  const exact = isSuper ? cx.entry.exact : (exactClass(cx, receiver) ?? (isLast ? declaredClass : undefined));
  const known = (member: Member | undefined): { member: Member; exact: ClassNode | undefined } | undefined => {
    if (!member?.body) return undefined;
    const from = member.parent as ClassNode;
    const matters = exact !== undefined && (exact !== from || classes.derivedOf(from).length > 0);
    return { member, exact: matters ? exact : undefined };
  };
  if (isSuper || ts.isPrivateIdentifier(declared.name)) return known(declared);
  if (exact) return known(classes.memberOf(exact, name, kind));
  if (classes.isOverridden(declaredClass, name, kind)) return undefined;
  return known(classes.memberOf(declaredClass, name, kind) ?? declared);
}

/** The class of which an expression certainly is an instance, and of none that extends it. */
function exactClass(cx: Lowering, expression: ts.Expression, depth = 0): ClassNode | undefined {
  const { ts } = cx;
  const node = bare(ts, expression);
  if (ts.isNewExpression(node)) return cx.file.classes.classBehind(node.expression);
  // A constructor that uses the instance is never that of a base class (constructInstance).
  if (node.kind === ts.SyntaxKind.ThisKeyword) return cx.entry.constructs ?? cx.entry.exact;
  if (!ts.isIdentifier(node) || depth > 50) return undefined;
  const declaration = cx.oracle.symbolAt(node)?.valueDeclaration;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return undefined;
  const isConst = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  return isConst ? exactClass(cx, declaration.initializer, depth + 1) : undefined;
}

function refuseDynamic(cx: Lowering, node: ts.Expression, name: string): ValueId {
  return cx.refuse(
    "AD2031",
    node,
    `which \`${name}\` is called depends on the class that the object turns out to have`,
  );
}

/** A static field: a constant or variable that the class holds. */
export function staticField(cx: Lowering, node: ts.PropertyAccessExpression): ts.PropertyDeclaration | undefined {
  const { ts } = cx;
  const declaration = cx.oracle.symbolAt(node.name)?.valueDeclaration;
  const isField =
    declaration && ts.isPropertyDeclaration(declaration) && hasModifier(declaration, ts.SyntaxKind.StaticKeyword);
  return isField && ts.isClassLike(declaration.parent) ? declaration : undefined;
}
