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
    readonly externalModuleIndicator?: ts.Node | true | undefined;
  };
  if (/\.cjs$/i.test(file.fileName)) return true;
  // `true`: a module by its format, whatever is in it.
  const isEs = externalModuleIndicator !== undefined && externalModuleIndicator !== true;
  return commonJsModuleIndicator !== undefined && !isEs;
}

/** How a module exports: with `export`, as CommonJS does, or by `export = …` of TypeScript, beside which nothing else can be exported. */
export type ExportStyle = "es" | "common-js" | "export=";

export function exportStyleOf(ts: TypeScript, file: ts.SourceFile): ExportStyle {
  if (isCommonJs(file)) return "common-js";
  const isWhole = file.statements.some((statement) => ts.isExportAssignment(statement) && statement.isExportEquals);
  return isWhole ? "export=" : "es";
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

/** Whether a member stands in the object of `module.exports = { … }`. */
export function isMemberOfExports(ts: TypeScript, member: ts.Node): boolean {
  const assignment = member.parent?.parent;
  return (
    assignment !== undefined &&
    ts.isBinaryExpression(assignment) &&
    assignment.right === member.parent &&
    ts.isPropertyAccessExpression(assignment.left) &&
    isModuleExports(ts, assignment.left)
  );
}

/** What is assigned to `exports.f`, by either side of the assignment; the declaration of such an export is its left side. */
export function assignedToExport(ts: TypeScript, declaration: ts.Node): ts.Expression | undefined {
  const assignment = ts.isBinaryExpression(declaration) ? declaration : declaration.parent;
  if (!assignment || !ts.isBinaryExpression(assignment)) return undefined;
  const isAssigned = assignment.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isAssigned && exportedBy(ts, assignment.left) !== undefined ? assignment.right : undefined;
}

/** The name under which a function expression is exported where it stands. */
export function exportedAt(ts: TypeScript, node: ts.Node): string | undefined {
  const { parent } = node;
  if (ts.isBinaryExpression(parent) && parent.right === node) return exportedBy(ts, parent.left);
  const member = ts.isPropertyAssignment(parent) ? parent : ts.isMethodDeclaration(node) ? node : undefined;
  if (!member || !isMemberOfExports(ts, member)) return undefined;
  return ts.isIdentifier(member.name) ? member.name.text : undefined;
}
