/**
 * Which variables each part of a function assigns: found once, bottom-up, so that loops know what they carry and branches
 * what they may change. A variable leaves the set at the block that declares it. What a nested function assigns of the variables
 * around it counts where it stands and where it is called; a variable that lives in a cell is not assigned at all.
 */
import type ts from "typescript";
import type { TypeScript } from "./library.ts";
import type { Oracle } from "./oracle.ts";
import { bare, childrenOf, isAssignmentOperator, isIncrement, isInside } from "./syntax.ts";

const nothing: ReadonlySet<ts.Symbol> = new Set();

/** The variables assigned in a node and not declared inside it. */
export type AssignedIn = (node: ts.Node) => ReadonlySet<ts.Symbol>;

/** What is known of nested functions. */
export interface ClosureWrites {
  isBoxed(symbol: ts.Symbol): boolean;
  writesOfCall(node: ts.CallExpression): ReadonlySet<ts.Symbol>;
}

/** `fieldAt`: what stands for the field `this.x`, where fields are variables. */
export function findAssigned(
  root: ts.Node,
  oracle: Oracle,
  closures: ClosureWrites,
  fieldAt?: (node: ts.PropertyAccessExpression) => ts.Symbol | undefined,
): AssignedIn {
  const { ts } = oracle;
  const assignedIn = new Map<ts.Node, ReadonlySet<ts.Symbol>>();
  const declaredAt = new Map<ts.Node, ts.Symbol[]>();
  // A node is met twice: going down its own assignments are found, coming back those of its children are joined.
  const open: { readonly node: ts.Node; readonly children: readonly ts.Node[] | undefined }[] = [
    { node: root, children: undefined },
  ];
  for (let item = open.pop(); item; item = open.pop()) {
    const { node, children } = item;
    if (children === undefined) {
      if (ts.isTypeNode(node)) continue;
      const inner = childrenOf(ts, node);
      open.push({ node, children: inner });
      for (const child of inner) open.push({ node: child, children: undefined });
      continue;
    }
    const own: ts.Symbol[] = [];
    for (const target of assignedTargets(ts, node)) {
      const symbol = ts.isIdentifier(target) ? oracle.symbolAt(target) : fieldAt?.(target);
      if (symbol && !closures.isBoxed(symbol)) own.push(symbol);
    }
    if (ts.isVariableDeclaration(node) || ts.isBindingElement(node)) declare(node, own);
    if (ts.isCallExpression(node)) own.push(...closures.writesOfCall(node));
    const joined = join(
      own,
      children.map((child) => assignedIn.get(child) ?? nothing),
    );
    const remaining = without(joined, ts.isFunctionLike(node) ? declaredInside(joined, node) : declaredAt.get(node));
    if (remaining.size > 0) assignedIn.set(node, remaining);
  }
  return (node) => assignedIn.get(node) ?? nothing;

  function declare(node: ts.VariableDeclaration | ts.BindingElement, symbols: readonly ts.Symbol[]): void {
    const scope = scopeOf(ts, node);
    const list = declaredAt.get(scope);
    if (list) list.push(...symbols);
    else declaredAt.set(scope, [...symbols]);
  }
}

type Target = ts.Identifier | ts.PropertyAccessExpression;

/** The names that a node itself assigns, its children not counted. */
export function assignedNames(ts: TypeScript, node: ts.Node): readonly ts.Identifier[] {
  return assignedTargets(ts, node).filter(ts.isIdentifier);
}

/** The names, and the fields `this.x`, that a node itself assigns. */
function assignedTargets(ts: TypeScript, node: ts.Node): readonly Target[] {
  if (ts.isVariableDeclaration(node) || ts.isBindingElement(node)) return ts.isIdentifier(node.name) ? [node.name] : [];
  if (ts.isBinaryExpression(node) && isAssignmentOperator(ts, node.operatorToken.kind)) {
    return targetsIn(ts, node.left);
  }
  if (isIncrement(ts, node)) return targetsIn(ts, node.operand);
  if ((ts.isForOfStatement(node) || ts.isForInStatement(node)) && !ts.isVariableDeclarationList(node.initializer)) {
    return targetsIn(ts, node.initializer);
  }
  return [];
}

/** The variables that an assignment target names, through patterns. */
function targetsIn(ts: TypeScript, target: ts.Expression): readonly Target[] {
  const node = bare(ts, target);
  if (ts.isIdentifier(node)) return [node];
  if (ts.isPropertyAccessExpression(node)) return node.expression.kind === ts.SyntaxKind.ThisKeyword ? [node] : [];
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((element) => targetsIn(ts, element));
  if (ts.isSpreadElement(node)) return targetsIn(ts, node.expression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    return targetsIn(ts, node.left);
  }
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.flatMap((property) => {
      if (ts.isShorthandPropertyAssignment(property)) return [property.name];
      if (ts.isPropertyAssignment(property)) return targetsIn(ts, property.initializer);
      return ts.isSpreadAssignment(property) ? targetsIn(ts, property.expression) : [];
    });
  }
  return [];
}

/** Where a variable lives: the function for `var`, else the nearest block, loop head or switch. */
function scopeOf(ts: TypeScript, declaration: ts.VariableDeclaration | ts.BindingElement): ts.Node {
  let outer: ts.Node = declaration;
  while (ts.isBindingElement(outer) || ts.isObjectBindingPattern(outer) || ts.isArrayBindingPattern(outer)) {
    outer = outer.parent;
  }
  const isVar =
    ts.isVariableDeclaration(outer) &&
    ts.isVariableDeclarationList(outer.parent) &&
    (outer.parent.flags & ts.NodeFlags.BlockScoped) === 0;
  let at = outer.parent;
  while (!ts.isFunctionLike(at) && !ts.isSourceFile(at)) {
    const isBlock =
      ts.isBlock(at) ||
      ts.isCaseBlock(at) ||
      ts.isForStatement(at) ||
      ts.isForOfStatement(at) ||
      ts.isForInStatement(at) ||
      ts.isCatchClause(at);
    if (isBlock && !isVar) return at;
    at = at.parent;
  }
  return at;
}

function declaredInside(set: ReadonlySet<ts.Symbol>, node: ts.Node): readonly ts.Symbol[] {
  return [...set].filter(({ valueDeclaration }) => valueDeclaration && isInside(valueDeclaration, node));
}

function join(own: readonly ts.Symbol[], sets: readonly ReadonlySet<ts.Symbol>[]): ReadonlySet<ts.Symbol> {
  const filled = sets.filter((set) => set.size > 0);
  if (own.length === 0 && filled.length <= 1) return filled[0] ?? nothing;
  const all = new Set(own);
  for (const set of filled) for (const symbol of set) all.add(symbol);
  return all;
}

function without(set: ReadonlySet<ts.Symbol>, gone: readonly ts.Symbol[] | undefined): ReadonlySet<ts.Symbol> {
  if (!gone || gone.length === 0) return set;
  const rest = new Set(set);
  for (const symbol of gone) rest.delete(symbol);
  return rest;
}
