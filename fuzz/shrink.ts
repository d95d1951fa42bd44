/** Makes a failing program small: drops lines, pairs of braces and parts of expressions while the finding stays what it was. */
import type { Program } from "./generate/program.ts";

/** What is to stay: the finding without its numbers. */
function essence(finding: string): string {
  return finding.replaceAll(/%\d+|-?\d[\d.e+-]*|\(.*?\)/g, "#").slice(0, 60);
}

export function shrink(
  program: Program,
  finding: string,
  findingOf: (program: Program) => string | undefined,
  most = 400,
): Program {
  const wanted = essence(finding);
  let tries = 0;
  const fails = (text: string): boolean => {
    if (tries++ > most) return false;
    try {
      const found = findingOf({ ...program, text });
      return found !== undefined && essence(found) === wanted;
    } catch {
      return false;
    }
  };
  let lines = program.text.split("\n");
  for (let size = Math.ceil(lines.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at + size <= lines.length;) {
      const without = [...lines.slice(0, at), ...lines.slice(at + size)];
      if (fails(without.join("\n"))) lines = without;
      else at += size;
    }
  }
  // Whole blocks, kept or unwrapped.
  for (let at = 0; at < lines.length; at++) {
    const end = closing(lines, at);
    if (end === undefined) continue;
    const gone = [...lines.slice(0, at), ...lines.slice(end + 1)];
    const open = [...lines.slice(0, at), ...lines.slice(at + 1, end), ...lines.slice(end + 1)];
    if (fails(gone.join("\n"))) lines = gone;
    else if (fails(open.join("\n"))) lines = open;
    else continue;
    at--;
  }
  let text = lines.join("\n");
  for (let isNew = true; isNew;) {
    isNew = false;
    for (const [from, to] of simpler(text)) {
      if (!fails(to)) continue;
      text = to;
      isNew = from !== to;
      break;
    }
  }
  return { ...program, text };
}

/** The line on which the block that a line opens ends. */
function closing(lines: readonly string[], at: number): number | undefined {
  const line = lines[at]!;
  if (!line.trimEnd().endsWith("{")) return undefined;
  const tab = /^ */.exec(line)![0];
  const end = lines.findIndex((other, i) => i > at && other.startsWith(`${tab}}`));
  return end < 0 ? undefined : end;
}

/** Texts in which one parenthesised part is a number. */
function* simpler(text: string): Generator<readonly [string, string]> {
  for (const match of text.matchAll(/\((?:[^()]|\([^()]*\))*\)/g)) {
    if (match[0].length < 8) continue;
    yield [text, `${text.slice(0, match.index)}(0.5)${text.slice(match.index + match[0].length)}`];
  }
}
