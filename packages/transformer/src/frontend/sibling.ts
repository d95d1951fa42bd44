/**
 * What a sibling file needs of the module it is made from: imports of what is exported, copies of unexported types and literal
 * constants, and for anything else a diagnostic with the edit "export".
 */
import type ts from "typescript";
import { diagnostic } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { TypeScript } from "./library.ts";
import type { Opened } from "./open.ts";
import { spanOf } from "./span.ts";

export interface SiblingHead {
  /** Imports and copies, to stand before the functions. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** How the sibling reaches a name. */
interface Binding {
  readonly node: ts.Node;
  readonly from: string | undefined;
  /** The name it is exported under: "default" and "*" as in the module record. */
  readonly exportedAs: string | undefined;
  readonly isType: boolean;
  /** The statement to repeat, where that is allowed. */
  readonly copy: ts.Statement | undefined;
}

/** `specifier`: how the sibling imports the original. */
export function siblingHead(opened: Opened, emitted: string, specifier: string): SiblingHead {
  const { ts, sourceFile, fileName } = opened;
  const bindings = bindingsOf(opened, specifier);
  const diagnostics: Diagnostic[] = [];
  const copies: ts.Statement[] = [];
  const imports = new Map<string, { exportedAs: string; isType: boolean; from: string }>();
  const seen = new Set<string>();
  const waiting: { name: string; isType: boolean }[] = namesUsed(ts, emitted);
  const usedAsValue = new Set(waiting.filter(({ isType }) => !isType).map(({ name }) => name));
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { name } = next;
    const binding = bindings.get(name);
    if (!binding || seen.has(name)) continue;
    seen.add(name);
    if (binding.from !== undefined && binding.exportedAs !== undefined) {
      imports.set(name, {
        exportedAs: binding.exportedAs,
        isType: binding.isType || !usedAsValue.has(name),
        from: binding.from,
      });
    } else if (binding.copy) {
      copies.push(binding.copy);
      waiting.push(...namesUsed(ts, binding.copy.getText(sourceFile)));
    } else {
      const statement = outermost(binding.node, sourceFile);
      const start = statement.getStart(sourceFile);
      diagnostics.push(
        diagnostic("AD1015", "error", `\`${name}\` is needed by the generated file and is not exported`, {
          fileName,
          span: spanOf(sourceFile, binding.node.getStart(sourceFile), binding.node.getWidth(sourceFile)),
          fix: { title: `export \`${name}\``, edits: [{ start, length: 0, text: "export " }] },
        }),
      );
    }
  }
  copies.sort((a, b) => a.pos - b.pos);
  const parts = [importText(imports), ...copies.map((copy) => copy.getText(sourceFile))];
  return { text: parts.filter((part) => part !== "").join("\n\n"), diagnostics };
}

