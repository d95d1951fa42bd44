/**
 * node faults/main.ts [--area NAME] [--fault NAME] [--workers N] [--thorough] [--findings]
 *
 * Plants each fault in a compiler of its own and prints what noticed it (and with --findings, how). What noticed one must find nothing in the
 * compiler without a fault. Exit code 1 where nothing noticed, or something cried wolf.
 */
import { parseArgs } from "node:util";
import { areas } from "./areas.ts";
import type { Fault } from "./fault.ts";
import type { Catch } from "./hunt.ts";
import { hunted, noticedWithoutFault } from "./hunted.ts";

const { values } = parseArgs({
  options: {
    area: { type: "string" },
    fault: { type: "string" },
    workers: { type: "string", default: "2" },
    thorough: { type: "boolean", default: false },
    findings: { type: "boolean", default: false },
  },
});
const wanted = areas
  .filter(({ name }) => values.area === undefined || name === values.area)
  .flatMap(({ name: area, faults }) => faults.map((fault) => ({ area, fault })))
  .filter(({ fault }) => values.fault === undefined || fault.name.includes(values.fault));
const waiting = [...wanted];
const results: { readonly area: string; readonly fault: Fault; readonly caught: Catch }[] = [];
const start = performance.now();
await Promise.all(Array.from({ length: Number(values.workers) }, work));

const survivors = results.filter(({ caught }) => caught.how === "nothing");
console.log("\n| area | faults | by fixtures | by programs | by text only | survived |");
console.log("| --- | ---: | ---: | ---: | ---: | ---: |");
for (const area of new Set(wanted.map((one) => one.area))) row(area, (one) => one.area === area);
row("all", () => true);
const minutes = ((performance.now() - start) / 60_000).toFixed(1);
console.log(`\n${results.length} faults planted, ${results.length - survivors.length} noticed, in ${minutes} minutes`);
const wolf = await noticedWithoutFault([...new Set(results.map(({ caught }) => caught.by.replace(/^at /, "")))]);
if (wolf.how !== "nothing") console.log(`${wolf.by} also finds something without a fault: ${wolf.finding}`);
if (survivors.length > 0 || wolf.how !== "nothing") process.exitCode = 1;

function row(title: string, isOwn: (one: { readonly area: string }) => boolean): void {
  const own = results.filter(isOwn);
  const count = (how: Catch["how"]): number => own.filter(({ caught }) => caught.how === how).length;
  const cells = [title, own.length, count("numbers"), count("programs"), count("text"), count("nothing")];
  console.log(`| ${cells.join(" | ")} |`);
}

async function work(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const caught = await hunted(next.fault, { isThorough: values.thorough });
    results.push({ ...next, caught });
    const by = caught.by && ` (${caught.by})`;
    console.log(`${caught.how === "nothing" ? "SURVIVED" : caught.how}: ${next.area}: ${next.fault.name}${by}`);
    if (values.findings && caught.finding) console.log(`  ${caught.finding.slice(0, 600).replaceAll("\n", "\n  ")}`);
  }
}
