/** Finds the markers of a file and the functions that they stand in front of. */
import type ts from "typescript";
import { diagnostic } from "../diagnostics/catalogue.ts";
import type { Code } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { parseMarker } from "./marker-text.ts";
import type { MarkerText, Word } from "./marker-text.ts";
import { assignedToExport } from "./common-js.ts";
import type { Opened } from "./open.ts";
import { spanOf } from "./span.ts";
import { bare, childrenOf, isFunctionNode } from "./syntax.ts";
import type { FunctionNode } from "./syntax.ts";

export interface Marked {
  readonly node: FunctionNode;
  readonly marker: MarkerText;
  /** The word `@differentiable`. */
  readonly word: Word;
}

export interface MarkedFile {
  readonly marked: readonly Marked[];
  readonly diagnostics: readonly Diagnostic[];
}

const word = "@differentiable";

export function findMarked({ ts, sourceFile, text, fileName }: Opened): MarkedFile {
  const diagnostics: Diagnostic[] = [];
  const report = (code: Code, message: string, at: Word): void => {
    const span = spanOf(sourceFile, at.start, at.text.length);
    diagnostics.push(diagnostic(code, "error", message, { fileName, span }));
  };
  const byNode = new Map<FunctionNode, Marked>();
  for (const comment of markerComments(ts, sourceFile, text, word)) {
    const at: Word = { text: word, start: comment.start };
    const marker = parseMarker(comment.rest, comment.start + word.length);
    for (const finding of marker.findings) report(finding.code, finding.message, finding.word);
    const found = functionBehind(ts, sourceFile, comment.end);
    const node = found && withBody(ts, found);
    if (!node) report("AD1003", "the marker does not stand in front of a function", at);
    else if (byNode.has(node)) report("AD1007", "the function is marked twice", at);
    else byNode.set(node, { node, marker, word: at });
  }
  return { marked: [...byNode.values()], diagnostics };
}

/** Of an overload, the function that it is a signature of. */
function withBody(ts: Opened["ts"], node: FunctionNode): FunctionNode {
  if (node.body || !node.name) return node;
  const name = node.name.getText();
  const siblings = childrenOf(ts, node.parent).filter((one) => isFunctionNode(ts, one));
  return siblings.find((one) => one.body !== undefined && one.name?.getText() === name && one.pos > node.pos) ?? node;
}

interface MarkerComment {
  /** Where the word begins. */
  readonly start: number;
  /** What follows it on its line. */
  readonly rest: string;
  /** Where the comment ends. */
  readonly end: number;
}

/** The comments that begin, or in JSDoc have a line that begins, with the word. */
export function markerComments(
  ts: Opened["ts"],
  sourceFile: ts.SourceFile,
  text: string,
  word: string,
): readonly MarkerComment[] {
  const found: MarkerComment[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const after = text[at + word.length] ?? "";
    if (/[\w$]/.test(after)) continue;
    const comment = commentAround(ts, sourceFile, at);
    if (!comment) continue;
    const lineStart = Math.max(text.lastIndexOf("\n", at - 1) + 1, comment.pos);
    if (!/^\s*(\/\/|\/\*+|\*)?\s*$/.test(text.slice(lineStart, at))) continue;
    const bodyEnd = comment.kind === ts.SyntaxKind.MultiLineCommentTrivia ? comment.end - 2 : comment.end;
    const [rest = ""] = text.slice(at + word.length, bodyEnd).split(/\r?\n/, 1);
    found.push({ start: at, rest, end: comment.end });
  }
  return found;
}

/** The comment that a position lies in: it stands between two tokens. */
function commentAround(ts: Opened["ts"], sourceFile: ts.SourceFile, at: number): ts.CommentRange | undefined {
  let node: ts.Node = sourceFile;
  for (;;) {
    const inner: ts.Node | undefined = childrenOf(ts, node).find((child) => child.pos <= at && at < child.end);
    if (!inner) break;
    node = inner;
  }
  const { text } = sourceFile;
  const start = node === sourceFile ? 0 : node.getStart(sourceFile);
  if (at < start) return commentsFrom(ts, text, node.pos).find(({ pos, end }) => pos <= at && at < end);
  // Inside a node but in none of its children: behind one of their ends, or between punctuation.
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isRegularExpressionLiteral(node))
    return undefined;
  if (node.kind >= ts.SyntaxKind.FirstTemplateToken && node.kind <= ts.SyntaxKind.LastTemplateToken) return undefined;
  for (const token of node.getChildren(sourceFile)) {
    if (at < token.pos || at >= token.end) continue;
    const inside = token.getChildren(sourceFile).find((child) => child.pos <= at && at < child.end) ?? token;
    const found = commentsFrom(ts, text, inside.pos).find(({ pos, end }) => pos <= at && at < end);
    if (found) return found;
  }
  return commentsFrom(ts, text, sourceFile.endOfFileToken.pos).find(({ pos, end }) => pos <= at && at < end);
}

function commentsFrom(ts: Opened["ts"], text: string, pos: number): readonly ts.CommentRange[] {
  return [...(ts.getTrailingCommentRanges(text, pos) ?? []), ...(ts.getLeadingCommentRanges(text, pos) ?? [])];
}

/** The function whose text begins behind a comment: other comments, decorators and modifiers may stand between. */
export function functionBehind(ts: Opened["ts"], sourceFile: ts.SourceFile, end: number): FunctionNode | undefined {
  let node: ts.Node = sourceFile;
  for (;;) {
    const inner: ts.Node | undefined = childrenOf(ts, node).find(
      (child) => child.end > end && child.kind !== ts.SyntaxKind.EndOfFileToken,
    );
    if (!inner) return undefined;
    if (inner.getStart(sourceFile) >= end) {
      const found = functionAt(ts, inner);
      if (found || inner.getStart(sourceFile) > end + gap(sourceFile.text, end)) return found;
    }
    node = inner;
  }
}

/** How far it is to the next token. */
function gap(text: string, from: number): number {
  const match = /^(\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/.exec(text.slice(from));
  return match ? match[0].length : 0;
}

function functionAt(ts: Opened["ts"], node: ts.Node): FunctionNode | undefined {
  if (isFunctionNode(ts, node)) return node;
  if (ts.isVariableStatement(node)) {
    for (const { initializer } of node.declarationList.declarations) {
      const inner = initializer && bare(ts, initializer);
      if (inner && isFunctionNode(ts, inner)) return inner;
    }
    return undefined;
  }
  if (ts.isExpressionStatement(node) && ts.isBinaryExpression(node.expression)) {
    // `exports.f = function (x) { … }`
    const right = assignedToExport(ts, node.expression);
    return right && isFunctionNode(ts, bare(ts, right)) ? (bare(ts, right) as FunctionNode) : undefined;
  }
  const value =
    ts.isExportAssignment(node) || ts.isParenthesizedExpression(node) || ts.isExpressionStatement(node)
      ? node.expression
      : ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node) || ts.isVariableDeclaration(node)
        ? node.initializer
        : undefined;
  const inner = value && bare(ts, value);
  return inner && isFunctionNode(ts, inner) ? inner : undefined;
}
