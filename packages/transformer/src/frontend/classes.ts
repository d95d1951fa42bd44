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
      return kind === "get" ? ts.isGetAccessorDeclaration(member) : ts.isSetAccessorDeclaration(member);
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
