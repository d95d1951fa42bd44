/** CommonJS modules: `require`, `exports.f = …`, `module.exports = { f }`. */
import type ts from "typescript";
import { isJavaScript } from "./javascript.ts";
import type { TypeScript } from "./library.ts";

/** A JavaScript file that exports, or imports, as CommonJS does. */
export function isCommonJs(file: ts.SourceFile): boolean {
  if (!isJavaScript(file.fileName)) return false;
  // Internal to TypeScript: what its binder found.
  const { commonJsModuleIndicator, externalModuleIndicator } = file as ts.SourceFile & {
    readonly commonJsModuleIndicator?: ts.Node | undefined;
    readonly externalModuleIndicator?: ts.Node | undefined;
  };
  if (/\.cjs$/i.test(file.fileName)) return true;
  return commonJsModuleIndicator !== undefined && externalModuleIndicator === undefined;
}

/** What a CommonJS module exports, by its name; `module.exports = f` is "export=". */
export function commonJsExports(ts: TypeScript, file: ts.SourceFile): ReadonlyMap<string, ts.Node> {
  const found = new Map<string, ts.Node>();
  for (const statement of file.statements) {
    if (!ts.isExpressionStatement(statement)) continue;
    // `exports.f = exports.g = …`
    let at: ts.Expression = statement.expression;
    const names: string[] = [];
    while (ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      const name = exportedBy(ts, at.left);
      if (name !== undefined) names.push(name);
      at = at.right;
    }
    if (names.includes("export=") && ts.isObjectLiteralExpression(at)) addMembers(ts, at, found);
    else for (const name of names) found.set(name, at);
  }
  return found;
}

function addMembers(ts: TypeScript, literal: ts.ObjectLiteralExpression, found: Map<string, ts.Node>): void {
  for (const property of literal.properties) {
    if (!property.name || !(ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))) continue;
    const { text } = property.name;
    if (ts.isShorthandPropertyAssignment(property)) found.set(text, property.name);
    else if (ts.isPropertyAssignment(property)) found.set(text, property.initializer);
    else found.set(text, property);
  }
}

/** What an assignment to a place exports: `exports.f` is "f", `module.exports` "export=". */
export function exportedBy(ts: TypeScript, place: ts.Expression): string | undefined {
  if (!ts.isPropertyAccessExpression(place)) return undefined;
  if (isModuleExports(ts, place)) return "export=";
  const { expression, name } = place;
  const isExports = (ts.isIdentifier(expression) && expression.text === "exports") || isModuleExports(ts, expression);
  return isExports ? name.text : undefined;
}

function isModuleExports(ts: TypeScript, node: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === "exports" &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === "module"
  );
}

/** The specifier of `require("…")`, also of a member of it. */
export function requiredBy(ts: TypeScript, node: ts.Expression): ts.StringLiteral | undefined {
  if (ts.isPropertyAccessExpression(node)) return requiredBy(ts, node.expression);
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== "require")
    return undefined;
  const [specifier] = node.arguments;
  return specifier && ts.isStringLiteral(specifier) ? specifier : undefined;
}
