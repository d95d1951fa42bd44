/** The text of a marker: `@differentiable wrt: x, opts.rate modes: jvp, vjp`. */
import type { Code } from "../diagnostics/catalogue.ts";
import { allModes } from "../ir/request.ts";
import type { Mode } from "../ir/request.ts";
import { suggest } from "./suggest.ts";

/** A word of a marker with its place in the file. */
export interface Word {
  readonly text: string;
  readonly start: number;
}

export interface MarkerFinding {
  readonly code: Code;
  readonly message: string;
  readonly word: Word;
}

export interface MarkerText {
  readonly wrt: readonly Word[] | undefined;
  readonly modes: readonly Mode[] | undefined;
  readonly findings: readonly MarkerFinding[];
}

const options = ["wrt", "modes"] as const;

/** `text` is what follows `@differentiable` in its comment; `start` its place in the file. */
export function parseMarker(text: string, start: number): MarkerText {
  const findings: MarkerFinding[] = [];
  const given = new Map<string, Word[]>();
  let current: Word[] | undefined;
  for (const match of text.matchAll(/([^\s,;:]+)(\s*:)?/g)) {
    const word: Word = { text: match[1] ?? "", start: start + match.index };
    if (match[2] !== undefined) {
      current = optionOf(word, given, findings);
    } else if (current) {
      if (current.some((other) => other.text === word.text)) {
        findings.push({ code: "AD1007", message: `\`${word.text}\` is named twice`, word });
      } else {
        current.push(word);
      }
    } else {
      findings.push({ code: "AD1004", message: unknownOption(word.text), word });
      current = [];
    }
  }
  return { wrt: given.get("wrt"), modes: modesOf(given.get("modes"), findings), findings };
}

function optionOf(word: Word, given: Map<string, Word[]>, findings: MarkerFinding[]): Word[] {
  const words: Word[] = [];
  if (!options.some((option) => option === word.text)) {
    findings.push({ code: "AD1004", message: unknownOption(word.text), word });
  } else if (given.has(word.text)) {
    findings.push({ code: "AD1007", message: `\`${word.text}:\` is given twice`, word });
  } else {
    given.set(word.text, words);
  }
  return words;
}

function unknownOption(text: string): string {
  const near = suggest(text, options);
  return `\`${text}\` is no option of a marker${near === undefined ? "" : `; did you mean \`${near}:\`?`}`;
}

function modesOf(words: readonly Word[] | undefined, findings: MarkerFinding[]): readonly Mode[] | undefined {
  if (!words) return undefined;
  const modes: Mode[] = [];
  for (const word of words) {
    const mode = allModes.find((one) => one === word.text);
    if (mode) {
      modes.push(mode);
      continue;
    }
    const near = suggest(word.text, allModes);
    const hint = near === undefined ? "" : `; did you mean \`${near}\`?`;
    findings.push({ code: "AD1005", message: `\`${word.text}\` is no mode${hint}`, word });
  }
  return modes;
}
