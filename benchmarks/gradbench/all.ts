/**
 * What a derivative costs beside its program, and beside one that was written by hand: all in one run, in turn, medians. The
 * milliseconds are processor time, so that other work on the machine counts little; the ratios are what matters.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generatePrograms } from "./generate.ts";
import type { Evaluation } from "./message.ts";
import { loadByHand, loadModule, moduleNames } from "./modules.ts";

const folder: string = join(import.meta.dirname, "cases");
/** The program and its derivative, by the names that the suite gives them. */
const pairs: Readonly<Record<string, readonly [string, string]>> = {
  hello: ["square", "double"],
  kmeans: ["cost", "dir"],
  gmm: ["objective", "jacobian"],
  ba: ["objective", "jacobian"],
  ht: ["objective", "jacobian"],
  lstm: ["objective", "jacobian"],
  llsq: ["primal", "gradient"],
  lse: ["primal", "gradient"],
  det: ["primal", "gradient"],
  ode: ["primal", "gradient"],
};
/** The smallest time that the clock tells apart, many times over. */
const enough = 30;
const rounds = 7;

generatePrograms();
const runsByHand = await loadByHand();
console.log(
  "program  case                             primal ms  derivative ms    ratio  by hand: ratio  derivative / by hand",
);
for (const name of moduleNames) {
  const pair = pairs[name];
  const module = await loadModule(name);
  if (!pair || !module) continue;
  const [primal, derivative] = pair.map((of) => module[of]!);
  const byHand = runsByHand[name];
  const measured = [primal!, derivative!, ...(byHand ? [{ ...derivative!, run: byHand }] : [])];
  for (const file of readdirSync(join(folder, name))) {
    const { input } = JSON.parse(readFileSync(join(folder, name, file), "utf8")) as { readonly input: unknown };
    const runs = measured.map((steps) => timed(steps, input));
    const times = Array.from({ length: rounds }, () => runs.map((run) => run()));
    const label = `${name.padEnd(8)} ${file.replace(".json", "").padEnd(30)}`;
    const columns = [
      median(times.map(([first]) => first!))
        .toFixed(4)
        .padStart(11),
      median(times.map(([, second]) => second!))
        .toFixed(4)
        .padStart(14),
      median(times.map(([first, second]) => second! / first!))
        .toFixed(2)
        .padStart(8),
    ];
    if (byHand) {
      columns.push(
        median(times.map(([first, , third]) => third! / first!))
          .toFixed(2)
          .padStart(15),
        median(times.map(([, second, third]) => second! / third!))
          .toFixed(2)
          .padStart(21),
      );
    }
    console.log([label, ...columns].join(" "));
  }
}

/** Milliseconds of one run, over as many as the clock needs. */
function timed(steps: Evaluation, input: unknown): () => number {
  const ready = (steps.prepare as (input: unknown) => unknown)(input);
  const run = steps.run as (ready: unknown) => unknown;
  const start = now();
  let runs = 0;
  while (now() - start < enough) {
    run(ready);
    runs++;
  }
  return () => {
    const from = now();
    for (let i = 0; i < runs; i++) run(ready);
    return (now() - from) / runs;
  };
}

/** Milliseconds of the processor. */
function now(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
