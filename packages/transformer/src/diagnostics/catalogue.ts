/** The diagnostics by code, and the making of one. */
import { entries } from "./codes.ts";
import type { Code, CodeText } from "./codes.ts";
import type { Diagnostic, Fix, Related, Span } from "./diagnostic.ts";

export type { Code };

export interface CatalogueEntry extends CodeText {
  /** Where the reference describes it. */
  readonly page: string;
}

export const codes: readonly Code[] = Object.keys(entries) as Code[];

/** The reference text of every code. */
export const catalogue: Readonly<Record<Code, CatalogueEntry>> = Object.fromEntries(
  codes.map((code) => [code, { ...entries[code], page: `docs/diagnostics.md#${code.toLowerCase()}` }]),
) as Record<Code, CatalogueEntry>;

export function isCode(text: string): text is Code {
  return Object.hasOwn(entries, text);
}

/** The reference text of a code, or undefined where there is no such code. */
export function explanationOf(code: string): CatalogueEntry | undefined {
  return isCode(code) ? catalogue[code] : undefined;
}

/** Where a finding lies and what more there is to say about it. */
export interface Place {
  readonly fileName: string;
  readonly span: Span;
  readonly related?: readonly Related[];
  readonly fix?: Fix;
}

/** A finding; without a `fix` of its own, the way out that the catalogue names. */
export function diagnostic(
  code: Code,
  severity: Diagnostic["severity"],
  message: string,
  { fileName, span, related = [], fix }: Place,
): Diagnostic {
  return { code, severity, message, fileName, span, related, fix: fix ?? { title: wayOut(code), edits: [] } };
}

/** The catalogue's `fix` as the end of a sentence: no capital, no full stop. */
function wayOut(code: Code): string {
  const { fix } = catalogue[code];
  return `${fix.charAt(0).toLowerCase()}${fix.slice(1)}`.replace(/\.$/, "");
}

/** The start of a file, for findings about the file as a whole. */
export const wholeFile: Span = { start: 0, length: 0, line: 1, column: 1 };
