/** `this`, and members of classes: which function a method or accessor is, and calls of it. */
import type ts from "typescript";
import { branch } from "../branch.ts";
import type { Element, ValueId } from "../../ir/ir.ts";
import { booleanType, unionOf } from "../../ir/types.ts";
import type { ClassNode, MemberKind } from "../classes.ts";
import { isStatic, nameOfClass } from "../classes.ts";
import type { Lowering } from "../lowering.ts";
import { outsideName } from "../module-value.ts";
import { specialise } from "../specialise.ts";
import { substitutionFor } from "../substitution.ts";
import { bare, hasModifier } from "../syntax.ts";
import { lowerElements } from "./elements.ts";
import { accessorOf } from "./bound-function.ts";
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

type Member = ts.MethodDeclaration | ts.AccessorDeclaration;

/** `o.m(…)`, `C.m(…)`, `super.m(…)`. `receiver` is the value that the method belongs to, where it is at hand. */
export function callMethod(
  cx: Lowering,
  method: ts.MethodDeclaration,
  node: ts.CallExpression,
  receiver?: ValueId,
): ValueId {
  const { ts } = cx;
  const callee = bare(ts, node.expression) as Access;
  const givenFor = (member: Member): readonly Element[] => {
    const substitution = substitutionFor(cx, { node: member, outer: undefined }, node, undefined);
    const written = cx.file.typeLowering.under(substitution, () => cx.file.parametersOf(member));
    const parameters = overloaded(written, overloadAt(cx, member, node));
    return lowerElements(cx, node.arguments, (i) => typeOfArgument(parameters, i));
  };
  if (isStatic(ts, method)) {
    return callMember(cx, { member: method, exact: undefined }, undefined, { node, given: givenFor(method) });
  }
  const targets = targetsOf(cx, method, "method", callee);
  const [first] = targets;
  if (!first) return refuseDynamic(cx, callee, method.name.getText());
  const self = receiver ?? receiverOf(cx, callee.expression);
  const given = givenFor(first.member);
  return onEach(cx, targets, self, node, (target, own) => callMember(cx, target, own, { node, given }));
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
  if (isStatic(ts, getter)) return callMember(cx, { member: getter, exact: undefined }, undefined, { node, given: [] });
  if (!ts.isClassLike(getter.parent)) {
    const fn = accessorOf(cx, getter, ref ?? cx.expression(node.expression));
    return fn ? cx.closure(fn, [], node) : cx.refuse("AD2008", node, `\`${node.getText()}\` is not at hand here`);
  }
  const targets = targetsOf(cx, getter, "get", node);
  if (targets.length === 0) return refuseDynamic(cx, node, getter.name.getText());
  const self = ref ?? receiverOf(cx, node.expression);
  return onEach(cx, targets, self, node, (target, own) => callMember(cx, target, own, { node, given: [] }));
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
  const targets = setter && !isStatic(ts, setter) ? targetsOf(cx, setter, "set", node) : [];
  if (targets.length === 0) {
    cx.refuse("AD2008", node, `the accessor \`${node.getText()}\` cannot be followed`);
    return;
  }
  const given: readonly Element[] = [{ kind: "value", value }];
  onEach(cx, targets, ref, node, (target, own) => callMember(cx, target, own, { node, given }));
}

type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

/** The value in front of the dot; `super` is `this` under another name. */
function receiverOf(cx: Lowering, node: ts.Expression): ValueId {
  return node.kind === cx.ts.SyntaxKind.SuperKeyword ? lowerThis(cx, node) : cx.expression(node);
}

/** What a call on a receiver runs, for one class that it can be an instance of. */
interface Target {
  readonly member: Member;
  readonly exact: ClassNode | undefined;
  /** Where the receiver can be of several classes: this one. */
  readonly of: ClassNode | undefined;
}

/** A call of a member with its arguments; a static one has no receiver. */
function callMember(
  cx: Lowering,
  { member, exact }: Pick<Target, "member" | "exact">,
  receiver: ValueId | undefined,
  { node, given }: { readonly node: ts.Expression; readonly given: readonly Element[] },
): ValueId {
  const { file } = cx;
  const owner = member.parent;
  if (receiver !== undefined && cx.ts.isClassLike(owner) && owner.typeParameters) {
    return cx.refuse("AD2009", node, `the class \`${nameOfClass(cx.ts, owner)}\` is generic`);
  }
  const overload = cx.ts.isCallExpression(node) ? overloadAt(cx, member, node) : undefined;
  const types = given.map(({ value }) => cx.typeOf(value));
  const substitution = substitutionFor(cx, { node: member, outer: undefined }, node, types);
  const self = receiver === undefined ? undefined : file.receiverOf(member, exact);
  const written = overloaded(
    file.typeLowering.under(substitution, () => file.parametersOf(member)),
    overload,
  );
  const captures = file.captures.of(member);
  const origin = cx.origin(node);
  const passed: ValueId[] = [];
  if (receiver !== undefined && self) {
    if (cx.poison.has(receiver)) return receiver;
    passed.push(cx.coerce(receiver, self.type, origin));
  }
  passed.push(...fitArguments(cx, written, given, node), ...capturedBy(cx, { captures }, node));
  const declared = [...(self ? [self] : []), ...written];
  const names = [...declared, ...captures].map(({ name }) => name);
  const mark = exact ? `.${nameOfClass(cx.ts, exact)}${exact.pos}` : "";
  const target = { node: member, substitution, mark, result: overload?.result, parameters: declared };
  const special = specialise(cx, target, passed, names);
  const entry = special
    ? file.specialEntryOf({ node: member, exact }, cx.entry.id, special.specialisation)
    : file.entryOf(member, cx.entry.id, exact);
  return cx.at.call(entry.id, special?.values ?? passed, entry.result, origin);
}

