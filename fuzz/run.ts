/** Judges the programs of a run of seeds in threads. */
import { Worker } from "node:worker_threads";
import type { BatchResult } from "./batch.ts";
import { addCoverage, emptyCoverage } from "./coverage/coverage.ts";
import type { Coverage } from "./coverage/coverage.ts";

export interface RunOptions {
  /** The first seed and how many from there. */
  readonly ranges: readonly (readonly [first: number, programs: number])[];
  readonly workers: number;
  readonly found: (seed: number, finding: string) => void;
  readonly progress?: (done: number) => void;
}

export interface Totals {
  readonly counts: ReadonlyMap<string, number>;
  readonly refusals: ReadonlyMap<string, readonly string[]>;
  readonly coverage: Coverage;
  /** Of the counted ones, how many were judged at order two. */
  readonly orderTwo: number;
}

/** Each has a program of TypeScript of its own; the last ones are small, so that all threads end together. */
function batchSize(left: number, workers: number): number {
  return Math.min(40, Math.max(5, Math.ceil(left / (2 * workers))));
}

/** A program that has not ended by then never will. */
const longest = 300_000;

export async function runPrograms({ ranges, workers, found, progress }: RunOptions): Promise<Totals> {
  const counts = new Map<string, number>();
  const refusals = new Map<string, string[]>();
  const coverage = emptyCoverage();
  const waiting = ranges.map(([next, left]) => ({ next, left }));
  let [orderTwo, done] = [0, 0];

  const take = (result: BatchResult): void => {
    for (const [kind, by] of result.counts) counts.set(kind, (counts.get(kind) ?? 0) + by);
    for (const [code, reasons] of result.refusals) refusals.set(code, [...(refusals.get(code) ?? []), ...reasons]);
    addCoverage(coverage, result.coverage);
    orderTwo += result.orderTwo;
    for (const { seed, finding } of result.findings) found(seed, finding);
  };

  /** One thread, as long as there are programs; it is replaced where a program does not end. */
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      let [size, begun] = [0, 0];
      let timer: NodeJS.Timeout | undefined;
      const worker = new Worker(new URL("./worker.ts", import.meta.url), {
        execArgv: ["--no-warnings"],
        resourceLimits: { maxYoungGenerationSizeMb: 192, maxOldGenerationSizeMb: 4096 },
      });
      const give = (): void => {
        const range = waiting.find(({ left }) => left > 0);
        if (!range) {
          void worker.terminate();
          resolve();
          return;
        }
        const all = waiting.reduce((sum, { left }) => sum + left, 0);
        size = Math.min(batchSize(all, workers), range.left);
        worker.postMessage({ from: range.next, size }, []);
        range.next += size;
        range.left -= size;
      };
      worker.on("error", reject);
      worker.on("message", (message: { readonly begun?: number; readonly result?: BatchResult }) => {
        clearTimeout(timer);
        if (message.result) {
          done += size;
          take(message.result);
          progress?.(done);
          give();
          return;
        }
        begun = message.begun ?? begun;
        timer = setTimeout(() => {
          found(begun, "does not end");
          void worker.terminate();
          resolve(work());
        }, longest);
      });
      give();
    });

  await Promise.all(Array.from({ length: workers }, work));
  return { counts, refusals, coverage, orderTwo };
}
