/** Half-typed and broken files, derived from fixtures and examples: whatever the text, diagnostics come out and nothing is thrown. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "../packages/transformer/src/compile.ts";
import { randomFrom } from "../packages/transformer/test/fixtures/random.ts";
import type { Random } from "../packages/transformer/test/fixtures/random.ts";

const root = join(import.meta.dirname, "..");

/** One way in which a text breaks. */
type Breaking = (text: string, random: Random) => string;

/** Words, numbers, strings, operators and single characters. */
const tokens = /[\w$]+|"[^"\n]*"|=>|\*\*|[=!<>&|+*/-]{1,3}|\S/g;

const breakings: readonly Breaking[] = [
  // Typed so far.
  (text, random) => text.slice(0, Math.floor(random() * text.length)),
  // A piece cut out of the middle.
  (text, random) => {
    const [from, to] = [random(), random()].toSorted((a, b) => a - b) as [number, number];
    return (
      text.slice(0, Math.floor(from * text.length)) + text.slice(Math.floor((from + (to - from) / 8) * text.length))
    );
  },
  // Tokens missing.
  (text, random) => atToken(text, random, () => ""),
  (text, random) => {
    let broken = text;
    for (let i = 0; i < 5; i++) broken = atToken(broken, random, () => "");
    return broken;
  },
  // A line twice.
  (text, random) => {
    const lines = text.split("\n");
    const at = Math.floor(random() * lines.length);
    return lines.toSpliced(at, 0, lines[at]!).join("\n");
  },
  // A bracket for another.
  (text, random) => {
    const places = [...text.matchAll(/[()[\]{}]/g)].map(({ index }) => index);
    const at = places[Math.floor(random() * places.length)] ?? 0;
    return text.slice(0, at) + "()[]{}".charAt(Math.floor(random() * 6)) + text.slice(at + 1);
  },
  // Something that was typed into the wrong window.
  (text, random) => {
    const garbage = [
      "\0",
      "\u2028",
      "😀",
      "`${",
      "/*",
      "*/",
      "}}}",
      "<<<<<<< HEAD",
      "@",
      "#x",
      "\\u",
      "return return",
      "export default",
      "?.(",
    ];
    const at = Math.floor(random() * text.length);
    return text.slice(0, at) + garbage[Math.floor(random() * garbage.length)]! + text.slice(at);
  },
  // A name that nothing declares, an operator for another, a keyword for a name.
  (text, random) => atToken(text, random, (token) => (/^\w/.test(token) ? "unknownName" : token)),
  (text, random) => atToken(text, random, (token) => (/^[+*/-]$/.test(token) ? "??=" : token)),
  (text, random) => atToken(text, random, (token) => (/^[a-z]\w*$/.test(token) ? "yield" : token)),
  // Two tokens the wrong way round.
  (text, random) => {
    const found = [...text.matchAll(tokens)];
    const at = Math.floor(random() * (found.length - 1));
    const [one, two] = [found[at], found[at + 1]];
    if (!one || !two) return text;
    const between = text.slice(one.index + one[0].length, two.index);
    return text.slice(0, one.index) + two[0] + between + one[0] + text.slice(two.index + two[0].length);
  },
];

function atToken(text: string, random: Random, replaced: (token: string) => string): string {
  const found = [...text.matchAll(tokens)];
  const start = Math.floor(random() * found.length);
  const fits = [...found.slice(start), ...found.slice(0, start)].find(([token]) => replaced(token) !== token);
  if (!fits) return text;
  return text.slice(0, fits.index) + replaced(fits[0]) + text.slice(fits.index + fits[0].length);
}

export interface BrokenFindings {
  readonly summary: string;
  readonly faults: readonly string[];
}

/** The same texts each time: by their number. */
export function brokenText(number: number): { readonly fileName: string; readonly text: string } {
  const random = randomFrom(`broken ${number}`);
  const files = sourceFiles();
  const fileName = files[Math.floor(random() * files.length)]!;
  const breaking = breakings[number % breakings.length]!;
  return { fileName, text: breaking(readFileSync(join(root, fileName), "utf8"), random) };
}

export function breakFiles(count: number): BrokenFindings {
  const faults: string[] = [];
  let refused = 0;
  for (let i = 0; i < count; i++) {
    const { fileName, text } = brokenText(i);
    const found = faultsOfBroken(fileName, text, () => refused++);
    faults.push(...found.map((fault) => `${i} (${fileName}): ${fault}`));
  }
  return { summary: `${refused} with errors, ${count - refused} without, ${faults.length} faults`, faults };
}

/** Whatever the text: no exception, no fault of adgen's own, a text that begins as the given one does, spans inside of it. */
export function faultsOfBroken(
  fileName: string,
  text: string,
  onRefused: () => void = () => undefined,
): readonly string[] {
  try {
    const { code, diagnostics } = compile(text, { fileName });
    if (diagnostics.some(({ severity }) => severity === "error")) onRefused();
    return faultsOf(text, code, diagnostics);
  } catch (error) {
    return [`exception ${String((error as Error).stack ?? error)}`];
  }
}

type Result = ReturnType<typeof compile>;

function faultsOf(text: string, code: string, diagnostics: Result["diagnostics"]): readonly string[] {
  const faults: string[] = [];
  // Operator calls are replaced where they stand, and what was generated before is generated anew.
  const mayChange = /@adgen\/runtime|#region adgen/.test(text);
  if (!mayChange && !code.startsWith(text.trimEnd())) faults.push("changed text");
  for (const { code: own, message, span } of diagnostics) {
    if (own.startsWith("AD9")) faults.push(`${own} ${message}`);
    const isInside = span.start >= 0 && span.start + span.length <= text.length && span.line >= 1 && span.column >= 1;
    if (!isInside) faults.push(`${own} has a span outside of the text`);
  }
  return faults;
}

let known: readonly string[] | undefined;

/** Fixtures and examples. */
function sourceFiles(): readonly string[] {
  known ??= ["test-fixtures", "examples"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(ts|js)$/.test(file) && !/\.ad\.|\.run\.|\.d\.ts$|(^|[\\/])\.|node_modules/.test(file))
      .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
      .toSorted(),
  );
  return known;
}
