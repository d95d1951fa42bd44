/** Mutants of the transforms: which there are, by Stryker's mutators, and a sample of them that stays the same while the code does. */
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";

/** A change of a piece of a source file. */
export interface Mutant {
  /** From packages/transformer/src. */
  readonly file: string;
  readonly mutator: string;
  readonly line: number;
  /** UTF-16 offsets of what is replaced. */
  readonly start: number;
  readonly end: number;
  readonly from: string;
  readonly to: string;
  /** Tells it from all others, wherever it stands in its file. */
  readonly key: string;
}

const sources = join(import.meta.dirname, "../packages/transformer/src");

const silent = (): void => undefined;
const logger = {
  isTraceEnabled: (): boolean => false,
  isDebugEnabled: (): boolean => false,
  isInfoEnabled: (): boolean => false,
  isWarnEnabled: (): boolean => false,
  isErrorEnabled: (): boolean => false,
  isFatalEnabled: (): boolean => false,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  fatal: silent,
};

/** All mutants of the files of a folder. Texts are left alone: they are names and messages. */
export async function mutantsOf(folder: string): Promise<readonly Mutant[]> {
  const names = globSync(`${folder}/**/*.ts`, { cwd: sources }).toSorted();
  const files = names.map((name) => ({
    name: join(sources, name),
    content: readFileSync(join(sources, name), "utf8"),
    mutate: true,
  }));
  const { mutants } = await new Instrumenter(logger).instrument(files, {
    plugins: null,
    ignorers: [],
    excludedMutations: [],
  });
  const contentOf = new Map(files.map(({ name, content }) => [name, content]));
  const seen = new Map<string, number>();
  const kept = mutants.filter(({ mutatorName }) => mutatorName !== "StringLiteral");
  return kept.map(({ fileName, mutatorName, replacement, location }) => {
    const content = contentOf.get(fileName)!;
    const starts = lineStarts(content);
    const start = starts[location.start.line]! + location.start.column;
    const end = starts[location.end.line]! + location.end.column;
    const file = relative(sources, fileName).replaceAll("\\", "/");
    const from = content.slice(start, end);
    const what = `${file} ${mutatorName} ${from} => ${replacement}`;
    const count = (seen.get(what) ?? 0) + 1;
    seen.set(what, count);
    const line = location.start.line + 1;
    return { file, mutator: mutatorName, line, start, end, from, to: replacement, key: `${what} #${count}` };
  });
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** The mutants that come first in an order that has nothing to do with where they stand. */
export function sampleOf(mutants: readonly Mutant[], count: number): readonly Mutant[] {
  const place = (key: string): string => createHash("sha256").update(`adgen ${key}`).digest("hex");
  const placed = mutants.map((mutant) => ({ mutant, at: place(mutant.key) }));
  return placed
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant);
}
