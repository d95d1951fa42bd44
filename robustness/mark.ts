/** Puts a marker in front of every function of a text that has a parameter, on a line of its own. */
import ts from "typescript";

export interface MarkedText {
  readonly text: string;
  /** How many markers were put. */
  readonly markers: number;
}

export function markAll(fileName: string, text: string): MarkedText {
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true);
  const places = new Set<number>();
  const visit = (node: ts.Node): void => {
    const place = placeFor(node, file);
    if (place !== undefined && standsFirst(text, place)) places.add(place);
    ts.forEachChild(node, visit);
  };
  visit(file);
  let marked = "";
  let from = 0;
  for (const place of [...places].toSorted((a, b) => a - b)) {
    marked += `${text.slice(from, place)}// @differentiable\n`;
    from = place;
  }
  return { text: marked + text.slice(from), markers: places.size };
}

/** Where the statement or member begins that a marker can stand in front of: behind its own comments. */
function placeFor(node: ts.Node, file: ts.SourceFile): number | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node))
    return isWanted(node) ? node.getStart(file) : undefined;
  if (ts.isVariableStatement(node)) {
    const [only, ...others] = node.declarationList.declarations;
    return only?.initializer && others.length === 0 && isFunction(only.initializer) ? node.getStart(file) : undefined;
  }
  if (ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node)) {
    return node.initializer && isFunction(node.initializer) ? node.getStart(file) : undefined;
  }
  // `exports.f = function (x) { … };` and the like are no functions that a marker names.
  return undefined;
}

function isFunction(node: ts.Expression): boolean {
  return (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) && isWanted(node);
}

function isWanted(node: ts.FunctionLikeDeclaration): boolean {
  return node.body !== undefined && node.parameters.length > 0;
}

/** Nothing but blanks stands before it on its line: a marker is a line. */
function standsFirst(text: string, place: number): boolean {
  return /(^|[\n\r\u2028\u2029])[ \t]*$/.test(text.slice(Math.max(0, place - 200), place));
}
