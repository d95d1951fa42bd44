/**
 * node mutants/main.ts [--count 150] [--workers 2] [--log FILE]
 *
 * Puts a fixed sample of mutants of packages/transformer/src/transform, one at a time, into a compiler of its own, and asks the fixtures what they
 * notice. With --log it goes on where an earlier run stopped. Prints a line for each, the survivors last, with what is known of them.
 */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Catch } from "../faults/hunt.ts";
import { huntedBy } from "../faults/hunted.ts";
import { mutantsOf, sampleOf } from "./mutant.ts";
import type { Mutant } from "./mutant.ts";
import { explained } from "./survivors.ts";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "150" },
    workers: { type: "string", default: "2" },
    log: { type: "string" },
  },
});

interface Result {
  readonly key: string;
  readonly how: Catch["how"] | "does not run";
  readonly by: string;
}

const all = await mutantsOf("transform");
const sample = sampleOf(all, Number(values.count));
const known = new Map(readLog().map((result) => [result.key, result]));
const waiting = sample.filter(({ key }) => !known.has(key));
const results: Result[] = sample.flatMap(({ key }) => known.get(key) ?? []);
const start = performance.now();
await Promise.all(Array.from({ length: Number(values.workers) }, work));

const count = (how: Result["how"]): number => results.filter((result) => result.how === how).length;
const minutes = ((performance.now() - start) / 60_000).toFixed(1);
console.log(`\n${sample.length} mutants of ${all.length}, in ${minutes} minutes:`);
console.log(
  `${count("numbers")} by numbers or refusals, ${count("text")} by golden files, ${count("does not run")} that do not run, ${count("nothing")} survived`,
);
let unexplained = 0;
for (const { key, how } of results) {
  const mutant = sample.find((one) => one.key === key);
  if (how !== "nothing" || !mutant) continue;
  const why = explained.get(key);
  if (why === undefined) unexplained++;
  console.log(`\n${shown(mutant)}\n  ${why ?? "not explained"}`);
}
if (unexplained > 0) process.exitCode = 1;

function shown({ file, line, mutator, from, to }: Mutant): string {
  const short = (text: string): string => {
    const flat = text.replaceAll(/\s+/g, " ");
    return flat.length > 120 ? `${flat.slice(0, 120)}…` : flat;
  };
  return `${file}:${line} ${mutator}\n  - ${short(from)}\n  + ${short(to)}`;
}

function readLog(): readonly Result[] {
  if (values.log === undefined || !existsSync(values.log)) return [];
  const lines = readFileSync(values.log, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as Result);
}

async function work(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const caught = await huntedBy(join(import.meta.dirname, "plant.ts"), { MUTANT: JSON.stringify(next) });
    const how = caught.by === "it does not run" ? "does not run" : caught.how;
    const result: Result = { key: next.key, how, by: caught.by };
    results.push(result);
    if (values.log !== undefined) appendFileSync(values.log, `${JSON.stringify(result)}\n`);
    console.log(`${how === "nothing" ? "SURVIVED" : how}: ${next.file}:${next.line} ${next.mutator} (${caught.by})`);
  }
}
