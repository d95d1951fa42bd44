/** Counts what programs are made of, and says what there was too little of. */
import ts from "typescript";
import { builtIns, possiblePairs } from "./possible.ts";
import { finerOf, kindOf } from "./syntax.ts";

export type Counts = Map<string, number>;

export interface Coverage {
  readonly kinds: Counts;
  readonly pairs: Counts;
  readonly builtIns: Counts;
}

export function emptyCoverage(): Coverage {
  return { kinds: new Map(), pairs: new Map(), builtIns: new Map() };
}

function count(counts: Counts, key: string, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

export function addCoverage(into: Coverage, from: Coverage): void {
  for (const part of ["kinds", "pairs", "builtIns"] as const) {
    for (const [key, by] of from[part]) count(into[part], key, by);
  }
}

/** What stands in the functions of a program. */
export function cover(into: Coverage, text: string): void {
  const file = ts.createSourceFile("program.ts", text, ts.ScriptTarget.ESNext, true);
  const visit = (node: ts.Node, parent: string): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    const kind = kindOf(node);
    const finer = finerOf(node);
    if (finer !== undefined) count(into.kinds, finer);
    const built = builtInOf(node);
    if (built !== undefined) count(into.builtIns, built);
    // A block counts as what it belongs to.
    const isBody =
      ts.isBlock(node) &&
      !ts.isBlock(node.parent) &&
      !ts.isSourceFile(node.parent) &&
      !ts.isCaseOrDefaultClause(node.parent);
    if (kind !== undefined && !isBody) count(into.pairs, `${parent} > ${kind}`);
    const isFinally = ts.isBlock(node) && ts.isTryStatement(node.parent) && node.parent.finallyBlock === node;
    const own = isFinally ? "finally" : isBody || kind === undefined ? parent : kind;
    ts.forEachChild(node, (child) => visit(child, own));
  };
  visit(file, "module");
}

function builtInOf(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) return node.expression.text;
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) return node.expression.text;
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const { expression, name } = node;
  const owner = ts.isIdentifier(expression) ? expression.text : "";
  const isGlobal = /^(Math|Number|Object|Array|Float64Array|Float32Array|Int32Array|console|Date|performance)$/.test(
    owner,
  );
  return isGlobal ? `${owner}.${name.text}` : `.${name.text}`;
}

/** The report: every kind with its count, and what is below what is asked for. */
export function coverageReport(coverage: Coverage, wanted = { kind: 100, pair: 5, builtIn: 1 }): string {
  const pairs = possiblePairs().map(({ parent, child }) => `${parent} > ${child}`);
  const below = (keys: readonly string[], counts: Counts, least: number): string[] =>
    keys.filter((key) => (counts.get(key) ?? 0) < least).map((key) => `${key} ${counts.get(key) ?? 0}`);
  const kinds = [...coverage.kinds.keys()].toSorted();
  const fewKinds = below(kinds, coverage.kinds, wanted.kind);
  const fewPairs = below(pairs, coverage.pairs, wanted.pair);
  const fewBuiltIns = below(builtIns, coverage.builtIns, wanted.builtIn);
  const line = (what: string, all: number, few: readonly string[], least: number): string =>
    `${what}: ${all - few.length} of ${all} at least ${least} times${few.length > 0 ? `; below: ${some(few)}` : ""}`;
  return [
    line("syntax kinds", kinds.length, fewKinds, wanted.kind),
    line("pairs of parent and child", pairs.length, fewPairs, wanted.pair),
    line("built-ins", builtIns.length, fewBuiltIns, wanted.builtIn),
  ].join("\n");
}

/** As many as a reader takes in. */
const shown = 30;

function some(list: readonly string[]): string {
  const more = list.length - shown;
  return more > 0 ? `${list.slice(0, shown).join(", ")} and ${more} more` : list.join(", ");
}
