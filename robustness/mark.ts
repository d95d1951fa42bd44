/**
 * Puts a marker in front of every function of a text that has a parameter, on a line of its own, and a statement behind the text that names
 * their derivatives and is never reached: at the end of a module, those of an unexported function are there only where it names them.
 */
import ts from "typescript";

export interface MarkedText {
  readonly text: string;
  /** Where the marked functions stand in it, their markers included. */
  readonly ranges: readonly Range[];
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

const marker = "// @differentiable\n";

export function markAll(fileName: string, text: string): MarkedText {
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true);
  const ends = new Map<number, number>();
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const start = isMarkable(node) ? node.getStart(file) : undefined;
    if (start !== undefined && standsFirst(text, start) && !ends.has(start)) {
      ends.set(start, node.end);
      const name = nameOf(node);
      if (name !== undefined) names.add(name);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  const starts = [...ends.keys()].toSorted((a, b) => a - b);
  const shifted = (place: number): number => place + marker.length * starts.filter((start) => start < place).length;
  const ranges = starts.map((start) => ({ start: shifted(start), end: shifted(ends.get(start)!) }));
  let marked = "";
  let from = 0;
  for (const start of starts) {
    marked += text.slice(from, start) + marker;
    from = start;
  }
  return { text: marked + text.slice(from) + naming([...names]), ranges };
}

function naming(names: readonly string[]): string {
  const derivatives = names.flatMap((name) => ["jvp", "vjp", "grad"].map((mode) => `${name}_${mode}`));
  return derivatives.length === 0 ? "" : `\nif (false) [${derivatives.join(", ")}];\n`;
}

/** The stem of the names of derivatives: of a method with its class in front. */
function nameOf(node: ts.Node): string | undefined {
  if (ts.isVariableStatement(node)) {
    const [only] = node.declarationList.declarations;
    return only && ts.isIdentifier(only.name) ? only.name.text : undefined;
  }
  const { name } = node as ts.NamedDeclaration;
  if (!name || !ts.isIdentifier(name)) return undefined;
  const owner = ts.isMethodDeclaration(node) && ts.isClassLike(node.parent) ? node.parent.name?.text : undefined;
  return owner === undefined ? name.text : `${owner}_${name.text}`;
}

/** A statement or member that a marker can stand in front of. */
function isMarkable(node: ts.Node): boolean {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return isWanted(node);
  if (ts.isVariableStatement(node)) {
    const [only, ...others] = node.declarationList.declarations;
    return others.length === 0 && isFunction(only?.initializer);
  }
  // `exports.f = function (x) { … };` and the like are no functions that a marker names.
  return (ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node)) && isFunction(node.initializer);
}

function isFunction(node: ts.Expression | undefined): boolean {
  return node !== undefined && (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) && isWanted(node);
}

function isWanted(node: ts.FunctionLikeDeclaration): boolean {
  return node.body !== undefined && node.parameters.length > 0;
}

/** Nothing but blanks stands before it on its line: a marker is a line. */
function standsFirst(text: string, place: number): boolean {
  return /(^|[\n\r\u2028\u2029])[ \t]*$/.test(text.slice(Math.max(0, place - 200), place));
}
