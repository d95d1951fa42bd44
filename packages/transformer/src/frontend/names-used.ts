/** The names that a piece of text uses and does not declare itself. */
import type ts from "typescript";
import type { TypeScript } from "./library.ts";

export interface UsedName {
  readonly name: string;
  /** Nowhere as a value. */
  readonly isType: boolean;
}

/** The names that a text uses and does not declare itself: expressions and types apart. */
export function namesUsed(ts: TypeScript, text: string): UsedName[] {
  const documented = [...text.matchAll(/@(?:param|returns|type|typedef) \{(.+)\}(?= |$)/gm)].map(
    ([, type = ""], i) => `type Documented${i} = ${type};`,
  );
  const file = ts.createSourceFile("emitted.ts", [text, ...documented].join("\n"), ts.ScriptTarget.Latest, true);
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
