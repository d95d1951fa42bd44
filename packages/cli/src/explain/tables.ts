/** The traces as tables 2 and 3 of Baydin, Pearlmutter, Radul and Siskind (2018) print them. */
import { adjointSweep, tangentsAlong } from "@adgen/transformer";
import type { AdjointStep, AdjointSweep, Evaluation, TraceNode } from "@adgen/transformer";
import { formulaText, numberText } from "./labels.ts";
import type { Labels } from "./labels.ts";
import { linesOf } from "./turns.ts";
import type { Line, TurnOptions } from "./turns.ts";

/** A direction of the inputs, and the heading of its column. */
export interface Direction {
  readonly heading: string;
  readonly of: ReadonlyMap<TraceNode, number>;
}

export interface TableOptions {
  readonly labels: Labels;
  /** How many iterations at each end of a loop are shown. */
  readonly ends: number;
}

/** Each number with its tangents: the forward primal trace and the forward tangent trace. */
export function forwardTable(evaluation: Evaluation, directions: readonly Direction[], options: TableOptions): string {
  const { labels, ends } = options;
  const { isUseful } = adjointSweep(evaluation, evaluation.outputs);
  const tangents = directions.map(({ of }) => tangentsAlong(evaluation, of));
  const rows: TurnOptions<TraceNode> = { placeOf: ({ place }) => place, ends };
  const cellsOf = (node: TraceNode): readonly string[] => {
    const formula = formulaText(node, labels);
    const label = labels.get(node) ?? "";
    return [
      formula === "" ? label : `${label} = ${formula}`,
      numberText(node.value),
      ...tangents.map((all) => (node.isVaried ? numberText(all[node.index] ?? 0) : "")),
      node.isVaried ? (isUseful[node.index] ? "" : "not used") : "inactive",
    ];
  };
  const headings = ["forward", "value", ...directions.map(({ heading }) => heading), ""];
  return table(headings, linesOf(evaluation.nodes, rows), cellsOf);
}

/** Each addition to an adjoint, in the order of the sweep: the reverse adjoint trace. */
export function reverseTable(evaluation: Evaluation, { labels, ends }: TableOptions): string {
  const sweep: AdjointSweep = adjointSweep(evaluation, evaluation.outputs);
  const seen = new Set<TraceNode>();
  const isFirst = new Map<AdjointStep, boolean>();
  const seeds = evaluation.outputs.map(({ node }) => node);
  for (const node of seeds) seen.add(node);
  for (const step of sweep.steps) {
    isFirst.set(step, !seen.has(step.to));
    seen.add(step.to);
  }
  const bar = (node: TraceNode): string => `${labels.get(node) ?? ""}Bar`;
  const cellsOf = (step: AdjointStep): readonly string[] => {
    const { from, to, operand, total } = step;
    const partial = `∂${labels.get(from) ?? ""}/∂${labels.get(to) ?? ""}`;
    const sign = isFirst.get(step) ? "=" : "+=";
    return [
      `${bar(to)} ${sign} ${bar(from)} · ${partial}`,
      numberText(from.made?.contribute(operand, 1) ?? 0),
      numberText(total),
    ];
  };
  const seedLines = [...new Set(seeds)].map((node) => [`${bar(node)} = 1`, "", numberText(seedOf(node, seeds))]);
  const lines = linesOf(sweep.steps, { placeOf: ({ from }) => from.place, ends });
  return table(["reverse", "partial", "adjoint"], lines, cellsOf, seedLines);
}

/** A number that is several parts of the result has the seeds of all. */
function seedOf(node: TraceNode, seeds: readonly TraceNode[]): number {
  return seeds.filter((seed) => seed === node).length;
}

/** Columns as wide as their widest cell; numbers with their first digits below each other. */
function table<Row>(
  headings: readonly string[],
  lines: readonly Line<Row>[],
  cellsOf: (row: Row) => readonly string[],
  first: readonly (readonly string[])[] = [],
): string {
  const rowOf = (depth: number, [head = "", ...rest]: readonly string[]): readonly string[] => [
    "  ".repeat(depth + 1) + head,
    ...rest.map((cell) => (/^[\dNI]/.test(cell) ? ` ${cell}` : cell)),
  ];
  const rows = [
    headings,
    ...first.map((cells) => rowOf(0, cells)),
    ...lines.map((line) =>
      line.kind === "heading" ? rowOf(line.depth, [line.text]) : rowOf(line.depth, cellsOf(line.row)),
    ),
  ];
  // A heading between the rows stands alone, so it does not widen the columns.
  const whole = rows.filter((row) => row.length > 1);
  const widths = headings.map((_, i) => whole.reduce((width, row) => Math.max(width, row[i]?.length ?? 0), 0));
  const print = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => cell.padEnd(cells.length > 1 ? (widths[i] ?? 0) : 0))
      .join("  ")
      .trimEnd();
  return rows.map(print).join("\n");
}
