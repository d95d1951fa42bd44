/** `--watch`: compiles again what a change touches, until it is stopped. */
import { statSync, watch as watchFolder } from "node:fs";
import type { FSWatcher } from "node:fs";
import { dirname } from "node:path";
import { isGeneratedName } from "../names.ts";
import type { Input } from "../inputs.ts";
import type { Session } from "../session.ts";
import { textIfThere } from "../write.ts";
import type { Outcome } from "./generate.ts";

/** Editors save in several steps; they are taken as one. */
const settling = 60;

/** File systems tell the time of a change by a clock that lags behind by some milliseconds. */
const lag = 20;

/**
 * `run` compiles some inputs and says what they depend on; `find` looks for the inputs again, since files come and go.
 * Resolves when the world says stop.
 */
export async function watch(
  find: () => readonly Input[],
  run: (inputs: readonly Input[]) => Outcome,
  { io, projects, report }: Session,
): Promise<void> {
  const textOfFile = new Map<string, string | undefined>();
  const dependenciesOf = new Map<string, readonly string[]>();
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;

  const compile = (inputs: readonly Input[]): void => {
    const startedAt = Date.now();
    for (const [fileName, dependencies] of run(inputs).dependenciesOf) {
      dependenciesOf.set(fileName, dependencies);
      for (const name of [fileName, ...dependencies]) {
        const isNew = isWrittenSince(name, startedAt);
        // It may have been read before it was written.
        textOfFile.set(name, isNew ? undefined : textIfThere(name));
        watchFolderOf(name);
        if (isNew) timer ??= setTimeout(onChange, settling);
      }
    }
    report.line("watching for changes");
  };
  const onChange = (): void => {
    timer = undefined;
    const changed = new Set([...textOfFile].filter(([name, text]) => textIfThere(name) !== text).map(([name]) => name));
    const isTouched = ({ fileName }: Input): boolean =>
      [fileName, ...(dependenciesOf.get(fileName) ?? [])].some((name) => changed.has(name)) ||
      !textOfFile.has(fileName);
    const touched = find().filter(isTouched);
    for (const name of changed) textOfFile.set(name, textIfThere(name));
    if (touched.length === 0) return;
    report.forget();
    projects.refresh([...changed]);
    compile(touched);
  };
  const watchFolderOf = (name: string): void => {
    const folder = dirname(name);
    if (watchers.has(folder)) return;
    const watcher = watchFolder(folder, (_, changed) => {
      if (changed !== null && (isGeneratedName(changed) || changed.endsWith(".tmp"))) return;
      clearTimeout(timer);
      timer = setTimeout(onChange, settling);
    });
    // A folder that is removed is no longer watched; what was in it is reported when it is compiled.
    watcher.on("error", () => watchers.delete(folder));
    watchers.set(folder, watcher);
  };

  compile(find());
  await new Promise<void>((resolve) => {
    if (io.stop.aborted) resolve();
    else io.stop.addEventListener("abort", () => resolve(), { once: true });
  });
  clearTimeout(timer);
  for (const watcher of watchers.values()) watcher.close();
}

function isWrittenSince(fileName: string, time: number): boolean {
  const stats = statSync(fileName, { throwIfNoEntry: false });
  return stats !== undefined && stats.mtimeMs >= time - lag;
}
