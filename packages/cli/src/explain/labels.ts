/** How the numbers of a trace are called and written. */
import { scalarRules } from "@adgen/transformer";
import type { Evaluation, TraceNode, TraceOperand } from "@adgen/transformer";

export type Labels = ReadonlyMap<TraceNode, string>;

/** The user's names; a name that comes again is counted (`s`, `s#2`), what has none is `v1`, `v2` … */
export function labelsOf({ nodes }: Evaluation): Labels {
  const labels = new Map<TraceNode, string>();
  const seen = new Map<string, number>();
  const taken = new Set(nodes.map(({ name }) => name));
  let unnamed = 0;
  for (const node of nodes) {
    if (node.name === undefined) {
      do unnamed += 1;
      while (taken.has(`v${unnamed}`));
      labels.set(node, `v${unnamed}`);
      continue;
    }
    const times = (seen.get(node.name) ?? 0) + 1;
    seen.set(node.name, times);
    labels.set(node, times === 1 ? node.name : `${node.name}#${times}`);
  }
  return labels;
}

/** `v1 * x2`, as the user would write it. */
export function formulaText({ made }: TraceNode, labels: Labels): string {
  if (!made) return "";
  const operands = made.operands.map((operand) => operandText(operand, labels));
  const { source } = scalarRules[made.prim];
  if (typeof source === "string") return `${source}(${operands.join(", ")})`;
  const [a = "", b = "", c = ""] = operands;
  switch (source.kind) {
    case "prefix":
      return `${source.token}${a}`;
    case "infix":
      return `${a} ${source.token} ${b}`;
    case "conditional":
      return `${a} ? ${b} : ${c}`;
    case "expansion":
      return `${made.prim}(${operands.join(", ")})`;
  }
}

function operandText({ node, value }: TraceOperand, labels: Labels): string {
  if (node) return labels.get(node) ?? "";
  return typeof value === "number" ? numberText(value) : String(value);
}

/** Six digits that count. */
export function numberText(value: number): string {
  if (Object.is(value, -0)) return "-0";
  if (value !== 0 && Math.abs(value) < 1e-4) return value.toExponential(5).replace(/\.?0+e/, "e");
  return String(Number(value.toPrecision(6)));
}
