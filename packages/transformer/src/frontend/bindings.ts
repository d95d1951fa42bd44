/** Everything at module level of a file, and how another file reaches it. */
import type ts from "typescript";
import { requiredBy } from "./common-js.ts";
import { exportNames } from "./export-names.ts";
import { isJavaScript } from "./javascript.ts";
import type { TypeScript } from "./library.ts";
import { isFixedConstant } from "./only-read.ts";
import type { Opened } from "./open.ts";
import { Oracle } from "./oracle.ts";
import { hasModifier } from "./syntax.ts";

export interface Binding {
  readonly node: ts.Node;
  readonly from: string | undefined;
  /** The name it is exported under: "default", "*" and "export=" as in the module record. */
  readonly exportedAs: string | undefined;
  /** There is no value of the name, or the file imports its type only and it is no enum or class. */
  readonly isType: boolean;
  /** The statement or variable to repeat, where that is allowed. */
  readonly copy: ts.Statement | ts.VariableDeclaration | undefined;
}

type Bindings = Map<string, Binding>;

/** `specifier`: how the other file imports this one. */
export function bindingsOf(opened: Opened, specifier: string): ReadonlyMap<string, Binding> {
  const { ts, sourceFile } = opened;
  const oracle = new Oracle(opened);
  const bindings: Bindings = new Map();
  const exportedAs = exportNames(oracle, sourceFile);
  const folder = specifier.slice(0, specifier.lastIndexOf("/") + 1);
  const rebased = (from: string): string => (/^\.\.?\//.test(from) && folder !== "./" ? joined(folder, from) : from);
  const own = (name: ts.Identifier, isType: boolean, copy: Binding["copy"]): void => {
    const symbol = oracle.importAt(name);
    const exported = symbol && (exportedAs.get(symbol) ?? exportedAs.get(oracle.exportSymbolOf(symbol)));
    const from = exported === undefined ? undefined : specifier;
    bindings.set(name.text, { node: name, from, exportedAs: exported, isType, copy });
  };
  for (const statement of sourceFile.statements) {
    if (ts.isImportDeclaration(statement)) addImport(oracle, statement, rebased, bindings);
    else if (ts.isImportEqualsDeclaration(statement)) addImportEquals(ts, statement, rebased, bindings);
    else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      own(statement.name, true, statement);
    } else if (
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isEnumDeclaration(statement)
    ) {
      const isAmbient = hasModifier(statement, ts.SyntaxKind.DeclareKeyword);
      if (statement.name) own(statement.name, false, isAmbient ? statement : undefined);
    } else if (ts.isVariableStatement(statement)) {
      if (addRequired(ts, statement, rebased, bindings)) continue;
      const isAmbient = hasModifier(statement, ts.SyntaxKind.DeclareKeyword);
      for (const one of statement.declarationList.declarations) {
        if (ts.isIdentifier(one.name))
          own(one.name, false, isAmbient ? statement : isFixedConstant(oracle, one) ? one : undefined);
      }
    }
  }
  if (isJavaScript(sourceFile.fileName)) addDocTypes(opened, specifier, rebased, bindings);
  return bindings;
}

function addImport(
  oracle: Oracle,
  { importClause: clause, moduleSpecifier }: ts.ImportDeclaration,
  rebased: (from: string) => string,
  bindings: Bindings,
): void {
  const { ts } = oracle;
  if (!ts.isStringLiteral(moduleSpecifier)) return;
  const from = rebased(moduleSpecifier.text);
  const add = (name: ts.Identifier, exported: string, isTypeOnly: boolean): void => {
    // `import type { Kind }` of an enum: generated text may need its values.
    const isType = isTypeOnly && !hasValue(oracle, name);
    bindings.set(name.text, { node: name, from, exportedAs: exported, isType, copy: undefined });
  };
  const isTypeOnly = clause?.isTypeOnly ?? false;
  if (clause?.name) add(clause.name, "default", isTypeOnly);
  const named = clause?.namedBindings;
  if (named && ts.isNamespaceImport(named)) add(named.name, "*", isTypeOnly);
  if (named && ts.isNamedImports(named)) {
    for (const one of named.elements) add(one.name, (one.propertyName ?? one.name).text, isTypeOnly || one.isTypeOnly);
  }
}

