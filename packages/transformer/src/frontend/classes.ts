/** Classes of the program: what they inherit, which of them could stand in for another, and what `this` means in them. */
import type ts from "typescript";
import type { Oracle } from "./oracle.ts";
import { bare, eachNode, hasModifier } from "./syntax.ts";

export type ClassNode = ts.ClassLikeDeclaration;

/** A field as a class declares it: a property, or a parameter of the constructor. */
export type FieldNode = ts.PropertyDeclaration | ts.ParameterDeclaration;

export type MemberKind = "method" | "get" | "set";

export class Classes {
  readonly #oracle: Oracle;
  readonly #thisOf = new Map<ts.Node, ts.Symbol>();
  readonly #fieldOf = new Map<ts.Node, ts.Symbol>();
  #derived: ReadonlyMap<ClassNode, readonly ClassNode[]> | undefined;
  #implementing: ReadonlyMap<ts.Symbol, ReadonlySet<ClassNode>> | undefined;
  readonly #familyOf = new Map<ts.Symbol, readonly ClassNode[] | undefined>();
  readonly #isDispatching = new Map<ts.Node, boolean>();

  constructor(oracle: Oracle) {
    this.#oracle = oracle;
  }

  /** The class that an expression certainly names: `C`, and `this` in a static member. */
  classBehind(expression: ts.Expression): ClassNode | undefined {
    const { ts } = this.#oracle;
    const node = bare(ts, expression);
    if (node.kind === ts.SyntaxKind.ThisKeyword) {
      const container = thisContainer(ts, node);
      return container && isStatic(ts, container) && ts.isClassLike(container.parent) ? container.parent : undefined;
    }
    if (ts.isClassExpression(node)) return node;
    if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return undefined;
    const symbol = this.#oracle.symbolAt(ts.isIdentifier(node) ? node : node.name);
    const declaration = symbol?.valueDeclaration;
    if (!declaration) return undefined;
    if (ts.isClassLike(declaration)) return declaration;
    const isConst =
      ts.isVariableDeclaration(declaration) && (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
    return isConst && declaration.initializer ? this.classBehind(declaration.initializer) : undefined;
  }

  /** What a class extends: a class, nothing, or something that is not known. */
  baseOf(node: ClassNode): ClassNode | "none" | "unknown" {
    const expression = this.heritageOf(node)?.expression;
    return expression ? (this.classBehind(expression) ?? "unknown") : "none";
  }

  /** Whether a class extends an error of the library, itself or through others: its instances are host objects, made to be thrown. */
  isError(node: ClassNode): boolean {
    const base = this.baseOf(node);
    if (typeof base === "object") return base !== node && this.isError(base);
    const expression = this.heritageOf(node)?.expression;
    const symbol = expression && this.#oracle.symbolAt(expression);
    return symbol !== undefined && symbol.name.endsWith("Error") && this.#oracle.isLibrarySymbol(symbol);
  }

  heritageOf(node: ClassNode): ts.ExpressionWithTypeArguments | undefined {
    const { ExtendsKeyword } = this.#oracle.ts.SyntaxKind;
    return node.heritageClauses?.find(({ token }) => token === ExtendsKeyword)?.types[0];
  }

  /** The classes of the program that extend a class, also through others. */
  derivedOf(node: ClassNode): readonly ClassNode[] {
    this.#derived ??= this.#findDerived();
    const found = new Set(this.#derived.get(node));
    for (const one of found) for (const more of this.#derived.get(one) ?? []) found.add(more);
    return [...found];
  }

  /** The member with a body that an instance of exactly this class has under a name. */
  memberOf(node: ClassNode, name: string, kind: MemberKind): ts.MethodDeclaration | ts.AccessorDeclaration | undefined {
    for (let at: ReturnType<Classes["baseOf"]> = node; typeof at === "object"; at = this.baseOf(at)) {
      const found = this.#ownMember(at, name, kind);
      if (found) return found;
    }
    return undefined;
  }

  /** Whether an instance that is only known to be of a class, and of none of some others, may have another member under a name. */
  isOverridden(node: ClassNode, name: string, kind: MemberKind, others: readonly ClassNode[] = []): boolean {
    return this.derivedOf(node).some(
      (derived) => !others.includes(derived) && this.#ownMember(derived, name, kind) !== undefined,
    );
  }

  /**
   * The classes of the program of which a value of this type may be an instance, where it depends on them what a member is: those that
   * implement an interface with methods, or extend a class and put members in the place of its own. Undefined for all other types.
   */
  familyOf(symbol: ts.Symbol | undefined): readonly ClassNode[] | undefined {
    if (!symbol) return undefined;
    if (!this.#familyOf.has(symbol)) {
      const { ts } = this.#oracle;
      const declaration = symbol.valueDeclaration;
      const all =
        declaration && ts.isClassLike(declaration) ? this.#familyOfClass(declaration) : this.#familyOfInterface(symbol);
      // What the type parameters of a generic class are depends on the instance.
      const isGood = all?.every((one) => !one.typeParameters) === true;
      const concrete = isGood ? all.filter((one) => !hasModifier(one, ts.SyntaxKind.AbstractKeyword)) : [];
      this.#familyOf.set(symbol, concrete.length > 0 ? concrete : undefined);
    }
    return this.#familyOf.get(symbol);
  }

  #familyOfClass(node: ClassNode): readonly ClassNode[] | undefined {
    const derived = this.derivedOf(node);
    const all = [node, ...derived];
    const isReplacing = (one: ClassNode): boolean =>
      one.members.some((member) => this.#isMember(member) && this.#isDeclaredAbove(one, member.name?.getText() ?? ""));
    return derived.some(isReplacing) ? all : undefined;
  }

  /** Whether a member is a method or an accessor of instances that another class can put one in the place of. */
  #isMember(member: ts.ClassElement): boolean {
    const { ts } = this.#oracle;
    if (isStatic(ts, member) || !member.name || ts.isPrivateIdentifier(member.name)) return false;
    return ts.isMethodDeclaration(member) || ts.isAccessor(member);
  }

  #isDeclaredAbove(node: ClassNode, name: string): boolean {
    for (let at = this.baseOf(node); typeof at === "object"; at = this.baseOf(at)) {
      if (at.members.some((member) => !isStatic(this.#oracle.ts, member) && member.name?.getText() === name))
        return true;
    }
    return false;
  }

  #familyOfInterface(symbol: ts.Symbol): readonly ClassNode[] | undefined {
    this.#implementing ??= this.#findImplementing();
    const own = this.#implementing.get(symbol);
    if (!own) return undefined;
    const all = [...new Set([...own].flatMap((one) => [one, ...this.derivedOf(one)]))];
    const names = new Set(this.#oracle.propertiesOf(this.#oracle.declaredTypeOf(symbol)).map(({ name }) => name));
    const isComputed = (one: ClassNode): boolean =>
      [...names].some((name) => this.memberOf(one, name, "method") ?? this.memberOf(one, name, "get"));
    return all.some(isComputed) ? all : undefined;
  }

  /** By interface, or alias of an object type: the classes that say they implement it, or an interface that extends it. */
  #findImplementing(): ReadonlyMap<ts.Symbol, ReadonlySet<ClassNode>> {
    const { ts, program } = this.#oracle;
    const found = new Map<ts.Symbol, Set<ClassNode>>();
    const note = (type: ts.Type, node: ClassNode): void => {
      const symbol = type.getSymbol();
      if (!symbol || found.get(symbol)?.has(node)) return;
      const classes = found.get(symbol);
      if (classes) classes.add(node);
      else found.set(symbol, new Set([node]));
      for (const base of type.getBaseTypes() ?? []) note(base, node);
    };
    for (const file of program.getSourceFiles()) {
      if (file.isDeclarationFile || !/\bimplements\b/.test(file.text)) continue;
      eachNode(ts, file, (node) => {
        if (!ts.isClassLike(node)) return;
        for (const clause of node.heritageClauses ?? []) {
          if (clause.token !== ts.SyntaxKind.ImplementsKeyword) continue;
          for (const type of clause.types) note(this.#oracle.typeAt(type), node);
        }
      });
    }
    return found;
  }

  /** Whether what a member does with its receiver depends on the class of that: it calls what may be overridden, or passes it on. */
  isDispatching(member: ts.Node): boolean {
    const known = this.#isDispatching.get(member);
    if (known !== undefined) return known;
    const { ts } = this.#oracle;
    const owner = member.parent;
    if (!ts.isClassLike(owner)) return false;
    // One that reaches itself is what the rest of it is.
    this.#isDispatching.set(member, false);
    let found = false;
    eachNode(ts, member, (node) => {
      if (ts.isTypeNode(node) || found) return false;
      const { ThisKeyword, SuperKeyword } = ts.SyntaxKind;
      if (node.kind === ThisKeyword || node.kind === SuperKeyword) found = this.#dispatchesAt(node, owner);
      return undefined;
    });
    this.#isDispatching.set(member, found);
    return found;
  }

  #dispatchesAt(node: ts.Node, owner: ClassNode): boolean {
    const { ts } = this.#oracle;
    const access = node.parent;
    if (!ts.isPropertyAccessExpression(access) || access.expression !== node) return true;
    const declaration = this.#oracle.symbolAt(access.name)?.valueDeclaration;
    if (!declaration) return true;
    const name = access.name.getText();
    const isCode = ts.isMethodDeclaration(declaration) || ts.isAccessor(declaration);
    if (node.kind === ts.SyntaxKind.SuperKeyword) return isCode && this.isDispatching(declaration);
    const kinds: readonly MemberKind[] = ["method", "get", "set"];
    if (kinds.some((kind) => this.isOverridden(owner, name, kind))) return true;
    if (!isCode) return false;
    const members = kinds.map((kind) => this.memberOf(owner, name, kind));
    return members.every((one) => one === undefined) || members.some((one) => one && this.isDispatching(one));
  }

  /** Stands for the receiver of the function around a node, for the environment; undefined where there is none. */
  thisSymbol(node: ts.Node): ts.Symbol | undefined {
    const { ts } = this.#oracle;
    const container = thisContainer(ts, node);
    return container && !isStatic(ts, container) ? this.receiverOf(container) : undefined;
  }

  /** Stands for the receiver of a function. */
  receiverOf(container: ts.Node): ts.Symbol {
    return standIn(this.#thisOf, container, "self");
  }

  /** Stands for a field while the constructor runs, when fields are variables. */
  fieldSymbol(field: FieldNode): ts.Symbol {
    return standIn(this.#fieldOf, field, field.name.getText());
  }

  /** The declaration of the field that `this.x` names. */
  fieldAt(node: ts.PropertyAccessExpression): FieldNode | undefined {
    const { ts } = this.#oracle;
    const declaration = this.#oracle.symbolAt(node.name)?.valueDeclaration;
    if (!declaration) return undefined;
    if (ts.isPropertyDeclaration(declaration)) return declaration;
    return ts.isParameter(declaration) && ts.isParameterPropertyDeclaration(declaration, declaration.parent)
      ? declaration
      : undefined;
  }

  #ownMember(
    node: ClassNode,
    name: string,
    kind: MemberKind,
  ): ts.MethodDeclaration | ts.AccessorDeclaration | undefined {
    const { ts } = this.#oracle;
    const isWanted = (member: ts.ClassElement): member is ts.MethodDeclaration | ts.AccessorDeclaration => {
      if (isStatic(ts, member) || member.name?.getText() !== name) return false;
      if (kind === "method") return ts.isMethodDeclaration(member) && member.body !== undefined;
      const isKind = kind === "get" ? ts.isGetAccessorDeclaration(member) : ts.isSetAccessorDeclaration(member);
      return isKind && (member as ts.AccessorDeclaration).body !== undefined;
    };
    return node.members.find(isWanted);
  }

  #findDerived(): ReadonlyMap<ClassNode, readonly ClassNode[]> {
    const { ts, program } = this.#oracle;
    const derived = new Map<ClassNode, ClassNode[]>();
    for (const file of program.getSourceFiles()) {
      if (file.isDeclarationFile || !/\bextends\b/.test(file.text)) continue;
      eachNode(ts, file, (node) => {
        if (!ts.isClassLike(node)) return;
        const base = this.baseOf(node);
        if (typeof base !== "object") return;
        const list = derived.get(base);
        if (list) list.push(node);
        else derived.set(base, [node]);
      });
    }
    return derived;
  }
}

/** The function, or initialiser, whose `this` a node sees: arrow functions have none of their own. */
export function thisContainer(ts: Oracle["ts"], node: ts.Node): ts.Node | undefined {
  for (let at: ts.Node | undefined = node.parent; at; at = at.parent) {
    if (ts.isFunctionLike(at) && !ts.isArrowFunction(at)) return at;
    if (ts.isPropertyDeclaration(at) || ts.isClassStaticBlockDeclaration(at)) return at;
  }
  return undefined;
}

export function isStatic(ts: Oracle["ts"], node: ts.Node): boolean {
  return ts.isClassStaticBlockDeclaration(node) || hasModifier(node, ts.SyntaxKind.StaticKeyword);
}

export function nameOfClass(ts: Oracle["ts"], node: ClassNode): string {
  if (node.name) return node.name.text;
  const { parent } = node;
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : "Class";
}

/** A symbol that the checker does not know: a variable of the lowering only. */
function standIn(known: Map<ts.Node, ts.Symbol>, node: ts.Node, name: string): ts.Symbol {
  let symbol = known.get(node);
  if (!symbol) {
    symbol = { name, flags: 0, declarations: [node], valueDeclaration: node } as unknown as ts.Symbol;
    known.set(node, symbol);
  }
  return symbol;
}
