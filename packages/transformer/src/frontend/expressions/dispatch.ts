/**
 * Which member of a class runs: the one that the class of the receiver has. Where that is not certain it is asked for at run time, among
 * the classes of the program; an instance of any other throws.
 */
import type ts from "typescript";
import { stringText } from "../../base/string-text.ts";
import { branch } from "../branch.ts";
import type { ValueId } from "../../ir/ir.ts";
import { booleanType, fieldType, opaqueType, sameType, unionOf } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import type { ClassNode, MemberKind } from "../classes.ts";
import { nameOfClass } from "../classes.ts";
import { withoutLiterals } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import { outsideName } from "../module-value.ts";
import { bare } from "../syntax.ts";

export type Member = ts.MethodDeclaration | ts.AccessorDeclaration;
export type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

/** What stands under a name for one class that the receiver can be an instance of. */
export interface Target {
  /** Undefined: a field. */
  readonly member: Member | undefined;
  readonly exact: ClassNode | undefined;
  /** Where the receiver can be of several classes: this one. */
  readonly of: ClassNode | undefined;
  /** Whether it is this class itself that is asked for: what extends it may have another member. */
  readonly isExact: boolean;
}

/** What is done with a receiver, once, or once in each branch where it can be of several classes. */
export function onEach(
  cx: Lowering,
  targets: readonly Target[],
  self: ValueId,
  node: ts.Expression,
  call: (target: Target, self: ValueId) => ValueId,
): ValueId {
  const known = targetOfClass(cx, targets, cx.classOf.get(self));
  if (known) return call(known, self);
  const origin = cx.origin(node);
  const asked = targets.filter(({ isExact }) => isExact).length;
  const kind = asked > 1 && !cx.poison.has(self) ? kindOf(cx, self, node) : undefined;
  const from = (i: number): ValueId => {
    const target = targets[i];
    if (!target) return throwUnknown(cx, targets, node);
    if (!target.of || cx.poison.has(self)) return call(target, self);
    const own = cx.file.instanceType(target.of);
    const isSeen = sameType(cx.typeOf(self), own);
    const one = (): ValueId => call(target, isSeen ? self : cx.at.cast(self, own, origin, cx.fn.nameOf(self)));
    const isLast = i === targets.length - 1;
    if (!target.isExact && isLast) return one();
    const next = (): ValueId => from(i + 1);
    const condition = isInstance(cx, { self, kind }, target, { isNegated: isLast, node });
    const [then, otherwise] = isLast ? [next, one] : [one, next];
    const type = (types: readonly Type[]): Type => unionOf(types.map(withoutLiterals));
    const value = branch(cx, { condition, assigned: new Set(), origin, then, else: otherwise, type });
    return value ?? self;
  };
  return from(0);
}

/** What a class has, where it is known which: its own, or that of the nearest class it extends. */
function targetOfClass(cx: Lowering, targets: readonly Target[], cls: ClassNode | undefined): Target | undefined {
  if (!cls || targets.length < 2) return undefined;
  const isOwn = targets.find(({ of }) => of === cls);
  if (isOwn) return isOwn;
  const base = cx.file.classes.baseOf(cls);
  return typeof base === "object"
    ? targetOfClass(
        cx,
        targets.filter(({ isExact }) => !isExact),
        base,
      )
    : undefined;
}

/** The last way: an object of no class that the program has. */
function throwUnknown(cx: Lowering, targets: readonly Target[], node: ts.Expression): ValueId {
  const origin = cx.origin(node);
  const names = targets.map(({ of }) => (of ? nameOfClass(cx.ts, of) : "")).join(", ");
  const receiver = cx.ts.isCallExpression(node) ? bare(cx.ts, node.expression) : node;
  const holder = cx.ts.isPropertyAccessExpression(receiver) ? receiver.expression.getText() : receiver.getText();
  const message = stringText(`${holder} is of another class than ${names}`);
  const error = cx.opaque([`new TypeError(${message})`], node, { type: opaqueType("TypeError"), effect: "pure" });
  cx.leave({ kind: "throw", value: error, origin });
  return cx.undefined(origin);
}

