/** From what the user named (files, folders, globs, a project) to the files to compile. */
import { globSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { CommandError } from "./command-error.ts";
import { isBelow, isGeneratedName, isSourceName } from "./names.ts";

export interface Input {
  readonly fileName: string;
  /** Named by itself, not found in a folder, by a glob, or by a tsconfig. */
  readonly isNamed: boolean;
  /** The folder that it was looked for in: below it, `--out-dir` repeats the structure. */
  readonly base: string;
}

export interface Inputs {
  readonly files: readonly Input[];
  readonly errors: readonly CommandError[];
}

const foldersNotEntered: ReadonlySet<string> = new Set(["node_modules", ".git"]);

/** Files by their absolute names, each once, in the order of the arguments (inside a folder or glob by name). */
export function findInputs(names: readonly string[], cwd: string): Inputs {
  const found = new Map<string, Input>();
  const errors: CommandError[] = [];
  for (const name of names) {
    try {
      for (const input of inputsOf(name, cwd)) if (!found.has(input.fileName)) found.set(input.fileName, input);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      errors.push(error);
    }
  }
  return { files: [...found.values()], errors };
}

function inputsOf(name: string, cwd: string): readonly Input[] {
  const path = resolve(cwd, name);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile()) return [namedInput(name, path)];
  if (stats?.isDirectory()) {
    const sources = sourcesBelow(path);
    if (sources.length > 0) return foundInputs(sources, path);
    throw new CommandError(
      "AD1011",
      `there is no TypeScript source in \`${name}\``,
      "name a folder that has .ts files",
    );
  }
  if (/[*?[\]{}]/.test(name)) {
    const matches = globSync(name, { cwd, exclude: (file) => foldersNotEntered.has(file) })
      .map((match) => resolve(cwd, match))
      .filter((match) => isSourceName(match) && statSync(match, { throwIfNoEntry: false })?.isFile());
    if (matches.length > 0)
      return foundInputs(matches.toSorted(), resolve(cwd, /^[^*?[\]{}]*(?=\/)/.exec(name)?.[0] ?? ""));
    throw new CommandError(
      "AD1011",
      `no TypeScript source matches \`${name}\``,
      "quote the glob, and see that it ends in .ts",
    );
  }
  throw new CommandError("AD1010", `there is no file \`${name}\``, `looked for it in ${cwd}`);
}

function namedInput(name: string, fileName: string): Input {
  if (isGeneratedName(fileName)) {
    throw new CommandError("AD1025", `\`${name}\` is a generated file`, "name the file it was generated from");
  }
  if (!isSourceName(fileName)) {
    throw new CommandError("AD1028", `\`${name}\` is not a TypeScript source`, "name a .ts, .mts, .cts or .tsx file");
  }
  return { fileName, isNamed: true, base: dirname(fileName) };
}

export function foundInputs(fileNames: readonly string[], base: string): readonly Input[] {
  return fileNames.map((fileName) => ({ fileName, isNamed: false, base }));
}

/** Links are not followed: what lies behind them has a place of its own. */
function sourcesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return foldersNotEntered.has(entry.name) ? [] : sourcesBelow(path);
    return entry.isFile() && isSourceName(entry.name) ? [path] : [];
  });
}

/** Whether a text has a marker, by a search that finds too many rather than too few. */
export function mayBeMarked(text: string): boolean {
  return text.includes("@differentiable");
}

/** A file's text, without a byte order mark in front of what is analysed. */
export function readSource(fileName: string, shownName: string): string {
  try {
    return readFileSync(fileName, "utf8");
  } catch (error) {
    throw new CommandError("AD1028", `\`${shownName}\` cannot be read`, error instanceof Error ? error.message : "");
  }
}

/** How messages call a file: from the working folder where it lies below it. */
export function shownName(fileName: string, cwd: string): string {
  return isAbsolute(fileName) && isBelow(cwd, fileName) ? relative(cwd, fileName) : fileName;
}
