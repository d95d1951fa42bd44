/** Rows of a trace under headings for the iterations and calls they are in; long loops show their first and last turns. */
import type { Turn } from "@adgen/transformer";

/** A line of the output: a heading, or a row of cells. */
export type Line<Row> =
  | { readonly kind: "heading"; readonly depth: number; readonly text: string }
  | { readonly kind: "row"; readonly depth: number; readonly row: Row };

export interface TurnOptions<Row> {
  readonly placeOf: (row: Row) => readonly Turn[];
  /** How many turns at each end of a loop are shown. */
  readonly ends: number;
}

export function linesOf<Row>(rows: readonly Row[], options: TurnOptions<Row>, depth: number = 0): readonly Line<Row>[] {
  const lines: Line<Row>[] = [];
  for (const run of stretches(rows, (row) => options.placeOf(row)[depth]?.run)) {
    const first = turnOf(run, options, depth);
    if (!first) {
      lines.push(...run.map((row) => ({ kind: "row", depth, row }) as const));
      continue;
    }
    const turns = stretches(run, (row) => options.placeOf(row)[depth]?.count);
    for (const [i, turn] of turns.entries()) {
      if (i >= options.ends && i < turns.length - options.ends) {
        if (i > options.ends) continue;
        const left = turns.length - 2 * options.ends;
        lines.push({
          kind: "heading",
          depth,
          text: `… ${left} more ${left === 1 ? "iteration" : "iterations"} (--all shows every one)`,
        });
        continue;
      }
      const at = turnOf(turn, options, depth);
      if (at) lines.push({ kind: "heading", depth, text: headingOf(at) });
      lines.push(...linesOf(turn, options, depth + 1));
    }
  }
  return lines;
}

function turnOf<Row>(rows: readonly Row[], { placeOf }: TurnOptions<Row>, depth: number): Turn | undefined {
  const [row] = rows;
  return row === undefined ? undefined : placeOf(row)[depth];
}

function headingOf({ kind, name, line, count }: Turn): string {
  return kind === "call" ? `call of ${name}, line ${line}` : `${name}, line ${line}, iteration ${count}`;
}

/** Neighbours of one key. */
function stretches<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): readonly (readonly Row[])[] {
  const found: Row[][] = [];
  let last: Key | undefined;
  for (const row of rows) {
    const key = keyOf(row);
    const open = found.at(-1);
    if (open && key === last) open.push(row);
    else found.push([row]);
    last = key;
  }
  return found;
}
