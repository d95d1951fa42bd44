/** A folder with files, and the command run in it. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";
import { onTestFinished } from "vitest";
import { run } from "../src/run.ts";
import type { ExitCode } from "../src/io.ts";

export interface Ran {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

export interface World {
  readonly folder: string;
  readonly run: (...argv: readonly string[]) => Promise<Ran>;
  readonly read: (name: string) => string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  /** The names of all files, sorted. */
  readonly files: () => readonly string[];
  readonly stop: AbortController;
  /** What has been said on standard error so far, by every run. */
  readonly said: () => string;
}

/** Removed when the test ends. */
export function world(files: Readonly<Record<string, string>> = {}): World {
  const folder = mkdtempSync(join(tmpdir(), "adgen-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const stop = new AbortController();
  let said = "";
  const write: World["write"] = (texts) => {
    for (const [name, text] of Object.entries(texts)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  };
  write(files);
  return {
    folder,
    write,
    stop,
    said: () => said,
    read: (name) => readFileSync(join(folder, name), "utf8"),
    files: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(folder.length + 1)
            .replaceAll(sep, "/"),
        )
        .toSorted(),
    run: async (...argv) => {
      let out = "";
      let err = "";
      const code = await run(argv, {
        cwd: folder,
        out: (text) => {
          out += text;
        },
        err: (text) => {
          err += text;
          said += text;
        },
        isTerminal: false,
        colors: false,
        stop: stop.signal,
      });
      return { code, out, err };
    },
  };
}

/** A program with one marked function. */
export const square = `// @differentiable
export function square(x: number): number {
  return x * x;
}
`;

/** One that is refused: its derivative would be a promise. */
export const refused = `// @differentiable
export async function later(x: number): Promise<number> {
  return x;
}
`;
