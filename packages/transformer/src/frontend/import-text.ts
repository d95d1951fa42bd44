/** Imports as text: of ES modules, of CommonJS, and with `import x = require(…)`. */
import { freshName } from "../base/fresh-name.ts";
import { assertNever } from "../base/assert-never.ts";
import type { ExportStyle } from "./common-js.ts";

export interface Imported {
  readonly name: string;
  /** "default"; "*" for the whole module; "export=" for what a CommonJS module is. */
  readonly exportedAs: string;
  readonly from: string;
  readonly isType: boolean;
}

export function importText(imports: readonly Imported[], style: ExportStyle): string {
  const sorted = imports.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  switch (style) {
    case "es":
      return esText(sorted).join("\n");
    case "common-js":
      return commonJsText(sorted).join("\n");
    case "export=":
      return importEqualsText(sorted).join("\n");
    default:
      return assertNever(style, "style of imports");
  }
}

/** What a module exports by name is taken from the whole of it. */
function importEqualsText(imports: readonly Imported[]): readonly string[] {
  const types = imports.filter(({ isType }) => isType);
  const values = imports.filter(({ isType }) => !isType);
  const taken = new Set(imports.map(({ name }) => name));
  const whole = values.filter(({ exportedAs }) => exportedAs === "*" || exportedAs === "export=");
  const lines = whole.map(({ name, from }) => `import ${name} = require(${JSON.stringify(from)});`);
  const groups = new Map<string, string[]>();
  for (const { name, exportedAs, from } of values.filter((one) => !whole.includes(one)))
    add(groups, from, exportedAs === name ? name : `${exportedAs}: ${name}`);
  const parts: string[] = [];
  for (const [from, items] of groups) {
    const module = freshName("original", taken);
    lines.push(`import ${module} = require(${JSON.stringify(from)});`);
    parts.push(listed("const {", items, `} = ${module};`));
  }
  return [...esText(types), ...lines, ...parts];
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
