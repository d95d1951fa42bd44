/**
 * node robustness/main.ts [--files N] [--broken N] [--only PATTERN] [--causes PLACES] [--seconds N] [--log FILE]
 *
 * Real-world files: marks every function of the sources of a fixed list of packages (robustness/corpus), compiles each file, and judges what
 * was compiled by numbers. Broken files: compiles texts derived from fixtures and examples that a user might have half typed. Prints the
 * figures and everything that must not be; ends with 1 where there is any. With a log, what was judged is kept there, and a run that was
 * stopped goes on from it.
 */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { breakFiles } from "./broken.ts";
import { installCorpus, sourcesOf } from "./corpus.ts";
import { judgeAll } from "./pool.ts";
import type { Judged } from "./pool.ts";
import { causes, isClean, table } from "./table.ts";

const { values } = parseArgs({
  options: {
    files: { type: "string", default: "2000" },
    broken: { type: "string", default: "500" },
    only: { type: "string", default: "" },
    causes: { type: "string", default: "0" },
    seconds: { type: "string", default: "300" },
    log: { type: "string" },
  },
});

const start = performance.now();
const sources = installCorpus((line) => console.error(line));
const shortened = (text: string): string => text.replaceAll(`${sources}/`, "");
const chosen = sourcesOf(sources, Number(values.files)).filter((file) => new RegExp(values.only).test(file));
const judged = logged(values.log);
const isJudged = new Set(judged.map(({ file }) => file));
const left = chosen.filter((file) => !isJudged.has(file));
for await (const one of judgeAll(left, Number(values.seconds))) {
  judged.push(one);
  if (values.log !== undefined) appendFileSync(values.log, `${JSON.stringify(one)}\n`);
  if (process.stderr.isTTY) process.stderr.write(`\r${judged.length} of ${chosen.length}`);
}
console.log(`Real-world files\n${table(judged, (performance.now() - start) / 1000, shortened)}`);
if (Number(values.causes) > 0) console.log(causes(judged, Number(values.causes), shortened));

const findings = breakFiles(Number(values.broken));
console.log(`\nBroken files\n${values.broken} texts: ${findings.summary}`);
for (const finding of findings.faults) console.log(`FAULT ${finding}`);
if (!isClean(judged) || findings.faults.length > 0) process.exitCode = 1;

function logged(file: string | undefined): Judged[] {
  if (file === undefined || !existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Judged);
}
