/**
 * What stands in the text in the place of an operator call, on its line, with the call itself kept in a comment: so compiling the output
 * finds it again.
 *   grad(loss)(w)        =>   loss_grad, then `adgen: grad(loss)` in a comment, then (w)
 */
import type { OperatorUse } from "../ir/request.ts";

export interface Replacement {
  readonly start: number;
  readonly length: number;
  readonly text: string;
}

const opening = " /* adgen: ";
const closing = " */";

/** `name`: of the function that was made. */
export function replacementOf({ span, text, passing }: OperatorUse, name: string, language: "ts" | "js"): Replacement {
  const kept = text.replaceAll(/\*(\\*)\//g, "*\\$1/");
  return {
    start: span.start,
    length: span.length,
    text: `${passed(passing, name, language)}${opening}${kept}${closing}`,
  };
}

/** The function, or an arrow that hands on what is captured. */
function passed(passing: OperatorUse["passing"], name: string, language: "ts" | "js"): string {
  if (!passing) return name;
  const parameters = passing.parameters.map(({ name: own, optional, type }) => {
    const typeText = typeof type === "string" ? type : `Parameters<typeof ${name}>[${type}]`;
    if (language === "js") return `/** @type {${typeText}${optional ? "=" : ""}} */ ${own}`;
    return `${own}${optional ? "?" : ""}: ${typeText}`;
  });
  return `((${parameters.join(", ")}) => ${name}(${passing.args.join(", ")}))`;
}

export function replaced(source: string, replacements: readonly Replacement[]): string {
  return replacements
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, length, text: own }) => text.slice(0, start) + own + text.slice(start + length), source);
}

/** The text with the operator calls that were replaced in it. */
export function restored(source: string): string {
  let text = source;
  for (let at = text.lastIndexOf(opening); at >= 0; at = text.lastIndexOf(opening, at - 1)) {
    const end = text.indexOf(closing, at + opening.length);
    if (end < 0) continue;
    const call = text.slice(at + opening.length, end).replaceAll(/\*\\(\\*)\//g, "*$1/");
    text = text.slice(0, startBefore(text, at)) + call + text.slice(end + closing.length);
    if (at === 0) break;
  }
  return text;
}

/** Where the name, or the expression in parentheses, begins that ends at `end`. */
function startBefore(text: string, end: number): number {
  let at = end;
  if (text[at - 1] !== ")") {
    while (at > 0 && /[\w$]/.test(text.charAt(at - 1))) at--;
    return at;
  }
  let depth = 0;
  do {
    at--;
    if (text[at] === ")") depth++;
    if (text[at] === "(") depth--;
  } while (at > 0 && depth > 0);
  return at;
}

/** A line that mentions what the replaced text mentioned: an import, or a function, that only it named stays in use. */
export function docOf(uses: readonly OperatorUse[]): readonly string[] {
  if (uses.length === 0) return [];
  const link = (name: string): string => `{@link ${name}}`;
  const operators = new Set(uses.flatMap(({ mentions }) => mentions.slice(0, 1)));
  const others = [...new Set(uses.flatMap(({ mentions }) => mentions.slice(1)))].filter((name) => !operators.has(name));
  const isNamed = uses.every(({ text }) => /^[\w$.]+\(\s*[\w$.]+\s*[,)]/.test(text));
  const of = isNamed ? others.map(link) : ["an arrow", ...others.map(link)];
  return [`${[...operators].map(link).join(", ")} of ${of.join(", ")}.`];
}
