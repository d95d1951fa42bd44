/** Where the variables of a function are named and what they are assigned: one walk, made when it is first asked for. */
import type ts from "typescript";
import { assignedNames } from "./assigned.ts";
import type { Oracle } from "./oracle.ts";
import { bare, eachNode, enclosingFunction } from "./syntax.ts";

interface Index {
  readonly namesOf: ReadonlyMap<ts.Symbol, readonly ts.Identifier[]>;
  /** What is assigned to each variable; undefined for what is computed from its old value or taken apart. */
  readonly sourcesOf: ReadonlyMap<ts.Symbol, readonly (ts.Expression | undefined)[]>;
}

const indexOf = new WeakMap<ts.Node, Index>();

function indexAround(oracle: Oracle, node: ts.Node): Index {
  let root: ts.Node = node.getSourceFile();
  for (let at = enclosingFunction(oracle.ts, node); at; at = enclosingFunction(oracle.ts, at)) root = at;
  let index = indexOf.get(root);
  if (!index) indexOf.set(root, (index = makeIndex(oracle, root)));
  return index;
}

/** Every place that names a variable, in the outermost function around it. */
export function namesOf(oracle: Oracle, symbol: ts.Symbol): readonly ts.Identifier[] {
  const declaration = symbol.valueDeclaration;
  return declaration ? (indexAround(oracle, declaration).namesOf.get(symbol) ?? []) : [];
}

function makeIndex(oracle: Oracle, root: ts.Node): Index {
  const { ts } = oracle;
  const namesOf = new Map<ts.Symbol, ts.Identifier[]>();
  const sourcesOf = new Map<ts.Symbol, (ts.Expression | undefined)[]>();
  eachNode(ts, root, (node) => {
    if (ts.isTypeNode(node)) return false;
    if (ts.isIdentifier(node)) {
      const symbol = oracle.symbolAt(node);
      if (symbol && symbol.flags & ts.SymbolFlags.Variable) append(namesOf, symbol, node);
    }
    for (const name of assignedNames(ts, node)) {
      const symbol = oracle.symbolAt(name);
      if (symbol) append(sourcesOf, symbol, sourceOf(oracle, node, name));
    }
    return undefined;
  });
  return { namesOf, sourcesOf };
}

function sourceOf(oracle: Oracle, node: ts.Node, name: ts.Identifier): ts.Expression | undefined {
  const { ts } = oracle;
  if (ts.isVariableDeclaration(node)) return node.initializer;
  const isPlain = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isPlain && bare(ts, node.left) === name ? node.right : undefined;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The variables whose memory an expression such as `xs`, `state.xs` or `rows[0]` may be part of. */
export function rootsOf(oracle: Oracle, expression: ts.Expression): ReadonlySet<ts.Symbol> {
  return ancestryOf(oracle, expression).roots;
}

/** The variables that an expression may come from, and the expressions, such as calls, that made what they hold. */
export function ancestryOf(
  oracle: Oracle,
  expression: ts.Expression,
): { readonly roots: ReadonlySet<ts.Symbol>; readonly makers: readonly ts.Expression[] } {
  const { ts } = oracle;
  const roots = new Set<ts.Symbol>();
  const makers: ts.Expression[] = [];
  const open: ts.Expression[] = [expression];
  for (let next = open.pop(); next; next = open.pop()) {
    let node = bare(ts, next);
    while (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) node = bare(ts, node.expression);
    if (ts.isConditionalExpression(node)) open.push(node.whenTrue, node.whenFalse);
    else if (ts.isBinaryExpression(node)) open.push(node.left, node.right);
    else if (!ts.isIdentifier(node)) makers.push(node);
    const symbol = ts.isIdentifier(node) ? oracle.symbolAt(node) : undefined;
    if (!symbol || roots.has(symbol)) continue;
    roots.add(symbol);
    const sources = symbol.valueDeclaration ? indexAround(oracle, symbol.valueDeclaration).sourcesOf.get(symbol) : [];
    for (const source of sources ?? []) if (source) open.push(source);
  }
  return { roots, makers };
}
