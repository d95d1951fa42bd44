/** The computational graph of an evaluation as SVG: every number with its value and adjoint, every edge with its partial. */
import { adjointSweep } from "@adgen/transformer";
import type { Evaluation, TraceNode } from "@adgen/transformer";
import { formulaText, labelsOf, numberText } from "../explain/labels.ts";
import { layered } from "./layers.ts";
import type { Point } from "./layers.ts";

const spacing = { between: 24, layer: 84, margin: 16 } as const;
const box = { height: 48, padding: 10, letter: 6.6 } as const;
const colours = { input: "#dbeafe", output: "#dcfce7", inactive: "#f3f4f6", other: "#ffffff" } as const;

interface Drawn {
  readonly node: TraceNode;
  readonly lines: readonly string[];
  readonly fill: string;
}

/** The numbers that the outputs are made of, and the inputs. */
export function numbersOf({ nodes, inputs, outputs }: Evaluation): readonly TraceNode[] {
  const wanted = new Set<TraceNode>([...inputs, ...outputs].map(({ node }) => node));
  for (const node of nodes.toReversed()) {
    if (!wanted.has(node)) continue;
    for (const { node: operand } of node.made?.operands ?? []) if (operand) wanted.add(operand);
  }
  return nodes.filter((node) => wanted.has(node));
}

export function graphSvg(evaluation: Evaluation, title: string): string {
  const { inputs, outputs } = evaluation;
  const labels = labelsOf(evaluation);
  const { adjoints } = adjointSweep(evaluation, outputs);
  const nodes = numbersOf(evaluation);
  const indexOf = new Map(nodes.map((node, i) => [node, i]));
  const isIn = (list: Evaluation["inputs"], node: TraceNode): boolean => list.some((one) => one.node === node);
  const drawn = nodes.map((node): Drawn => {
    const formula = formulaText(node, labels);
    const label = labels.get(node) ?? "";
    const adjoint = node.isVaried ? `, adjoint ${numberText(adjoints[node.index] ?? 0)}` : "";
    const kind = isIn(outputs, node) ? "output" : isIn(inputs, node) ? "input" : node.isVaried ? "other" : "inactive";
    return {
      node,
      lines: [formula === "" ? label : `${label} = ${formula}`, `${numberText(node.value)}${adjoint}`],
      fill: colours[kind],
    };
  });
  const widths = drawn.map(({ lines }) => Math.max(...lines.map((line) => line.length)) * box.letter + 2 * box.padding);
  const sources = nodes.map(({ made }) =>
    (made?.operands ?? []).flatMap(({ node }, operand) => {
      const index = node && indexOf.get(node);
      return index === undefined ? [] : [{ index, operand }];
    }),
  );
  const placed = layered(
    nodes.map((_, i) => ({ width: widths[i] ?? 0, from: (sources[i] ?? []).map(({ index }) => index) })),
    spacing,
  );
  const edges = nodes.flatMap((node, i) =>
    (placed.edges[i] ?? []).map((way, k) => edgeText(way, partialText(node, sources[i]?.[k]?.operand))),
  );
  const boxes = drawn.map((one, i) => boxText(one, placed.nodes[i] ?? { x: 0, y: 0 }, widths[i] ?? 0));
  const [width, height] = [Math.ceil(Math.max(placed.width, title.length * 8)), Math.ceil(placed.height + 28)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, monospace" font-size="11">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#666"/></marker></defs>`,
    `<text x="${spacing.margin}" y="22" font-size="13">${escaped(title)}</text>`,
    `<g transform="translate(0 28)">`,
    ...edges,
    ...boxes,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

/** The partial derivative along an edge; none where there is no derivative to speak of. */
function partialText({ made, isVaried }: TraceNode, operand: number | undefined): string {
  const partial =
    isVaried && operand !== undefined && made?.operands[operand]?.node?.isVaried
      ? made.contribute(operand, 1)
      : undefined;
  return partial === undefined ? "" : numberText(partial);
}

function edgeText(way: readonly Point[], partial: string): string {
  const points = way.map(({ x, y }, i) => {
    const end = i === 0 ? box.height / 2 : i === way.length - 1 ? -box.height / 2 : 0;
    return { x, y: y + end };
  });
  const [first = { x: 0, y: 0 }, ...rest] = points;
  let path = `M${rounded(first.x)} ${rounded(first.y)}`;
  let before = first;
  for (const point of rest) {
    const middle = rounded((before.y + point.y) / 2);
    path += `C${rounded(before.x)} ${middle} ${rounded(point.x)} ${middle} ${rounded(point.x)} ${rounded(point.y)}`;
    before = point;
  }
  const [next = first] = rest;
  const label = { x: rounded(first.x + (next.x - first.x) * 0.4 + 4), y: rounded(first.y + (next.y - first.y) * 0.45) };
  const text =
    partial === ""
      ? ""
      : `<text x="${label.x}" y="${label.y}" fill="#666" font-size="9" stroke="#fff" stroke-width="3" paint-order="stroke">${partial}</text>`;
  return `<path d="${path}" fill="none" stroke="#888" marker-end="url(#head)"/>${text}`;
}

function boxText({ lines, fill }: Drawn, { x, y }: Point, width: number): string {
  const [left, top] = [rounded(x - width / 2), rounded(y - box.height / 2)];
  const texts = lines.map(
    (line, i) =>
      `<text x="${rounded(x)}" y="${rounded(top + 20 + i * 15)}" text-anchor="middle">${escaped(line)}</text>`,
  );
  return `<rect x="${left}" y="${top}" width="${rounded(width)}" height="${box.height}" rx="6" fill="${fill}" stroke="#444"/>${texts.join("")}`;
}

function rounded(x: number): number {
  return Math.round(x * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
