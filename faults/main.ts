/**
 * node faults/main.ts [--area NAME] [--fault NAME] [--workers N]
 *
 * Plants each fault in a compiler of its own and prints what noticed it. Exit code 1 where nothing did.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { areas } from "./areas.ts";
import type { Fault } from "./fault.ts";
import type { Catch } from "./hunt.ts";

const { values } = parseArgs({
  options: { area: { type: "string" }, fault: { type: "string" }, workers: { type: "string", default: "2" } },
});
/** A compiler that does not come to an end is noticed. */
const patience = 600_000;
const wanted = areas
  .filter(({ name }) => values.area === undefined || name === values.area)
  .flatMap(({ name: area, faults }) => faults.map((fault) => ({ area, fault })))
  .filter(({ fault }) => values.fault === undefined || fault.name.includes(values.fault));
const waiting = [...wanted];
const results: { readonly area: string; readonly fault: Fault; readonly caught: Catch }[] = [];
await Promise.all(Array.from({ length: Number(values.workers) }, work));

const survivors = results.filter(({ caught }) => caught.how === "nothing");
console.log("\n| area | faults | by numbers | by text | survived |\n| --- | ---: | ---: | ---: | ---: |");
for (const area of new Set(wanted.map((one) => one.area))) {
  const own = results.filter((one) => one.area === area);
  const count = (how: Catch["how"]): number => own.filter(({ caught }) => caught.how === how).length;
  console.log(`| ${area} | ${own.length} | ${count("numbers")} | ${count("text")} | ${count("nothing")} |`);
}
console.log(`\n${results.length} faults planted, ${results.length - survivors.length} noticed`);
if (survivors.length > 0) process.exitCode = 1;

async function work(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const caught = await hunted(next.fault);
    results.push({ ...next, caught });
    console.log(
      `${caught.how === "nothing" ? "SURVIVED" : caught.how}: ${next.area}: ${next.fault.name}${caught.by && ` (${caught.by})`}`,
    );
  }
}

function hunted(fault: Fault): Promise<Catch> {
  const { promise, resolve } = Promise.withResolvers<Catch>();
  const here = import.meta.dirname;
  const child = spawn(process.execPath, ["--no-warnings", "--import", join(here, "plant.ts"), join(here, "hunt.ts")], {
    env: { ...process.env, FAULT: fault.name, NEAR: JSON.stringify(fault.near) },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: patience,
  });
  let [out, trouble] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (trouble += chunk.toString()));
  child.on("close", (code, signal) => {
    if (code === 0 && out !== "") resolve(JSON.parse(out) as Catch);
    else if (signal) resolve({ how: "numbers", by: "it does not come to an end", finding: trouble });
    else resolve({ how: "nothing", by: "it does not run", finding: trouble });
  });
  return promise;
}
