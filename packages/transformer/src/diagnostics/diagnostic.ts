/** A finding about the user's text: data, never an exception (CONTRACT, Diagnostics). */
import type { Code } from "./codes.ts";

export interface Span {
  /** UTF-16 offset and length; line and column from 1. */
  readonly start: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
}

export interface Related {
  readonly message: string;
  readonly span: Span;
  /** Where it lies, if not in the file of the diagnostic. */
  readonly fileName?: string;
}

/** A textual edit that mends the finding. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly { readonly start: number; readonly length: number; readonly text: string }[];
}

export interface Diagnostic {
  readonly code: Code;
  readonly severity: "error" | "warning" | "note";
  readonly message: string;
  readonly fileName: string;
  readonly span: Span;
  readonly related: readonly Related[];
  readonly fix?: Fix;
}
