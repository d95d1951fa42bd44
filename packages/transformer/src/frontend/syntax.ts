/** Questions about syntax trees that need no checker. */
import type ts from "typescript";
import type { TypeScript } from "./library.ts";

/** A function with a body that can be lowered. */
export type FunctionNode = MarkableNode | ts.AccessorDeclaration;

/** A function that a marker may stand in front of. */
export type MarkableNode = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration;

/** What is lowered as a function: a class without a constructor of its own stands for the one that it has. */
export type EntryNode = FunctionNode | ts.ConstructorDeclaration | ts.ClassLikeDeclaration;

export function isFunctionNode(ts: TypeScript, node: ts.Node): node is MarkableNode {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node)
  );
}

/** The expression without parentheses, `!`, `as`, `satisfies` and `<T>`. */
export function bare(ts: TypeScript, node: ts.Expression): ts.Expression {
  let inner = node;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isNonNullExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isSatisfiesExpression(inner) ||
    ts.isTypeAssertionExpression(inner)
  ) {
    inner = inner.expression;
  }
  return inner;
}

/** What stands around an expression, past parentheses and assertions: the other way round from `bare`. */
export function parentOf(ts: TypeScript, node: ts.Expression): ts.Node {
  let { parent } = node;
  while (
    ts.isParenthesizedExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isTypeAssertionExpression(parent)
  ) {
    ({ parent } = parent);
  }
  return parent;
}

/** The innermost function around a node, or undefined at module level. */
export function enclosingFunction(ts: TypeScript, node: ts.Node): ts.SignatureDeclaration | undefined {
  let at: ts.Node | undefined = node.parent;
  while (at) {
    if (ts.isFunctionLike(at)) return at;
    at = at.parent;
  }
  return undefined;
}

export function isInside(node: ts.Node, container: ts.Node): boolean {
  return node.getSourceFile() === container.getSourceFile() && node.pos >= container.pos && node.end <= container.end;
}

export function isAssignmentOperator(ts: TypeScript, kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

export function isIncrement(
  ts: TypeScript,
  node: ts.Node,
): node is ts.PrefixUnaryExpression | ts.PostfixUnaryExpression {
  return (
    (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) &&
    (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken)
  );
}

/** A key written as a literal: `"a"`, `0`. */
export function literalKey(ts: TypeScript, key: ts.Expression): string | undefined {
  const node = bare(ts, key);
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isNumericLiteral(node) ? String(Number(node.text)) : undefined;
}

/** The text of a name that is known from the syntax: `a`, `"a"`, `["a"]`, `[0]`; a private name never. */
export function constantName(ts: TypeScript, name: ts.PropertyName): string | undefined {
  if (ts.isIdentifier(name)) return name.text;
  if (ts.isComputedPropertyName(name)) return literalKey(ts, name.expression);
  return ts.isPrivateIdentifier(name) ? undefined : literalKey(ts, name);
}

/** A whole number written as a literal, with its sign. */
export function literalNumber(ts: TypeScript, expression: ts.Expression): number | undefined {
  const node = bare(ts, expression);
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isPrefixUnaryExpression(node) && ts.isNumericLiteral(node.operand)) {
    if (node.operator === ts.SyntaxKind.MinusToken) return -Number(node.operand.text);
    if (node.operator === ts.SyntaxKind.PlusToken) return Number(node.operand.text);
  }
  return undefined;
}

/** The children of a node, in order. */
export function childrenOf(ts: TypeScript, node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  return children;
}

/** Every node below (and with) `root`, without recursion: expressions may be nested thousands deep. `visit` may return false to stay out. */
export function eachNode(ts: TypeScript, root: ts.Node, visit: (node: ts.Node) => void | false): void {
  const open: ts.Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (visit(node) === false) continue;
    const children = childrenOf(ts, node);
    for (let i = children.length - 1; i >= 0; i--) open.push(children[i]!);
  }
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  const { modifiers } = node as { readonly modifiers?: readonly ts.Node[] };
  return modifiers?.some((modifier) => modifier.kind === kind) ?? false;
}

/** A type as it is written, on one line, without the comments in it. */
export function typeNodeText(ts: TypeScript, node: ts.TypeNode): string {
  const text = node.getText();
  if (!/\n|\/[/*]/.test(text)) return text;
  const printer = ts.createPrinter({ removeComments: true });
  const printed = printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile());
  return printed
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll(/; \}/g, " }")
    .replaceAll(/(?<=[[(]) | (?=[\])])/g, "");
}

/** As a message quotes a piece of the program. */
export function firstLine(node: ts.Node): string {
  const [line = ""] = node.getText().split("\n");
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}

/** The function at module level that a node stands in, or the node itself. */
export function outermost(ts: TypeScript, node: ts.Node): ts.Node {
  let root = node;
  for (let at = enclosingFunction(ts, node); at; at = enclosingFunction(ts, at)) root = at;
  return root;
}