/** One call, or one in each branch where the receiver can be of several classes. */
function onEach(
  cx: Lowering,
  targets: readonly Target[],
  self: ValueId,
  node: ts.Expression,
  call: (target: Target, self: ValueId) => ValueId,
): ValueId {
  const origin = cx.origin(node);
  const from = (i: number): ValueId => {
    const target = targets[i]!;
    if (!target.of || cx.poison.has(self)) return call(target, self);
    const type = cx.file.instanceType(target.of);
    const one = (): ValueId => call(target, cx.at.cast(self, type, origin, cx.fn.nameOf(self)));
    if (i === targets.length - 1) return one();
    const value = branch(cx, {
      condition: isInstance(cx, self, target.of, node),
      assigned: new Set(),
      origin,
      then: one,
      else: () => from(i + 1),
      type: unionOf,
    });
    return value ?? self;
  };
  return from(0);
}

function isInstance(cx: Lowering, self: ValueId, cls: ClassNode, node: ts.Node): ValueId {
  const symbol = cls.name && cx.oracle.symbolAt(cls.name);
  if (!symbol) return cx.refuse("AD2034", node, `\`${nameOfClass(cx.ts, cls)}\` has no name to be told by`);
  const name = outsideName(cx, symbol, node);
  return cx.opaque([self, ` instanceof ${name}`], node, { type: booleanType, effect: "pure", precedence: 9 });
}

/** The members that a receiver can have for a declared one, by its class; none where that is not known. */
function targetsOf(cx: Lowering, declared: Member, kind: MemberKind, callee: Access): readonly Target[] {
  const receiver = bare(cx.ts, callee.expression);
  const classes = exactClass(cx, receiver) ? undefined : cx.oracle.classesAt(receiver);
  if (classes === undefined) {
    const found = memberOf(cx, declared, kind, receiver);
    return found ? [{ ...found, of: undefined }] : [];
  }
  const depth = (cls: ClassNode): number => {
    const base = cx.file.classes.baseOf(cls);
    return typeof base === "object" ? 1 + depth(base) : 0;
  };
  // An instance of a class is one of its base class too: that is asked last.
  const targets = classes
    .toSorted((a, b) => depth(b) - depth(a))
    .map((of) => {
      const found = memberOf(cx, declared, kind, receiver, { of, others: classes });
      return found && { ...found, of };
    });
  return targets.every((target) => target !== undefined) ? targets : [];
}

/**
 * The member that a receiver has for a declared one. Its class is known where it was just made, in a function made for one class, and
 * where no class of the program puts another member in its place. `among`: one class of several, where it is of none asked before.
 */
function memberOf(
  cx: Lowering,
  declared: Member,
  kind: MemberKind,
  receiver: ts.Expression,
  among?: { readonly of: ClassNode; readonly others: readonly ClassNode[] },
): { readonly member: Member; readonly exact: ClassNode | undefined } | undefined {
  const { ts } = cx;
  const { classes } = cx.file;
  const owner = declared.parent;
  if (!ts.isClassLike(owner)) return { member: declared, exact: undefined };
  const name = declared.name.getText();
  const isSuper = receiver.kind === ts.SyntaxKind.SuperKeyword;
  const declaredClass = among?.of ?? cx.oracle.classAt(receiver) ?? owner;
  const isLast = classes.derivedOf(declaredClass).length === 0;
  const exact = isSuper ? exactReceiver(cx) : (exactClass(cx, receiver) ?? (isLast ? declaredClass : undefined));
  const known = (member: Member | undefined): { member: Member; exact: ClassNode | undefined } | undefined => {
    if (!member?.body) return undefined;
    const from = member.parent as ClassNode;
    const matters = exact !== undefined && (exact !== from || classes.derivedOf(from).length > 0);
    return { member, exact: matters ? exact : undefined };
  };
  if (isSuper || ts.isPrivateIdentifier(declared.name)) return known(declared);
  if (exact) return known(classes.memberOf(exact, name, kind));
  if (classes.isOverridden(declaredClass, name, kind, among?.others)) return undefined;
  return known(classes.memberOf(declaredClass, name, kind) ?? declared);
}

/** The class of `this`, where it is certain. */
function exactReceiver(cx: Lowering): ClassNode | undefined {
  const { constructs, exact, node } = cx.entry;
  const own = cx.ts.isClassLike(node.parent) ? node.parent : undefined;
  const isLast = own !== undefined && cx.file.classes.derivedOf(own).length === 0;
  return constructs ?? exact ?? (isLast ? own : undefined);
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
