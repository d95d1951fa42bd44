/**
 * What nested functions read of the functions around them. A nested function is lifted out; what it captures becomes
 * trailing parameters, which every call passes. Calls among nested functions pass captures on, so these are counted too.
 */
import type ts from "typescript";
import { thisContainer } from "./classes.ts";
import type { Classes } from "./classes.ts";
import type { Oracle } from "./oracle.ts";
import type { EntryNode, FunctionNode } from "./syntax.ts";
import { eachNode, enclosingFunction, isInside } from "./syntax.ts";

/** The function that a variable or function name stands for, where that is certain. */
export type FunctionBehind = (symbol: ts.Symbol) => FunctionNode | undefined;

interface Mentions {
  readonly variables: ReadonlySet<ts.Symbol>;
  readonly functions: ReadonlySet<FunctionNode>;
  /** All functions that it names, its own and inner ones too. */
  readonly named: ReadonlySet<FunctionNode>;
}

export class Captures {
  readonly #oracle: Oracle;
  readonly #classes: Classes;
  readonly #functionBehind: FunctionBehind;
  readonly #mentionsOf = new Map<EntryNode, Mentions>();
  readonly #reachedFrom = new Map<EntryNode, Set<EntryNode>>();
  readonly #capturesOf = new Map<EntryNode, readonly ts.Symbol[]>();

  constructor(oracle: Oracle, classes: Classes, functionBehind: FunctionBehind) {
    this.#oracle = oracle;
    this.#classes = classes;
    this.#functionBehind = functionBehind;
  }

  /** The function that a member of a literal certainly is. */
  #memberBehind(node: ts.PropertyAccessExpression): FunctionNode | undefined {
    const { ts } = this.#oracle;
    const symbol = this.#oracle.symbolAt(node.name);
    const declaration = symbol?.valueDeclaration;
    const isClassMember =
      declaration &&
      (ts.isMethodDeclaration(declaration) || ts.isAccessor(declaration)) &&
      ts.isClassLike(declaration.parent);
    if (isClassMember) return declaration;
    const isMember = symbol !== undefined && (symbol.flags & memberFlags(this.#oracle.ts)) !== 0;
    return isMember && !this.#oracle.isLibrarySymbol(symbol) ? this.#functionBehind(symbol) : undefined;
  }

  /** In the order of declaration. */
  of(node: EntryNode): readonly ts.Symbol[] {
    let captures = this.#capturesOf.get(node);
    if (!captures) {
      captures = this.#find(node);
      this.#capturesOf.set(node, captures);
    }
    return captures;
  }

  /** The function and all nested functions that it, or one that it reaches, names. */
  reachedFrom<T extends EntryNode>(node: T): ReadonlySet<T | FunctionNode> {
    let reached = this.#reachedFrom.get(node);
    if (!reached) {
      reached = new Set([node]);
      // A set is walked in the order of insertion, also by what is added on the way.
      for (const inner of reached) for (const other of this.#mentions(inner).functions) reached.add(other);
      this.#reachedFrom.set(node, reached);
    }
    return reached as ReadonlySet<T | FunctionNode>;
  }

  /** Whether a nested function may come to call itself. */
  isRecursive(node: FunctionNode): boolean {
    for (const inner of this.reachedFrom(node)) if (this.#mentions(inner).named.has(node)) return true;
    return false;
  }

  #find(node: EntryNode): readonly ts.Symbol[] {
    const { ts } = this.#oracle;
    const isFieldOfClass = ts.isArrowFunction(node) && thisContainer(ts, node) !== undefined;
    if (!enclosingFunction(ts, node) && !isFieldOfClass) return [];
    const found = new Set<ts.Symbol>();
    for (const inner of this.reachedFrom(node)) {
      for (const variable of this.#mentions(inner).variables) {
        if (variable.valueDeclaration && !isInside(variable.valueDeclaration, node)) found.add(variable);
      }
    }
    const position = (symbol: ts.Symbol): number => symbol.valueDeclaration?.pos ?? 0;
    return [...found].toSorted((a, b) => position(a) - position(b));
  }

  /** The outer functions' variables and functions that a function names. */
  #mentions(node: EntryNode): Mentions {
    const known = this.#mentionsOf.get(node);
    if (known) return known;
    const { ts } = this.#oracle;
    const variables = new Set<ts.Symbol>();
    const functions = new Set<FunctionNode>();
    const named = new Set<FunctionNode>();
    eachNode(ts, node, (at) => {
      if (ts.isTypeNode(at)) return false;
      if (ts.isPropertyAccessExpression(at)) {
        const target = this.#memberBehind(at);
        if (target) note(target);
      }
      if (at.kind === ts.SyntaxKind.ThisKeyword) {
        // An arrow function sees the receiver of the function around it.
        const receiver = this.#classes.thisSymbol(at);
        if (receiver?.valueDeclaration && !isInside(receiver.valueDeclaration, node)) variables.add(receiver);
        return undefined;
      }
      if (!ts.isIdentifier(at)) return undefined;
      const symbol = this.#oracle.symbolAt(at);
      const declaration = symbol?.valueDeclaration;
      if (!symbol || !declaration || (declaration as ts.NamedDeclaration).name === at) return undefined;
      if (!(symbol.flags & (ts.SymbolFlags.Variable | ts.SymbolFlags.Function))) return undefined;
      if (!enclosingFunction(ts, declaration)) return undefined;
      const target = this.#functionBehind(symbol);
      if (target) note(target);
      else if (!isInside(declaration, node)) variables.add(symbol);
      return undefined;
    });
    function note(target: FunctionNode): void {
      if (!enclosingFunction(ts, target)) return;
      named.add(target);
      if (!isInside(target, node)) functions.add(target);
    }
    const mentions = { variables, functions, named };
    this.#mentionsOf.set(node, mentions);
    return mentions;
  }
}

function memberFlags(ts: Oracle["ts"]): ts.SymbolFlags {
  return ts.SymbolFlags.Property | ts.SymbolFlags.Method;
}
