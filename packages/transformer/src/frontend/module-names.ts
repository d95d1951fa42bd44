/** Every name that a module declares or imports at its top level, and the project files that it imports. */
import type ts from "typescript";
import { isOfPackage } from "./library.ts";
import type { TypeScript } from "./library.ts";
import type { Oracle } from "./oracle.ts";
import { specifiersOf } from "./reach.ts";
import { eachNode, enclosingFunction } from "./syntax.ts";

export function moduleNames(ts: TypeScript, sourceFile: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (name: ts.Node | undefined): void => {
    if (!name) return;
    if (ts.isIdentifier(name)) names.add(name.text);
    else if (ts.isObjectBindingPattern(name) || ts.isArrayBindingPattern(name)) {
      for (const element of name.elements) if (ts.isBindingElement(element)) add(element.name);
    }
  };
  for (const statement of sourceFile.statements) {
    if (ts.isImportDeclaration(statement)) {
      const clause = statement.importClause;
      add(clause?.name);
      const bindings = clause?.namedBindings;
      if (bindings && ts.isNamespaceImport(bindings)) add(bindings.name);
      else if (bindings) bindings.elements.forEach(({ name }) => add(name));
    } else if (ts.isImportEqualsDeclaration(statement) || isNamedDeclaration(ts, statement)) {
      add(statement.name);
    } else if (!ts.isExportDeclaration(statement)) {
      // `var` of inner blocks belongs to the module too.
      eachNode(ts, statement, (node) => {
        if (ts.isFunctionLike(node)) return false;
        if (ts.isVariableDeclaration(node)) add(node.name);
        return undefined;
      });
    }
  }
  return names;
}

/** Every name that a list `export { … }` of the module exports. */
export function listedExports(ts: TypeScript, sourceFile: ts.SourceFile): ReadonlySet<string> {
  const lists = sourceFile.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier) return [];
    return statement.exportClause && ts.isNamedExports(statement.exportClause) ? [statement.exportClause] : [];
  });
  return new Set(
    lists.flatMap(({ elements }) => elements.map(({ name, propertyName }) => (propertyName ?? name).text)),
  );
}

const identifiersOf = new WeakMap<ts.SourceFile, ReadonlySet<string>>();

/** Every identifier of a file. */
export function identifiersIn(ts: TypeScript, sourceFile: ts.SourceFile): ReadonlySet<string> {
  const known = identifiersOf.get(sourceFile);
  if (known) return known;
  const names = new Set<string>();
  eachNode(ts, sourceFile, (node) => void (ts.isIdentifier(node) && names.add(node.text)));
  identifiersOf.set(sourceFile, names);
  return names;
}

/** Every name that is declared inside of functions. */
export function localNames(ts: TypeScript, sourceFile: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  eachNode(ts, sourceFile, (node) => {
    const isNamed =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionLike(node) ||
      ts.isClassLike(node);
    if (isNamed && node.name && ts.isIdentifier(node.name) && enclosingFunction(ts, node)) names.add(node.name.text);
    return undefined;
  });
  return names;
}

function isNamedDeclaration(
  ts: TypeScript,
  node: ts.Statement,
): node is ts.FunctionDeclaration | ts.ClassDeclaration | ts.InterfaceDeclaration | ts.TypeAliasDeclaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isModuleDeclaration(node)
  );
}

/** The files that a file imports, and those that they import, without packages and the library. */
export function filesReached(oracle: Oracle, sourceFile: ts.SourceFile): readonly ts.SourceFile[] {
  const { ts } = oracle;
  const reached = new Set<ts.SourceFile>([sourceFile]);
  for (const file of reached) {
    for (const specifier of specifiersOf(ts, file)) {
      const target = oracle.importAt(specifier)?.declarations?.find((one) => ts.isSourceFile(one));
      if (target && !isOfPackage(target.getSourceFile().fileName)) reached.add(target.getSourceFile());
    }
  }
  reached.delete(sourceFile);
  return [...reached];
}
