/**
 * What generated text needs of modules. A sibling file imports what the module it is made from exports or imports, and repeats unexported
 * types and literal constants; for anything else there is a diagnostic with the edit "export". Text at the end of a module needs only what
 * the module itself has no name for.
 */
import { diagnostic } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { bindingsOf, joined } from "./bindings.ts";
import type { Binding } from "./bindings.ts";
import { exportStyleOf } from "./common-js.ts";
import { importText } from "./import-text.ts";
import type { Imported } from "./import-text.ts";
import { isJavaScript } from "./javascript.ts";
import { namesUsed } from "./names-used.ts";
import type { UsedName } from "./names-used.ts";
import type { Opened } from "./open.ts";
import type { OutsideName } from "./outside-names.ts";
import { spanOf } from "./span.ts";

export interface SiblingHead {
  /** Imports and copies, to stand before the functions. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

type Brought = OutsideName & { readonly isType: boolean };

interface HeadOptions {
  /** How the sibling imports the original. */
  readonly specifier: string;
  readonly outside: readonly OutsideName[];
}

export function siblingHead(opened: Opened, emitted: string, { specifier, outside }: HeadOptions): SiblingHead {
  const { ts, sourceFile, fileName } = opened;
  const bindings = bindingsOf(opened, specifier);
  const outsideOf = new Map(outside.map((one) => [one.name, one]));
  const diagnostics: Diagnostic[] = [];
  const copies: NonNullable<Binding["copy"]>[] = [];
  const imports: Imported[] = [];
  const brought: Brought[] = [];
  const seen = new Set<string>();
  const waiting = [...namesUsed(ts, emitted)];
  const usedAsValue = new Set(waiting.filter(({ isType }) => !isType).map(({ name }) => name));
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { name } = next;
    if (seen.has(name)) continue;
    const foreign = outsideOf.get(name);
    const binding = bindings.get(name);
    if (!foreign && !binding) continue;
    seen.add(name);
    if (foreign) {
      brought.push({ ...rebased(foreign, specifier), isType: !usedAsValue.has(name) });
      if (foreign.kind === "copy") waiting.push(...namesUsed(ts, foreign.text));
    } else if (binding?.from !== undefined && binding.exportedAs !== undefined) {
      const isType = binding.isType || !usedAsValue.has(name);
      imports.push({ name, exportedAs: binding.exportedAs, isType, from: binding.from });
    } else if (binding?.copy) {
      copies.push(binding.copy);
      waiting.push(...namesUsed(ts, binding.copy.getText(sourceFile)));
    } else if (binding) {
      const start = outermost(binding.node, sourceFile).getStart(sourceFile);
      const span = spanOf(sourceFile, binding.node.getStart(sourceFile), binding.node.getWidth(sourceFile));
      const fix = { title: `export \`${name}\``, edits: [{ start, length: 0, text: "export " }] };
      const message = `\`${name}\` is needed by the generated file and is not exported`;
      diagnostics.push(
        diagnostic("AD1015", "error", message, {
          fileName,
          span,
          ...(exportStyleOf(ts, sourceFile) === "es" && { fix }),
        }),
      );
    }
  }
  copies.sort((a, b) => a.pos - b.pos);
  const parts = [headText(opened, imports, brought), ...copies.map((copy) => copyText(opened, copy))];
  return { text: parts.filter((part) => part !== "").join("\n\n"), diagnostics };
}

function copyText({ ts, sourceFile }: Opened, copy: NonNullable<Binding["copy"]>): string {
  const text = copy.getText(sourceFile);
  return ts.isVariableDeclaration(copy) ? `const ${text};` : text;
}

/** What text at the end of the module has to bring along. */
export function outsideHead(opened: Opened, emitted: string, outside: readonly OutsideName[]): string {
  if (outside.length === 0) return "";
  return headText(opened, [], broughtBy(namesUsed(opened.ts, emitted), outside));
}

/** Those that names ask for; a type where nothing asks for the value. */
function broughtBy(used: readonly UsedName[], outside: readonly OutsideName[]): readonly Brought[] {
  const asked = new Map(used.map(({ name, isType }) => [name, isType]));
  return outside.flatMap((one) => {
    const isType = asked.get(one.name);
    return isType === undefined ? [] : [{ ...one, isType }];
  });
}

function rebased(one: OutsideName, specifier: string): OutsideName {
  const folder = specifier.slice(0, specifier.lastIndexOf("/") + 1);
  if (one.kind !== "import" || !/^\.\.?\//.test(one.from) || folder === "./") return one;
  return { ...one, from: joined(folder, one.from) };
}

function headText({ ts, sourceFile }: Opened, imports: readonly Imported[], brought: readonly Brought[]): string {
  const all = [...imports, ...brought.flatMap((one) => (one.kind === "import" ? [one] : []))];
  const isScript = isJavaScript(sourceFile.fileName);
  const values = all.filter(({ isType }) => !isScript || !isType);
  const types = all.filter(({ isType }) => isScript && isType);
  const copies = brought.flatMap((one) => (one.kind === "copy" ? [one.text] : []));
  return [importText(values, exportStyleOf(ts, sourceFile)), types.map(typedefOf).join("\n"), copies.join("\n")]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** A type that JavaScript names in comments. */
function typedefOf({ name, exportedAs, from }: Imported): string {
  const member = exportedAs === "*" || exportedAs === "export=" ? "" : `.${exportedAs}`;
  return `/** @typedef {import(${JSON.stringify(from)})${member}} ${name} */`;
}

function outermost(node: Binding["node"], file: Opened["sourceFile"]): Binding["node"] {
  let at = node;
  while (at.parent && at.parent !== file) at = at.parent;
  return at;
}
