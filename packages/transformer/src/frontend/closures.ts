/**
 * What nested functions do to the variables around them, found once for each outermost function from its syntax.
 *
 * A variable that is assigned anew and captured by a function that goes somewhere as a value (passed to a function of the program,
 * returned, stored) lives in a *cell*: one field of memory that all its users share. The same holds where the function that writes it
 * is recursive, or is called so often that expanding it at each call would make the text grow beyond the source. All other
 * variables stay plain: a function that writes one is expanded where it is called, so that the write is an ordinary assignment.
 */
import type ts from "typescript";
import { assignedNames } from "./assigned.ts";
import type { Captures } from "./captures.ts";
import type { Oracle } from "./oracle.ts";
import { functionBehind, targetOf } from "./static-target.ts";
import type { FunctionNode } from "./syntax.ts";
import { bare, eachNode, enclosingFunction, isFunctionNode, isInside } from "./syntax.ts";

/** How a nested function is used. */
interface Use {
  /** How often it is named where it is called, or handed to a function of the library, which calls it on the spot. */
  calls: number;
  /** Whether it goes anywhere else. */
  escapes: boolean;
}

interface Index {
  readonly functions: ReadonlySet<FunctionNode>;
  /** Assigned other than by their declaration or by the step of their own `for`. */
  readonly reassigned: ReadonlySet<ts.Symbol>;
  /** What a function writes itself, of the variables declared outside it. */
  readonly ownWritesOf: ReadonlyMap<FunctionNode, ReadonlySet<ts.Symbol>>;
  readonly useOf: ReadonlyMap<FunctionNode, Use>;
  /** The nested functions that a function calls itself, as often as it names them. */
  readonly calleesOf: ReadonlyMap<FunctionNode, readonly FunctionNode[]>;
  readonly weightOf: Map<FunctionNode, number>;
  readonly boxed: Set<ts.Symbol>;
  readonly writesOf: Map<FunctionNode, ReadonlySet<ts.Symbol>>;
}

const nothing: ReadonlySet<ts.Symbol> = new Set();

/** Methods of the library that put a function somewhere instead of calling it. */
const keeping: ReadonlySet<string> = new Set([
  "push",
  "unshift",
  "splice",
  "toSpliced",
  "fill",
  "with",
  "concat",
  "of",
  "add",
  "set",
  "assign",
]);

/** Nodes of syntax that expansions of one function may add to the text. */
const budget = 600;

export class Closures {
  readonly #oracle: Oracle;
  readonly #captures: Captures;
  readonly #indexOf = new WeakMap<ts.Node, Index>();

  constructor(oracle: Oracle, captures: Captures) {
    this.#oracle = oracle;
    this.#captures = captures;
  }

  /** Whether a variable lives in a cell. */
  isBoxed(symbol: ts.Symbol): boolean {
    return symbol.valueDeclaration !== undefined && this.#indexAround(symbol.valueDeclaration).boxed.has(symbol);
  }

  /** Whether a variable keeps the value of its declaration. */
  isSettled(symbol: ts.Symbol): boolean {
    return symbol.valueDeclaration === undefined || !this.#indexAround(symbol.valueDeclaration).reassigned.has(symbol);
  }

