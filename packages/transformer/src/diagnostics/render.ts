/**
 * Findings as text for a terminal: where, what, the line itself, and under it the way out.
 *   huber.ts:9:13 AD2003  `lookup(r)` receives an active value and has no derivative
 *      9 |   const k = lookup(r);
 *        |             ^^^^^^^^^ mark it // @differentiable, give it a rule, or cut it with stopGradient(r)
 */
import { highlight } from "@babel/code-frame";
import { explanationOf } from "./catalogue.ts";
import type { Diagnostic, Span } from "./diagnostic.ts";

export interface RenderOptions {
  /** The text of a file, for its frame; undefined where it cannot be had. */
  readonly textOf: (fileName: string) => string | undefined;
  /** How a file is called in the message; its name where nothing is said. */
  readonly nameOf?: (fileName: string) => string;
  readonly colors?: boolean;
}

type Style = "red" | "yellow" | "cyan" | "gray";
type Paint = (style: Style, text: string) => string;

/** Select Graphic Rendition (ECMA-48): bold and a colour for what matters. */
const renditionOf: { readonly [S in Style]: string } = { red: "1;31", yellow: "1;33", cyan: "36", gray: "90" };
const styleOfSeverity: { readonly [S in Diagnostic["severity"]]: Style } = {
  error: "red",
  warning: "yellow",
  note: "cyan",
};

/** One finding, with its frame and those of the places it mentions; no newline at the end. */
export function renderDiagnostic(diagnostic: Diagnostic, options: RenderOptions): string {
  const paint: Paint = (style, text) => (options.colors ? `\u001b[${renditionOf[style]}m${text}\u001b[0m` : text);
  const name = options.nameOf ?? ((fileName: string) => fileName);
  const place = (fileName: string, { line, column }: Span): string =>
    paint("cyan", `${name(fileName)}:${line}:${column}`);
  const style = styleOfSeverity[diagnostic.severity];
  const kind = diagnostic.severity === "error" ? "" : ` ${diagnostic.severity}`;

  const lines = [
    `${place(diagnostic.fileName, diagnostic.span)} ${paint(style, diagnostic.code + kind)}  ${diagnostic.message}`,
  ];
  const text = options.textOf(diagnostic.fileName);
  const wayOut = wayOutOf(diagnostic);
  if (text !== undefined)
    lines.push(...frame(text, diagnostic.span, { paint, style, note: wayOut, colors: options.colors === true }));
  else if (wayOut !== "") lines.push(`   ${wayOut}`);

  for (const related of diagnostic.related) {
    const fileName = related.fileName ?? diagnostic.fileName;
    const relatedText = options.textOf(fileName);
    lines.push(`  ${place(fileName, related.span)}  ${related.message}`);
    if (relatedText === undefined) continue;
    lines.push(
      ...frame(relatedText, related.span, { paint, style: "cyan", note: "", colors: options.colors === true }),
    );
  }
  return lines.join("\n");
}

interface FrameStyle {
  readonly paint: Paint;
  readonly style: Style;
  readonly note: string;
  readonly colors: boolean;
}

/** The line of a span with a caret under each of its characters; of a longer span its first line. */
function frame(text: string, span: Span, { paint, style, note, colors }: FrameStyle): readonly string[] {
  const start = lineStart(text, span.start);
  const line = text.slice(start, lineEnd(text, span.start));
  const offset = span.start - start;
  // Tabs stay tabs, so that the carets stand under what they mean at any tab width.
  const indent = line.slice(0, offset).replaceAll(/[^\t]/g, " ");
  const carets = "^".repeat(Math.max(1, Math.min(span.length, line.length - offset)));
  const number = String(span.line).padStart(4);
  return [
    `${paint("gray", `${number} |`)} ${colors ? highlight(line) : line}`.trimEnd(),
    `${paint("gray", `${" ".repeat(number.length)} |`)} ${indent}${paint(style, carets)}${note === "" ? "" : ` ${note}`}`,
  ];
}

const newline = /[\n\r\u2028\u2029]/;

function lineStart(text: string, position: number): number {
  let start = position;
  while (start > 0 && !newline.test(text[start - 1] ?? "")) start--;
  return start;
}

function lineEnd(text: string, position: number): number {
  let end = position;
  while (end < text.length && !newline.test(text[end] ?? "")) end++;
  return end;
}

/** What to write instead; a note often asks for nothing. */
function wayOutOf({ fix }: Diagnostic): string {
  return fix === undefined || fix.title.startsWith("nothing") ? "" : fix.title;
}

/** The long text of a code (`AD2003`, in any case of letters), or undefined where there is no such code. */
export function explainCode(text: string): string | undefined {
  const code = text.toUpperCase();
  const entry = explanationOf(code);
  if (!entry) return undefined;
  const { title, why, fix, page } = entry;
  return [`${code}  ${title}`, "", `Why:         ${why}`, `What to do:  ${fix}`, `More:        ${page}`].join("\n");
}