function importText(imports: ReadonlyMap<string, { exportedAs: string; isType: boolean; from: string }>): string {
  const lines: string[] = [];
  const groups = new Map<string, string[]>();
  for (const [name, { exportedAs, isType, from }] of [...imports].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const keyword = isType ? "import type" : "import";
    if (exportedAs === "default") lines.push(`${keyword} ${name} from ${JSON.stringify(from)};`);
    else if (exportedAs === "*") lines.push(`${keyword} * as ${name} from ${JSON.stringify(from)};`);
    else {
      const key = `${keyword}\n${from}`;
      const item = exportedAs === name ? name : `${exportedAs} as ${name}`;
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  for (const [key, items] of groups) {
    const [keyword, from] = key.split("\n") as [string, string];
    const line = `${keyword} { ${items.join(", ")} } from ${JSON.stringify(from)};`;
    lines.push(
      line.length <= 120
        ? line
        : `${keyword} {\n${items.map((item) => `  ${item},\n`).join("")}} from ${JSON.stringify(from)};`,
    );
  }
  return lines.join("\n");
}

/** The names that a text uses and does not declare itself: expressions and types apart. */
function namesUsed(ts: TypeScript, text: string): { name: string; isType: boolean }[] {
  const file = ts.createSourceFile("emitted.ts", text, ts.ScriptTarget.Latest, true);
  const used = new Map<string, boolean>();
  for (const statement of file.statements) {
    const declared = new Set<string>();
    const declare = (node: ts.Node): void => {
      if ((ts.isParameter(node) || ts.isVariableDeclaration(node)) && ts.isIdentifier(node.name))
        declared.add(node.name.text);
      node.forEachChild(declare);
    };
    declare(statement);
    const visit = (node: ts.Node, isType: boolean): void => {
      if (ts.isIdentifier(node)) {
        if (!isDeclaredName(ts, node) && (isType || !declared.has(node.text)))
          used.set(node.text, (used.get(node.text) ?? true) && isType);
        return;
      }
      node.forEachChild((child) =>
        visit(
          child,
          isType || ts.isTypeNode(child) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node),
        ),
      );
    };
    visit(statement, false);
  }
  return [...used].map(([name, isType]) => ({ name, isType }));
}

/** Property names and declarations are no uses. */
function isDeclaredName(ts: TypeScript, node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  if (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isNamedTupleMember(parent))
    return parent.name === node;
  return "name" in parent && parent.name === node;
}

function outermost(node: ts.Node, file: ts.SourceFile): ts.Node {
  let at = node;
  while (at.parent && at.parent !== file) at = at.parent;
  return at;
}

/** Everything at module level of the original, and how a sibling reaches it. */
function bindingsOf({ ts, sourceFile, checker }: Opened, specifier: string): ReadonlyMap<string, Binding> {
  const bindings = new Map<string, Binding>();
  const exportedAs = new Map<ts.Symbol, string>();
  const module = checker.getSymbolAtLocation(sourceFile);
  if (module) {
    for (const symbol of checker.getExportsOfModule(module)) {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      // A plain export is preferred over an alias of it.
      if (!exportedAs.has(target) || target.name === symbol.name) exportedAs.set(target, symbol.name);
    }
  }
  const folder = specifier.slice(0, specifier.lastIndexOf("/") + 1);
  const rebased = (from: string): string => (/^\.\.?\//.test(from) && folder !== "./" ? joined(folder, from) : from);
  const own = (name: ts.Identifier, isType: boolean, copy: ts.Statement | undefined): void => {
    const symbol = checker.getSymbolAtLocation(name);
    const exported = symbol && (exportedAs.get(symbol) ?? exportedAs.get(checker.getExportSymbolOfSymbol(symbol)));
    bindings.set(name.text, {
      node: name,
      from: exported === undefined ? undefined : specifier,
      exportedAs: exported,
      isType,
      copy,
    });
  };
  for (const statement of sourceFile.statements) {
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const from = rebased(statement.moduleSpecifier.text);
      const clause = statement.importClause;
      const add = (name: ts.Identifier, exported: string, isType: boolean): void => {
        bindings.set(name.text, { node: name, from, exportedAs: exported, isType, copy: undefined });
      };
      const isTypeOnly = clause?.isTypeOnly ?? false;
      if (clause?.name) add(clause.name, "default", isTypeOnly);
      const named = clause?.namedBindings;
      if (named && ts.isNamespaceImport(named)) add(named.name, "*", isTypeOnly);
      if (named && ts.isNamedImports(named))
        for (const one of named.elements)
          add(one.name, (one.propertyName ?? one.name).text, isTypeOnly || one.isTypeOnly);
    } else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      own(statement.name, true, statement);
    } else if (
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isEnumDeclaration(statement)
    ) {
      if (statement.name) own(statement.name, false, undefined);
    } else if (ts.isVariableStatement(statement)) {
      const isConst = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
      const isLiteral = statement.declarationList.declarations.every(
        (one) => one.initializer !== undefined && isLiteralExpression(ts, one.initializer),
      );
      for (const one of statement.declarationList.declarations) {
        if (ts.isIdentifier(one.name)) own(one.name, false, isConst && isLiteral ? statement : undefined);
      }
    }
  }
  return bindings;
}

/** Literals, and arrays and objects of them. */
function isLiteralExpression(ts: TypeScript, node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return isLiteralExpression(ts, node.expression);
  if (ts.isPrefixUnaryExpression(node)) return isLiteralExpression(ts, node.operand);
  if (ts.isArrayLiteralExpression(node)) return node.elements.every((element) => isLiteralExpression(ts, element));
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every(
      (property) =>
        ts.isPropertyAssignment(property) &&
        !ts.isComputedPropertyName(property.name) &&
        isLiteralExpression(ts, property.initializer),
    );
  }
  return (
    ts.isLiteralExpression(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword
  );
}

/** "../src/" and "./a.ts" are "../src/a.ts". */
function joined(folder: string, from: string): string {
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
