/** Error curves as one SVG, a panel for each function. */
import { decadeOf, errorDecades, stepDecades } from "./error-curve.ts";
import type { ErrorCurve } from "./error-curve.ts";

const panel = { width: 420, height: 260, left: 56, right: 16, top: 32, bottom: 40 } as const;
const across = 2;
const longestTitle = 52;

export function svgOf(curves: readonly ErrorCurve[]): string {
  const columns = Math.min(across, curves.length);
  const width = columns * panel.width;
  const height = Math.ceil(curves.length / across) * panel.height;
  const panels = curves.map((curve, i) => {
    const [x, y] = [(i % across) * panel.width, Math.floor(i / across) * panel.height];
    return `<g transform="translate(${x} ${y})">\n${panelOf(curve)}\n</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...panels,
    "</svg>",
    "",
  ].join("\n");
}

function panelOf({ title, points, own }: ErrorCurve): string {
  const { left, right, top, bottom, width, height } = panel;
  const [end, floor] = [width - right, height - bottom];
  const dots = points.map(({ step, error }) => `${xOf(step)},${yOf(error)}`);
  const ownY = yOf(own);
  const ownText = own === 0 ? "0" : own.toExponential(1);
  // The label stands above the line, but below it at the top.
  const labelY = ownY < top + 16 ? ownY + 13 : ownY - 5;
  return [
    `<text x="${left}" y="${top - 12}" font-size="13">${escaped(shortened(title))}</text>`,
    `<text x="${left + 8}" y="${top + 14}" fill="#26c">error of the differences</text>`,
    ...decades(errorDecades, 3).map((decade) => {
      const y = yOf(10 ** decade);
      return `<path d="M${left} ${y}H${end}" stroke="#e4e4e4"/><text x="${left - 6}" y="${y + 4}" text-anchor="end">1e${decade}</text>`;
    }),
    ...decades(stepDecades, 1).map((decade) => {
      const x = xOf(10 ** decade);
      return `<path d="M${x} ${top}V${floor}" stroke="#f0f0f0"/><text x="${x}" y="${floor + 15}" text-anchor="middle">1e${decade}</text>`;
    }),
    `<path d="M${left} ${top}V${floor}H${end}" fill="none" stroke="#444"/>`,
    `<text x="${(left + end) / 2}" y="${height - 8}" text-anchor="middle">step of the differences</text>`,
    `<path d="M${left} ${ownY}H${end}" stroke="#c33" stroke-dasharray="5 4"/>`,
    `<text x="${end}" y="${labelY}" text-anchor="end" fill="#c33">the derivative’s own error: ${ownText}</text>`,
    `<polyline points="${dots.join(" ")}" fill="none" stroke="#26c" stroke-width="1.5"/>`,
    ...dots.map((dot) => `<circle cx="${dot.split(",")[0]}" cy="${dot.split(",")[1]}" r="2.5" fill="#26c"/>`),
  ].join("\n");
}

function decades({ from, to }: { readonly from: number; readonly to: number }, by: number): readonly number[] {
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, i) => to - i * by);
}

function xOf(step: number): number {
  const { from, to } = stepDecades;
  return rounded(
    panel.left + share(decadeOf(step, stepDecades) - from, to - from) * (panel.width - panel.left - panel.right),
  );
}

function yOf(error: number): number {
  const { from, to } = errorDecades;
  return rounded(
    panel.top + share(to - decadeOf(error, errorDecades), to - from) * (panel.height - panel.top - panel.bottom),
  );
}

function share(part: number, whole: number): number {
  return part / whole;
}

function rounded(x: number): number {
  return Math.round(x * 10) / 10;
}

/** As much as a panel is wide. */
function shortened(title: string): string {
  return title.length > longestTitle ? `${title.slice(0, longestTitle - 1)}…` : title;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
