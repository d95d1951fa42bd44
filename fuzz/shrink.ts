/** Makes a failing program small on its syntax tree: drops and unwraps statements and puts parts of expressions in their place. */
import ts from "typescript";
import type { Program } from "./generate/program.ts";
import { whatIsUsed } from "./generate/used.ts";

/** What is to stay: the finding without its numbers. */
function essence(finding: string): string {
  return finding.replaceAll(/%\d+|-?\d[\d.e+-]*|\(.*?\)/g, "#").slice(0, 60);
}

export function shrink(
  program: Program,
  finding: string,
  findingOf: (program: Program) => string | undefined,
  most = 400,
): Program {
  const wanted = essence(finding);
  let tries = 0;
  const fails = (changed: Program): boolean => {
    if (tries++ > most) return false;
    try {
      const found = findingOf(changed);
      return found !== undefined && essence(found) === wanted;
    } catch {
      return false;
    }
  };
  let small = program;
  // Fewer arguments and fewer derivatives first: all that follows is then judged sooner.
  const failing = program.inputs.filter((input) => finding.startsWith(`f(${input})`));
  for (const changed of [{ inputs: failing }, { isOrderTwo: false }]) {
    const simpler = { ...small, ...changed };
    if (simpler.inputs.length > 0 && fails(simpler)) small = simpler;
  }
  for (let isNew = true; isNew;) {
    isNew = false;
    // From the largest part on: what is smaller than the one that was just taken comes next.
    for (let largest = Infinity; ;) {
      const edits = editsOf(small.text).filter(({ gain }) => gain <= largest);
      const edit = edits.find(({ text, gain }) => {
        largest = gain;
        return fails({ ...small, text });
      });
      if (!edit) break;
      small = { ...small, text: edit.text };
      isNew = true;
    }
  }
  return small;
}

interface Edit {
  readonly text: string;
  /** How much shorter the text is. */
  readonly gain: number;
}

/** The texts that have less in them, the shortest first. */
function editsOf(text: string): readonly Edit[] {
  const file = ts.createSourceFile("program.ts", text, ts.ScriptTarget.ESNext, true);
  const texts = new Set<string>();
  const put = (start: number, end: number, instead: string): void => {
    if (end - start > instead.length) texts.add(whatIsUsed(text.slice(0, start) + instead + text.slice(end), "f"));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node) || ts.isCaseOrDefaultClause(node)) runsOf(node.statements, put);
    if (ts.isStatement(node)) for (const part of partsOf(node)) put(node.getStart(), node.end, part);
    else if (ts.isExpression(node)) for (const part of operandsOf(node)) put(node.getStart(), node.end, part);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...texts]
    .map((shorter) => ({ text: shorter, gain: text.length - shorter.length }))
    .filter(({ text: shorter, gain }) => gain > 0 && everyLoopEnds(shorter))
    .toSorted((a, b) => b.gain - a.gain);
}

/** Whether each loop has still what ends it: a counter that goes on, or the fuel or a bound that it is left by. */
function everyLoopEnds(text: string): boolean {
  const ends = (node: ts.Node): boolean => {
    const isLoop =
      ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node);
    if (isLoop) {
      const [first] = ts.isBlock(node.statement) ? node.statement.statements : [];
      const isGuarded = /^if \((?:fuel-- <= 0|\w+ >= .*)\) break;$/.test(first?.getText() ?? "");
      const isTested = ts.isForStatement(node)
        ? isCounted(node)
        : !ts.isForOfStatement(node) && node.expression.getText().startsWith("fuel-- > 0");
      if (!isGuarded && !isTested) return false;
    }
    return ts.forEachChild(node, (child) => (ends(child) ? undefined : true)) === undefined;
  };
  return ends(ts.createSourceFile("program.ts", text, ts.ScriptTarget.ESNext, true));
}

function isCounted({ initializer, condition, incrementor }: ts.ForStatement): boolean {
  const [name] = initializer?.getText().match(/(?<=^let )[\w$]+/) ?? [];
  if (name === undefined || !condition || !incrementor) return false;
  const isCompared = new RegExp(`^${name} (?:<|<=|>=) `).test(condition.getText());
  return isCompared && /[+]{2}|--|[+]= /.test(incrementor.getText());
}

/** Runs of statements to leave out: halves, quarters, … and each alone. */
function runsOf(statements: readonly ts.Statement[], put: (start: number, end: number, instead: string) => void): void {
  for (let size = statements.length; size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at + size <= statements.length; at += size)
      put(statements[at]!.getFullStart(), statements[at + size - 1]!.end, "");
  }
}

/** What a statement has in it, in its place. */
function partsOf(node: ts.Statement): readonly string[] {
  const inner = (part: ts.Node | undefined): readonly string[] => {
    if (!part) return [];
    const text = part.getText();
    return [ts.isBlock(part) && part !== node ? text.slice(1, -1) : text];
  };
  if (ts.isIfStatement(node)) return [...inner(node.thenStatement), ...inner(node.elseStatement)];
  if (ts.isIterationStatement(node, false) || ts.isLabeledStatement(node)) return inner(node.statement);
  if (ts.isTryStatement(node)) return [...inner(node.tryBlock), ...inner(node.finallyBlock)];
  if (ts.isBlock(node) && node.parent && (ts.isBlock(node.parent) || ts.isCaseOrDefaultClause(node.parent)))
    return [node.getText().slice(1, -1)];
  return [];
}

/** The operands of an expression, and a number. */
function operandsOf(node: ts.Expression): readonly string[] {
  if (ts.isLiteralExpression(node) || ts.isIdentifier(node)) return [];
  const found: string[] = ["0.5"];
  ts.forEachChild(node, (child) => {
    if (ts.isExpression(child)) found.push(child.getText());
  });
  return found;
}
