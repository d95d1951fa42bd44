/** What the generated adjoint sweep keeps of the primal, and why. */
import type { Analysed } from "@adgen/transformer";

type Note = Analysed["notes"][number];

/** `text`: of the file, for what has no name. */
export function recordingText(notes: readonly Note[], text: string): string {
  if (notes.length === 0) return "recording\n  nothing is recorded: the adjoint sweep has all that it needs at hand";
  const nameOf = ({ name, origin }: Note): string =>
    name ?? text.slice(origin.start, origin.start + origin.length).replaceAll(/\s+/g, " ");
  const rows = notes.map((note) => ({
    what: nameOf(note),
    line: note.origin.line,
    how: note.how,
    because: note.because,
  }));
  const width = rows.reduce((most, { what }) => Math.max(most, what.length), 0);
  const lines = rows
    .toSorted((a, b) => a.line - b.line)
    .map(
      ({ what, line, how, because }) =>
        `  line ${String(line).padEnd(4)} ${what.padEnd(width)}  ${how.padEnd(10)}  ${because}`,
    );
  return ["recording", ...new Set(lines)].join("\n");
}
