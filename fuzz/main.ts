/**
 * node fuzz/main.ts --programs N --seed S [--workers W] [--show | --shrink | --keep]
 *
 * Makes random programs and judges each by the oracles, in threads. Prints what was wrong with its seed (and the program, the program made
 * small, or the fixture that it was kept as), then the figures and the coverage report.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { findingOf } from "./batch.ts";
import type { BatchResult } from "./batch.ts";
import { addCoverage, coverageReport, emptyCoverage } from "./coverage/coverage.ts";
import { randomProgram } from "./generate/program.ts";
import { keep } from "./keep.ts";
import { shrink } from "./shrink.ts";

const { values } = parseArgs({
  options: {
    programs: { type: "string", default: "500" },
    seed: { type: "string", default: "1" },
    workers: { type: "string", default: String(Math.min(availableParallelism(), 8)) },
    show: { type: "boolean", default: false },
    shrink: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
  },
});
const [programs, first, workers] = [Number(values.programs), Number(values.seed), Number(values.workers)];
const batchSize = 25;
/** A program that has not ended by then never will. */
const longest = 300_000;

const counts = new Map<string, number>();
const refusals = new Map<string, string[]>();
const coverage = emptyCoverage();
let [orderTwo, wrong, next, done] = [0, 0, first, 0];
const start = performance.now();

function report(seed: number, finding: string): void {
  wrong++;
  console.log(`seed ${seed}: ${finding}`);
  if (values.show) console.log(randomProgram(seed).text);
  if (!values.shrink && !values.keep) return;
  const small = shrink(randomProgram(seed), finding, findingOf);
  console.log(values.keep ? keep(small, findingOf(small) ?? finding) : small.text);
}

function take(result: BatchResult): void {
  for (const [kind, by] of result.counts) counts.set(kind, (counts.get(kind) ?? 0) + by);
  for (const [code, reasons] of result.refusals) refusals.set(code, [...(refusals.get(code) ?? []), ...reasons]);
  addCoverage(coverage, result.coverage);
  orderTwo += result.orderTwo;
  for (const { seed, finding } of result.findings) report(seed, finding);
}

/** One thread, as long as there are programs; it is replaced where a program does not end. */
function work(): Promise<void> {
  return new Promise((resolve, reject) => {
    let [from, size, begun] = [0, 0, 0];
    let timer: NodeJS.Timeout | undefined;
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { execArgv: ["--no-warnings"] });
    const give = (at: number, count: number): void => {
      [from, size] = [at, count];
      if (size <= 0) {
        void worker.terminate();
        resolve();
      } else worker.postMessage({ from, size }, []);
    };
    const take25 = (): void => {
      const count = Math.min(batchSize, first + programs - next);
      next += Math.max(count, 0);
      give(next - Math.max(count, 0), count);
    };
    worker.on("error", reject);
    worker.on("message", (message: { readonly begun?: number; readonly result?: BatchResult }) => {
      clearTimeout(timer);
      if (message.result) {
        done += size;
        take(message.result);
        progress();
        return take25();
      }
      begun = message.begun ?? begun;
      timer = setTimeout(() => {
        report(begun, "does not end");
        void worker.terminate();
        resolve(work());
      }, longest);
    });
    take25();
  });
}

function progress(): void {
  if (!process.stderr.isTTY) return;
  const rate = done / ((performance.now() - start) / 1000);
  process.stderr.write(`\r${done} of ${programs}, ${rate.toFixed(1)} a second, ${wrong} wrong `);
}

await Promise.all(Array.from({ length: workers }, work));
const seconds = (performance.now() - start) / 1000;
const counted = counts.get("counted") ?? 0;
const list = [...counts].toSorted(([, a], [, b]) => b - a).map(([kind, count]) => `${kind} ${count}`);
console.log(`${programs} programs, seeds ${first} to ${first + programs - 1}: ${list.join(", ")}`);
console.log(`of those counted, ${orderTwo} at order two in all four compositions of modes`);
for (const [code, reasons] of refusals)
  console.log(`refused ${code}: ${reasons.length}, as in ${reasons[0]!.slice(0, 200)}`);
console.log(coverageReport(coverage));
console.log(`${(counted / seconds).toFixed(1)} counted programs a second`);
if (wrong > 0) process.exitCode = 1;
