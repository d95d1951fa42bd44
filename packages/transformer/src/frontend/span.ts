/** Places in a file, as diagnostics and the IR state them. */
import type ts from "typescript";
import type { Span } from "../diagnostics/diagnostic.ts";
import type { Origin } from "../ir/ir.ts";

export function spanOf(sourceFile: ts.SourceFile, start: number, length: number): Span {
  const { line, character } = sourceFile.getLineAndCharacterOfPosition(start);
  return { start, length, line: line + 1, column: character + 1 };
}

export function spanOfNode(node: ts.Node, sourceFile: ts.SourceFile): Span {
  const start = node.getStart(sourceFile);
  return spanOf(sourceFile, start, node.end - start);
}

export function originOf(node: ts.Node, sourceFile: ts.SourceFile): Origin {
  const start = node.getStart(sourceFile);
  const { line } = sourceFile.getLineAndCharacterOfPosition(start);
  return { start, length: node.end - start, line: line + 1 };
}