/** `import tools = require("./tools")` */
function addImportEquals(
  ts: TypeScript,
  { name, moduleReference, isTypeOnly }: ts.ImportEqualsDeclaration,
  rebased: (from: string) => string,
  bindings: Bindings,
): void {
  if (!ts.isExternalModuleReference(moduleReference) || !ts.isStringLiteral(moduleReference.expression)) return;
  const from = rebased(moduleReference.expression.text);
  bindings.set(name.text, { node: name, from, exportedAs: "export=", isType: isTypeOnly, copy: undefined });
}

function hasValue(oracle: Oracle, name: ts.Identifier): boolean {
  const symbol = oracle.symbolAt(name);
  return symbol !== undefined && (symbol.flags & oracle.ts.SymbolFlags.Value) !== 0;
}

/** `const { a: b } = require("x")`, `const x = require("x")` */
function addRequired(
  ts: TypeScript,
  { declarationList }: ts.VariableStatement,
  rebased: (from: string) => string,
  bindings: Bindings,
): boolean {
  let isRequired = false;
  for (const { name, initializer } of declarationList.declarations) {
    const specifier = initializer && requiredBy(ts, initializer);
    if (!specifier) continue;
    isRequired = true;
    const from = rebased(specifier.text);
    const add = (local: ts.Identifier, exportedAs: string): void =>
      void bindings.set(local.text, { node: local, from, exportedAs, isType: false, copy: undefined });
    if (ts.isIdentifier(name))
      add(name, ts.isPropertyAccessExpression(initializer) ? initializer.name.text : "export=");
    else if (ts.isObjectBindingPattern(name)) {
      for (const { name: local, propertyName } of name.elements) {
        const exported = propertyName ?? local;
        if (ts.isIdentifier(local) && ts.isIdentifier(exported)) add(local, exported.text);
      }
    }
  }
  return isRequired;
}

/** Types that comments declare (`@typedef`, `@callback`) or import (`@import`); every typedef of a module is exported. */
function addDocTypes(
  { ts, sourceFile, checker }: Opened,
  specifier: string,
  rebased: (from: string) => string,
  bindings: Bindings,
): void {
  for (const symbol of checker.getSymbolsInScope(sourceFile, ts.SymbolFlags.Type | ts.SymbolFlags.Alias)) {
    const node = symbol.declarations?.find((one) => one.getSourceFile() === sourceFile);
    if (!node || bindings.has(symbol.name)) continue;
    if (ts.isJSDocTypedefTag(node) || ts.isJSDocCallbackTag(node)) {
      bindings.set(symbol.name, { node, from: specifier, exportedAs: symbol.name, isType: true, copy: undefined });
    } else if (ts.isImportSpecifier(node)) {
      const { moduleSpecifier } = node.parent.parent.parent;
      if (!ts.isStringLiteral(moduleSpecifier)) continue;
      const exportedAs = (node.propertyName ?? node.name).text;
      const from = rebased(moduleSpecifier.text);
      bindings.set(symbol.name, { node, from, exportedAs, isType: true, copy: undefined });
    }
  }
}

/** "../src/" and "./a.ts" are "../src/a.ts". */
export function joined(folder: string, from: string): string {
  const parts: string[] = [];
  for (const part of `${folder}${from}`.split("/")) {
    if (part === "..") {
      if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
      else parts.push(part);
    } else if (part !== "." && part !== "") parts.push(part);
  }
  const path = parts.join("/");
  return path.startsWith("..") ? path : `./${path}`;
}
