/**
 * What nested functions read of the functions around them. A nested function is lifted out; what it captures becomes
 * trailing parameters, which every call passes. Calls among nested functions pass captures on, so these are counted too.
 */
import type ts from "typescript";
import type { Oracle } from "./oracle.ts";
import type { FunctionNode } from "./syntax.ts";
import { eachNode, enclosingFunction, isInside } from "./syntax.ts";

/** The function that a variable or function name stands for, where that is certain. */
export type FunctionBehind = (symbol: ts.Symbol) => FunctionNode | undefined;

interface Mentions {
  readonly variables: ReadonlySet<ts.Symbol>;
  readonly functions: ReadonlySet<FunctionNode>;
}

export class Captures {
  readonly #oracle: Oracle;
  readonly #functionBehind: FunctionBehind;
  readonly #mentionsOf = new Map<FunctionNode, Mentions>();
  readonly #capturesOf = new Map<FunctionNode, readonly ts.Symbol[]>();

  constructor(oracle: Oracle, functionBehind: FunctionBehind) {
    this.#oracle = oracle;
    this.#functionBehind = functionBehind;
  }

  /** In the order of declaration. */
  of(node: FunctionNode): readonly ts.Symbol[] {
    let captures = this.#capturesOf.get(node);
    if (!captures) {
      captures = this.#find(node);
      this.#capturesOf.set(node, captures);
    }
    return captures;
  }

  #find(node: FunctionNode): readonly ts.Symbol[] {
    if (!enclosingFunction(this.#oracle.ts, node)) return [];
    const found = new Set<ts.Symbol>();
    const reached = new Set<FunctionNode>([node]);
    // A set is walked in the order of insertion, also by what is added on the way.
    for (const inner of reached) {
      const { variables, functions } = this.#mentions(inner);
      for (const variable of variables) {
        if (variable.valueDeclaration && !isInside(variable.valueDeclaration, node)) found.add(variable);
      }
      for (const other of functions) reached.add(other);
    }
    const position = (symbol: ts.Symbol): number => symbol.valueDeclaration?.pos ?? 0;
    return [...found].toSorted((a, b) => position(a) - position(b));
  }

  /** The outer functions' variables and functions that a function names. */
  #mentions(node: FunctionNode): Mentions {
    const known = this.#mentionsOf.get(node);
    if (known) return known;
    const { ts } = this.#oracle;
    const variables = new Set<ts.Symbol>();
    const functions = new Set<FunctionNode>();
    eachNode(ts, node, (at) => {
      if (ts.isTypeNode(at)) return false;
      if (!ts.isIdentifier(at)) return undefined;
      const symbol = this.#oracle.symbolAt(at);
      const declaration = symbol?.valueDeclaration;
      if (!symbol || !declaration || isInside(declaration, node)) return undefined;
      if (!(symbol.flags & (ts.SymbolFlags.Variable | ts.SymbolFlags.Function))) return undefined;
      if (!enclosingFunction(ts, declaration)) return undefined;
      const target = this.#functionBehind(symbol);
      if (target) functions.add(target);
      else variables.add(symbol);
      return undefined;
    });
    const mentions = { variables, functions };
    this.#mentionsOf.set(node, mentions);
    return mentions;
  }
}
