/** How a module itself calls the functions that were compiled, with the arguments that their derivatives take. */
import ts from "typescript";
import type { CompiledFunction } from "../packages/transformer/src/compile.ts";

/** Expressions: a function, or `undefined` for what stands where the module cannot name it. */
export function primalsOf(fileName: string, text: string, functions: readonly CompiledFunction[]): readonly string[] {
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true);
  const byStart = new Map<number, string>();
  const visit = (node: ts.Node): void => {
    const call = callOf(node);
    if (call !== undefined) byStart.set(node.getStart(file), call);
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  visit(file);
  return functions.map(({ span }) => byStart.get(span.start) ?? "undefined");
}

function callOf(node: ts.Node): string | undefined {
  if (ts.isFunctionDeclaration(node) && node.name && ts.isSourceFile(node.parent))
    return withList(node, node.name.text);
  if ((ts.isArrowFunction(node) || ts.isFunctionExpression(node)) && ts.isVariableDeclaration(node.parent)) {
    const { name, parent } = node.parent;
    const isTop = ts.isVariableDeclarationList(parent) && ts.isSourceFile(parent.parent.parent);
    return isTop && ts.isIdentifier(name) ? withList(node, name.text) : undefined;
  }
  if (
    ts.isMethodDeclaration(node) &&
    ts.isClassDeclaration(node.parent) &&
    node.parent.name &&
    ts.isIdentifier(node.name)
  ) {
    if (!ts.isSourceFile(node.parent.parent)) return undefined;
    const isStatic = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;
    if (isStatic) return withList(node, `${node.parent.name.text}.${node.name.text}`);
    // The method of this class, whatever the instance has.
    const method = `${node.parent.name.text}.prototype.${node.name.text}`;
    return withList(node, `((self, ...rest) => ${method}.call(self, ...rest))`);
  }
  return undefined;
}

/** Derivatives take a rest parameter as an array, and `this` as the first parameter. */
function withList(node: ts.FunctionLikeDeclaration, callee: string): string {
  const [first] = node.parameters;
  if (first?.name.getText() === "this") return `((self, ...rest) => ${callee}.call(self, ...rest))`;
  const isRest = node.parameters.at(-1)?.dotDotDotToken !== undefined;
  return isRest ? `((...args) => ${callee}(...args.slice(0, -1), ...args.at(-1)))` : callee;
}
