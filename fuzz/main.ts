/**
 * node fuzz/main.ts --programs N --seed S [--workers W] [--show | --shrink | --keep]
 *
 * Makes random programs and judges each by the oracles, in threads. Prints what was wrong with its seed (and the program, the program made
 * small, or the fixture that it was kept as), then the figures and the coverage report.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { findingOf } from "./batch.ts";
import { coverageReport } from "./coverage/coverage.ts";
import { randomProgram } from "./generate/program.ts";
import { keep } from "./keep.ts";
import { runPrograms } from "./run.ts";
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
const start = performance.now();
let wrong = 0;

function report(seed: number, finding: string): void {
  wrong++;
  console.log(`seed ${seed}: ${finding}`);
  if (values.show) console.log(randomProgram(seed).text);
  if (!values.shrink && !values.keep) return;
  const small = shrink(randomProgram(seed), finding, findingOf);
  console.log(values.keep ? keep(small, findingOf(small) ?? finding) : small.text);
}

function progress(done: number): void {
  if (!process.stderr.isTTY) return;
  const rate = done / ((performance.now() - start) / 1000);
  process.stderr.write(`\r${done} of ${programs}, ${rate.toFixed(1)} a second, ${wrong} wrong `);
}

const { counts, refusals, coverage, orderTwo } = await runPrograms({
  ranges: [[first, programs]],
  workers,
  found: report,
  progress,
});
const seconds = (performance.now() - start) / 1000;
const list = [...counts].toSorted(([, a], [, b]) => b - a).map(([kind, count]) => `${kind} ${count}`);
console.log(`${programs} programs, seeds ${first} to ${first + programs - 1}: ${list.join(", ")}`);
console.log(`of those counted, ${orderTwo} at order two in all four compositions of modes`);
for (const [code, reasons] of refusals) {
  console.log(`refused ${code}: ${reasons.length}, as in ${reasons[0]!.replaceAll(/\s+/g, " ").slice(0, 160)}`);
}
console.log(coverageReport(coverage));
console.log(`${((counts.get("counted") ?? 0) / seconds).toFixed(1)} counted programs a second`);
if (wrong > 0) process.exitCode = 1;
