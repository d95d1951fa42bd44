/**
 * node fuzz/main.ts --programs N --seed S [--show | --shrink]
 *
 * Makes random programs and judges each by the oracles. Prints what was wrong with its seed, the program if that is asked for, and the figures.
 */
import { parseArgs } from "node:util";
import { randomProgram } from "./generate/program.ts";
import { judge } from "./judge/judge.ts";
import { shrink } from "./shrink.ts";

const { values } = parseArgs({
  options: {
    programs: { type: "string", default: "500" },
    seed: { type: "string", default: "1" },
    show: { type: "boolean", default: false },
    shrink: { type: "boolean", default: false },
  },
});
const [programs, first] = [Number(values.programs), Number(values.seed)];
const counts = new Map<string, number>();
const refusals = new Map<string, number>();
const start = performance.now();
let wrong = 0;
for (let i = 0; i < programs; i++) {
  const program = randomProgram(first + i);
  const verdict = judge(program);
  counts.set(verdict.kind, (counts.get(verdict.kind) ?? 0) + 1);
  if (verdict.kind === "refused") for (const code of new Set(verdict.reasons.map((r) => `${r.code} ${r.message} | ${r.at.slice(0,60)}`))) refusals.set(code, (refusals.get(code) ?? 0) + 1);
  if (verdict.kind === "wrong") {
    wrong++;
    console.log(`seed ${program.seed}: ${verdict.finding}`);
    if (values.shrink) console.log(shrink(program, verdict.finding).text);
    else if (values.show) console.log(program.text);
  }
  if (process.stderr.isTTY && i % 20 === 0) process.stderr.write(`\r${i} of ${programs}`);
}
const seconds = (performance.now() - start) / 1000;
const list = (map: ReadonlyMap<string, number>): string => [...map].map(([key, count]) => `${key} ${count}`).join(", ");
console.log(`${programs} programs, seeds ${first} to ${first + programs - 1}: ${list(counts)}`);
if (refusals.size > 0) console.log(`refused: ${list(refusals)}`);
console.log(`${(programs / seconds).toFixed(1)} programs a second`);
if (wrong > 0) process.exitCode = 1;
