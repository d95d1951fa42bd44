/**
 * JSDoc that names types which nothing declares (`{vec3}`, `{ReadonlyMat4}`), or a bare `{Array}`, says no more than a comment: it is put
 * aside, so that use tells what a parameter is and the body what a function gives. Blanks take its place, and every other place stays.
 *   /** @param {vec3} a *\/        =>   /** @param        a *\/
 */
import type ts from "typescript";
import type { TypeScript } from "./library.ts";
import { eachNode, isFunctionNode } from "./syntax.ts";

/** Whether a type that JSDoc names is known to nobody. */
export function isUnknownType(ts: TypeScript, checker: ts.TypeChecker, node: ts.TypeNode): boolean {
  if (!ts.isTypeReferenceNode(node) || node.typeArguments || !ts.isIdentifier(node.typeName)) return false;
  const type = checker.getTypeFromTypeNode(node);
  if (!checker.isArrayType(type)) return (type.flags & ts.TypeFlags.Any) !== 0;
  const [element] = checker.getTypeArguments(type as ts.TypeReference);
  return element !== undefined && (element.flags & ts.TypeFlags.Any) !== 0;
}

/** The text with blanks in the place of the types of parameters and results that are not known. */
export function withoutUnknownTypes(
  ts: TypeScript,
  file: ts.SourceFile,
  isUnknown: (type: ts.TypeNode) => boolean,
): string {
  const blanks: ts.Node[] = [];
  eachNode(ts, file, (node) => {
    if (!isFunctionNode(ts, node)) return undefined;
    for (const tag of ts.getJSDocTags(node)) {
      if (!ts.isJSDocParameterTag(tag) && !ts.isJSDocReturnTag(tag)) continue;
      const expression = tag.typeExpression;
      if (expression && ts.isJSDocTypeExpression(expression) && isUnknown(expression.type)) blanks.push(expression);
    }
    return undefined;
  });
  let text = "";
  let from = 0;
  for (const { pos, end } of blanks.toSorted((a, b) => a.pos - b.pos)) {
    if (pos < from) continue;
    text += file.text.slice(from, pos) + " ".repeat(end - pos);
    from = end;
  }
  return text + file.text.slice(from);
}
