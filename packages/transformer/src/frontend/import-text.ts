/** Imports as text: of ES modules, and of CommonJS. */

export interface Imported {
  readonly name: string;
  /** "default"; "*" for the whole module; "export=" for what a CommonJS module is. */
  readonly exportedAs: string;
  readonly from: string;
  readonly isType: boolean;
}

export function importText(imports: readonly Imported[], style: "es" | "common-js"): string {
  const sorted = imports.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return (style === "es" ? esText(sorted) : commonJsText(sorted)).join("\n");
}

function esText(imports: readonly Imported[]): readonly string[] {
  const lines: string[] = [];
  const groups = new Map<string, string[]>();
  for (const { name, exportedAs, isType, from } of imports) {
    const keyword = isType ? "import type" : "import";
    if (exportedAs === "default" || exportedAs === "export=")
      lines.push(`${keyword} ${name} from ${JSON.stringify(from)};`);
    else if (exportedAs === "*") lines.push(`${keyword} * as ${name} from ${JSON.stringify(from)};`);
    else add(groups, `${keyword}\n${from}`, exportedAs === name ? name : `${exportedAs} as ${name}`);
  }
  for (const [key, items] of groups) {
    const [keyword = "", from = ""] = key.split("\n");
    lines.push(listed(`${keyword} {`, items, `} from ${JSON.stringify(from)};`));
  }
  return lines;
}

function commonJsText(imports: readonly Imported[]): readonly string[] {
  const lines: string[] = [];
  const groups = new Map<string, string[]>();
  for (const { name, exportedAs, from } of imports) {
    const required = `require(${JSON.stringify(from)})`;
    if (exportedAs === "*" || exportedAs === "export=") lines.push(`const ${name} = ${required};`);
    else add(groups, required, exportedAs === name ? name : `${exportedAs}: ${name}`);
  }
  for (const [required, items] of groups) lines.push(listed("const {", items, `} = ${required};`));
  return lines;
}

function add(groups: Map<string, string[]>, key: string, item: string): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}

function listed(open: string, items: readonly string[], close: string): string {
  const line = `${open} ${items.join(", ")} ${close}`;
  return line.length <= 120 ? line : `${open}\n${items.map((item) => `  ${item},\n`).join("")}${close}`;
}