/** What made an object. In a variable of its own: TypeScript would narrow the object by its property, and lose an interface. */
function kindOf(cx: Lowering, self: ValueId, node: ts.Node): ValueId {
  const kind = cx.opaque([self, ".constructor"], node, { type: opaqueType("Function"), effect: "pure" });
  return cx.name(kind, "kind");
}

function isInstance(
  cx: Lowering,
  { self, kind }: { readonly self: ValueId; readonly kind: ValueId | undefined },
  { of: cls, isExact }: Target,
  { isNegated, node }: { readonly isNegated: boolean; readonly node: ts.Node },
): ValueId {
  const symbol = cls?.name && cx.oracle.symbolAt(cls.name);
  if (!symbol) {
    const text = cls ? nameOfClass(cx.ts, cls) : "the class";
    return cx.refuse("AD2034", node, `\`${text}\` has no name to be told by`);
  }
  const name = outsideName(cx, symbol, node);
  const test = { type: booleanType, effect: "pure" as const };
  if (!isExact) return cx.opaque([self, ` instanceof ${name}`], node, { ...test, precedence: 9 });
  const equals = isNegated ? "!==" : "===";
  return kind === undefined
    ? cx.opaque(["Object.getPrototypeOf(", self, `) ${equals} ${name}.prototype`], node, { ...test, precedence: 8 })
    : cx.opaque([kind, ` ${equals} ${name}`], node, { ...test, precedence: 8 });
}

/** Which member is asked for: under what name, on what, and the one that the checker sees, if that is one of a class. */
export interface Asked {
  readonly name: string;
  readonly kind: MemberKind;
  readonly receiver: ts.Expression;
  readonly declared: Member | undefined;
}

/** The members that a receiver can have under a name, by its class; none where that is not known. */
export function targetsOf(cx: Lowering, asked: Asked): readonly Target[] {
  const receiver = bare(cx.ts, asked.receiver);
  const isPlain = asked.declared !== undefined && !cx.ts.isClassLike(asked.declared.parent);
  const isKnown =
    isPlain ||
    receiver.kind === cx.ts.SyntaxKind.SuperKeyword ||
    (asked.declared !== undefined && cx.ts.isPrivateIdentifier(asked.declared.name)) ||
    exactClass(cx, receiver) !== undefined;
  const all = isKnown ? undefined : classesOf(cx, receiver, asked);
  if (all === undefined) {
    const found = memberOf(cx, { ...asked, receiver });
    return found ? [{ ...found, of: undefined, isExact: false }] : [];
  }
  const depth = ({ cls }: Candidate): number => {
    const base = cx.file.classes.baseOf(cls);
    return typeof base === "object" ? 1 + depth({ cls: base, isExact: false }) : 0;
  };
  // An instance of a class is one of its base class too: that is asked last, and who asks for a class itself first.
  const order = (one: Candidate): number => (one.isExact ? -1000 : 0) - depth(one);
  const targets = all
    .toSorted((a, b) => order(a) - order(b))
    .map((one): Target | undefined => {
      const found = one.isExact ? ownMember(cx, one.cls, asked) : memberOf(cx, { ...asked, receiver }, one.cls);
      return found && { ...found, of: one.cls, isExact: one.isExact };
    });
  return targets.every((target) => target !== undefined) ? targets : [];
}

interface Candidate {
  readonly cls: ClassNode;
  readonly isExact: boolean;
}

