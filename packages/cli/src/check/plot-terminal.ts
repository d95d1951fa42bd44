/** An error curve in a terminal, by the dots of braille characters: two across and four down in each. */
import { decadeOf, errorDecades, stepDecades } from "./error-curve.ts";
import type { ErrorCurve } from "./error-curve.ts";

const columns = 54;
const rows = 12;
/** The bit of each dot of a braille character, by its column and row. */
const bits: readonly (readonly number[])[] = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
];
const braille = 0x2800;

interface Dot {
  readonly x: number;
  readonly y: number;
}

/** Lines of text: the error of differences as a curve, the derivative's own error as a dashed line. */
export function terminalPlot({ points, own }: ErrorCurve): string {
  const cells = Array.from({ length: rows }, () => Array<number>(columns).fill(0));
  const set = ({ x, y }: Dot): void => {
    const [column, row] = [Math.floor(x / 2), Math.floor(y / 4)];
    const line = cells[row];
    if (line) line[column] = (line[column] ?? 0) | (bits[x % 2]?.[y % 4] ?? 0);
  };
  const dots = points.map(({ step, error }): Dot => ({ x: xOf(step), y: yOf(error) }));
  for (const [i, dot] of dots.entries()) for (const between of lineTo(dots[i - 1] ?? dot, dot)) set(between);
  const ownRow = Math.floor(yOf(own) / 4);
  const lines = cells.map((line, row) => {
    const text = line.map((cell) => (cell > 0 ? String.fromCodePoint(braille + cell) : row === ownRow ? "╌" : " "));
    return `  ${labelOf(row)} │${text.join("")}${row === ownRow ? ` the derivative's own: ${errorText(own)}` : ""}`.trimEnd();
  });
  const axis = `         └${"─".repeat(columns)}`;
  const [from, to] = [`1e${stepDecades.from}`, `1e${stepDecades.to}`];
  const scale = `          ${from}${" step of the differences ".padStart((columns + 25) / 2 - from.length).padEnd(columns - from.length - to.length)}${to}`;
  return ["  error", ...lines, axis, scale].join("\n");
}

function labelOf(row: number): string {
  if (row % 2 !== 0) return "      ";
  const { from, to } = errorDecades;
  return `1e${Math.round(to - (row * (to - from)) / rows)}`.padStart(6);
}

function xOf(step: number): number {
  const { from, to } = stepDecades;
  return Math.round(((decadeOf(step, stepDecades) - from) / (to - from)) * (2 * columns - 1));
}

/** From the top down. */
function yOf(error: number): number {
  const { from, to } = errorDecades;
  return Math.round(((to - decadeOf(error, errorDecades)) / (to - from)) * (4 * rows - 1));
}

/** The dots of a straight line. */
function lineTo(from: Dot, to: Dot): readonly Dot[] {
  const count = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y), 1);
  return Array.from({ length: count + 1 }, (_, i) => ({
    x: Math.round(from.x + ((to.x - from.x) * i) / count),
    y: Math.round(from.y + ((to.y - from.y) * i) / count),
  }));
}

function errorText(error: number): string {
  return error === 0 ? "0" : error.toExponential(1);
}