  /** The variables around a function that calling it may assign, those in cells too. */
  allWritesOf(node: FunctionNode): ReadonlySet<ts.Symbol> {
    if (!enclosingFunction(this.#oracle.ts, node)) return nothing;
    return this.#indexAround(node).writesOf.get(node) ?? nothing;
  }

  /** The plain variables around a function that calling it may assign. */
  writesOf(node: FunctionNode): ReadonlySet<ts.Symbol> {
    if (!enclosingFunction(this.#oracle.ts, node)) return nothing;
    const index = this.#indexAround(node);
    const all = index.writesOf.get(node) ?? nothing;
    const plain = [...all].filter((symbol) => !index.boxed.has(symbol));
    return plain.length === all.size ? all : new Set(plain);
  }

  /** The plain variables that a call may assign: by its target, and by the functions handed to a function of the library. */
  writesOfCall(node: ts.CallExpression): ReadonlySet<ts.Symbol> {
    const { ts } = this.#oracle;
    const found = new Set<ts.Symbol>();
    for (const named of [node.expression, ...node.arguments]) {
      const name = bare(ts, named);
      if (!ts.isIdentifier(name) && !ts.isPropertyAccessExpression(name)) continue;
      const target = targetOf(this.#oracle, name);
      if (target.kind !== "function") continue;
      for (const symbol of this.writesOf(target.node)) found.add(symbol);
    }
    return found;
  }

  /** How many expansions of a function its source asks for; none for one at module level. */
  callsOf(node: FunctionNode): number {
    return this.#indexAround(node).useOf.get(node)?.calls ?? 0;
  }

  #indexAround(node: ts.Node): Index {
    const { ts } = this.#oracle;
    let root: ts.Node = node;
    for (let at = enclosingFunction(ts, node); at; at = enclosingFunction(ts, at)) root = at;
    let index = this.#indexOf.get(root);
    if (!index) {
      index = this.#makeIndex(root);
      this.#indexOf.set(root, index);
      this.#findBoxed(index);
    }
    return index;
  }

  #makeIndex(root: ts.Node): Index {
    const { ts } = this.#oracle;
    const functions = new Set<FunctionNode>();
    const reassigned = new Set<ts.Symbol>();
    const ownWritesOf = new Map<FunctionNode, Set<ts.Symbol>>();
    const useOf = new Map<FunctionNode, Use>();
    const use = (node: FunctionNode): Use => {
      let found = useOf.get(node);
      if (!found) useOf.set(node, (found = { calls: 0, escapes: false }));
      return found;
    };
    const calleesOf = new Map<FunctionNode, FunctionNode[]>();
    const noteUse = (node: FunctionNode, at: ts.Expression): void => {
      const how = this.#usedHow(at);
      const caller = enclosingFunction(ts, at);
      if (how === "call") use(node).calls++;
      if (how === "call" && caller && isFunctionNode(ts, caller)) {
        const list = calleesOf.get(caller);
        if (list) list.push(node);
        else calleesOf.set(caller, [node]);
      }
      if (how === "value") use(node).escapes = true;
    };
    eachNode(ts, root, (node) => {
      if (ts.isTypeNode(node)) return false;
      for (const name of assignedNames(ts, node)) this.#noteWrite(node, name, reassigned, ownWritesOf);
      if ((isFunctionNode(ts, node) || ts.isAccessor(node)) && node !== root) {
        functions.add(node);
        if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) noteUse(node, node);
        else if (!ts.isFunctionDeclaration(node)) use(node).escapes = true;
      }
      if (ts.isIdentifier(node)) {
        const target = this.#functionNamed(node);
        if (target) noteUse(target, node);
      }
      return undefined;
    });
    const found = { boxed: new Set<ts.Symbol>(), writesOf: new Map(), weightOf: new Map() };
    return { functions, reassigned, ownWritesOf, useOf, calleesOf, ...found };
  }

  #noteWrite(
    node: ts.Node,
    name: ts.Identifier,
    reassigned: Set<ts.Symbol>,
    ownWritesOf: Map<FunctionNode, Set<ts.Symbol>>,
  ): void {
    const { ts } = this.#oracle;
    const symbol = this.#oracle.symbolAt(name);
    const declaration = symbol?.valueDeclaration;
    if (!symbol || !declaration || node === declaration) return;
    if (!isStepOf(ts, node, declaration)) reassigned.add(symbol);
    for (let at = enclosingFunction(ts, node); at; at = enclosingFunction(ts, at)) {
      if (isInside(declaration, at)) return;
      if (!isFunctionNode(ts, at) && !ts.isAccessor(at)) continue;
      const writes = ownWritesOf.get(at);
      if (writes) writes.add(symbol);
      else ownWritesOf.set(at, new Set([symbol]));
    }
  }

  /** The nested function that a name stands for, where it is not the name's own declaration. */
  #functionNamed(node: ts.Identifier): FunctionNode | undefined {
    const { ts } = this.#oracle;
    const symbol = this.#oracle.symbolAt(node);
    const declaration = symbol?.valueDeclaration;
    if (!symbol || !declaration || (declaration as ts.NamedDeclaration).name === node) return undefined;
    if (!(symbol.flags & (ts.SymbolFlags.Variable | ts.SymbolFlags.Function))) return undefined;
    if (!enclosingFunction(ts, declaration)) return undefined;
    return functionBehind(this.#oracle, symbol);
  }

  #usedHow(expression: ts.Expression): "call" | "value" | "name" {
    const { ts } = this.#oracle;
    let node: ts.Node = expression;
    while (
      ts.isParenthesizedExpression(node.parent) ||
      ts.isAsExpression(node.parent) ||
      ts.isSatisfiesExpression(node.parent) ||
      ts.isNonNullExpression(node.parent)
    ) {
      node = node.parent;
    }
    const { parent } = node;
    if (ts.isCallExpression(parent)) {
      if (parent.expression === node) return "call";
      const target = targetOf(this.#oracle, parent.expression);
      // What an operator makes of a function is used as its own call is.
      if (target.kind === "operator") return this.#usedHow(parent);
      return target.kind === "library" && !keeping.has(target.name) ? "call" : "value";
    }
    const isConstant =
      ts.isVariableDeclaration(parent) &&
      parent.initializer === node &&
      ts.isIdentifier(parent.name) &&
      (ts.getCombinedNodeFlags(parent) & ts.NodeFlags.Const) !== 0;
    return isConstant ? "name" : "value";
  }

  #findBoxed(index: Index): void {
    for (const node of index.functions) index.writesOf.set(node, this.#allWrites(index, node));
    for (const node of index.functions) {
      if (index.useOf.get(node)?.escapes) {
        for (const symbol of this.#captures.of(node)) if (index.reassigned.has(symbol)) index.boxed.add(symbol);
      }
      const writes = index.writesOf.get(node) ?? nothing;
      if (writes.size > 0 && (this.#captures.isRecursive(node) || this.#isCostly(index, node))) {
        for (const symbol of writes) index.boxed.add(symbol);
      }
    }
  }

  #allWrites(index: Index, node: FunctionNode): ReadonlySet<ts.Symbol> {
    const all = new Set<ts.Symbol>();
    for (const reached of this.#captures.reachedFrom(node)) {
      for (const symbol of index.ownWritesOf.get(reached) ?? nothing) {
        if (symbol.valueDeclaration && !isInside(symbol.valueDeclaration, node)) all.add(symbol);
      }
    }
    return all;
  }

  /** Whether expanding a function at each of its calls would cost more than it may. */
  #isCostly(index: Index, node: FunctionNode): boolean {
    const calls = index.useOf.get(node)?.calls ?? 0;
    if (calls <= 1) return false;
    return this.#weight(index, node) * calls > budget;
  }

  /** The nodes of a function with those of what it calls, expanded. */
  #weight(index: Index, node: FunctionNode): number {
    const known = index.weightOf.get(node);
    if (known !== undefined) return known;
    // One that reaches itself is never expanded.
    index.weightOf.set(node, 0);
    let weight = sizeOf(this.#oracle.ts, node);
    for (const callee of index.calleesOf.get(node) ?? []) weight += this.#weight(index, callee);
    index.weightOf.set(node, weight);
    return weight;
  }
}

/** Whether a node belongs to the head of the `for` that declares a variable with `let`: each turn of such a loop has its own. */
function isStepOf(ts: Oracle["ts"], node: ts.Node, declaration: ts.Declaration): boolean {
  const list = declaration.parent;
  const loop = list?.parent;
  if (!loop || !ts.isVariableDeclarationList(list) || !ts.isForStatement(loop)) return false;
  if ((list.flags & ts.NodeFlags.BlockScoped) === 0) return false;
  return [loop.incrementor, loop.condition].some((part) => part !== undefined && isInside(node, part));
}

const sizes = new WeakMap<ts.Node, number>();

/** How many nodes a piece of syntax has. */
export function sizeOf(ts: Oracle["ts"], node: ts.Node): number {
  let size = sizes.get(node);
  if (size === undefined) {
    size = 0;
    eachNode(ts, node, (at) => {
      if (ts.isTypeNode(at)) return false;
      size = (size ?? 0) + 1;
      return undefined;
    });
    sizes.set(node, size);
  }
  return size;
}