/** The classes that a receiver may have; undefined where there is one, and nothing that extends it has another member. */
function classesOf(cx: Lowering, receiver: ts.Expression, { name, kind }: Asked): readonly Candidate[] | undefined {
  const { classes } = cx.file;
  const types = cx.oracle.membersAt(receiver);
  const candidates = types.flatMap((type): readonly Candidate[] => {
    const symbol = type.getSymbol();
    const declaration = symbol?.valueDeclaration;
    const family = classes.familyOf(symbol);
    const cls = declaration && cx.ts.isClassLike(declaration) ? declaration : undefined;
    const isOpen = cls === undefined || classes.isOverridden(cls, name, kind) || isAbstract(cx, cls, name);
    if (family && isOpen) return family.map((one) => ({ cls: one, isExact: true }));
    return cls ? [{ cls, isExact: false }] : [];
  });
  if (types.length === 1 && candidates.length === 1 && candidates[0]?.isExact !== true) return undefined;
  // A union of classes of which one extends another: each is there already.
  const listed = types.length > 1 && types.every((type) => isListed(cx, type, types));
  if (!listed) return candidates.filter((one, i) => candidates.findIndex(({ cls }) => cls === one.cls) === i);
  return types.flatMap((type) => {
    const declaration = type.getSymbol()?.valueDeclaration;
    return declaration && cx.ts.isClassLike(declaration) ? [{ cls: declaration, isExact: false }] : [];
  });
}

/** Whether all that extends a member of a union is a member of it, too. */
function isListed(cx: Lowering, type: ts.Type, all: readonly ts.Type[]): boolean {
  const declaration = type.getSymbol()?.valueDeclaration;
  if (!declaration || !cx.ts.isClassLike(declaration)) return false;
  const others = new Set(all.map((one) => one.getSymbol()?.valueDeclaration));
  return cx.file.classes.derivedOf(declaration).every((one) => others.has(one));
}

function isAbstract(cx: Lowering, cls: ClassNode, name: string): boolean {
  const { classes } = cx.file;
  return classes.memberOf(cls, name, "method") === undefined && classes.memberOf(cls, name, "get") === undefined;
}

/** What an instance of exactly a class has under a name; a field only where it is read. */
function ownMember(cx: Lowering, cls: ClassNode, { name, kind }: Asked): Pick<Target, "member" | "exact"> | undefined {
  const member = cx.file.classes.memberOf(cls, name, kind);
  if (member) {
    const matters = cls !== member.parent || cx.file.classes.derivedOf(cls).length > 0;
    return { member, exact: matters && cx.file.classes.isDispatching(member) ? cls : undefined };
  }
  const isField = fieldType(cx.file.instanceType(cls), name, cx.fn.types) !== undefined;
  return isField && kind !== "method" ? { member: undefined, exact: undefined } : undefined;
}

/**
 * The member that a receiver has for a declared one. Its class is known where it was just made, in a function made for one class, and
 * where no class of the program puts another member in its place. `among`: one class of several, where it is of none asked before.
 */
function memberOf(
  cx: Lowering,
  { declared, name, kind, receiver }: Asked,
  among?: ClassNode,
): Pick<Target, "member" | "exact"> | undefined {
  const { ts } = cx;
  const { classes } = cx.file;
  const owner = declared?.parent;
  if (declared && owner && !ts.isClassLike(owner)) return { member: declared, exact: undefined };
  const isSuper = receiver.kind === ts.SyntaxKind.SuperKeyword;
  const declaredClass = among ?? cx.oracle.classAt(receiver) ?? (owner && ts.isClassLike(owner) ? owner : undefined);
  if (!declaredClass) return undefined;
  const isLast = classes.derivedOf(declaredClass).length === 0;
  const exact = isSuper ? exactReceiver(cx) : (exactClass(cx, receiver) ?? (isLast ? declaredClass : undefined));
  const known = (member: Member | undefined): { member: Member; exact: ClassNode | undefined } | undefined => {
    if (!member?.body) return undefined;
    const from = member.parent as ClassNode;
    const matters = exact !== undefined && (exact !== from || classes.derivedOf(from).length > 0);
    return { member, exact: matters ? exact : undefined };
  };
  if (isSuper || (declared && ts.isPrivateIdentifier(declared.name))) return known(declared);
  if (exact)
    return known(classes.memberOf(exact, name, kind)) ?? ownMember(cx, exact, { declared, name, kind, receiver });
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

export function refuseDynamic(cx: Lowering, node: ts.Expression, name: string): ValueId {
  return cx.refuse(
    "AD2031",
    node,
    `which \`${name}\` is called depends on the class that the object turns out to have`,
  );
}
