/**
 * What a derivative costs beside its program: both in one run, in turn, medians. Milliseconds say little on a shared machine; the ratio is
 * what counts.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generatePrograms } from "./generate.ts";
import type { Evaluation } from "./message.ts";
import { loadModule, moduleNames } from "./modules.ts";

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
console.log("program  case                            primal ms  derivative ms   ratio");
for (const name of moduleNames) {
  const pair = pairs[name];
  const module = await loadModule(name);
  if (!pair || !module) continue;
  for (const file of readdirSync(join(folder, name))) {
    const { input } = JSON.parse(readFileSync(join(folder, name, file), "utf8")) as { readonly input: unknown };
    const [primal, derivative] = pair.map((of) => timed(module[of]!, input));
    const times: [number, number][] = [];
    for (let round = 0; round < rounds; round++) times.push([primal!(), derivative!()]);
    const [p, d] = [median(times.map(([time]) => time)), median(times.map(([, time]) => time))];
    const ratio = median(times.map(([first, second]) => second / first));
    const label = `${name.padEnd(8)} ${file.replace(".json", "").padEnd(30)}`;
    console.log(`${label} ${p.toFixed(4).padStart(10)} ${d.toFixed(4).padStart(14)} ${ratio.toFixed(2).padStart(7)}`);
  }
}

/** Milliseconds of one run, over as many as the clock needs. */
function timed(steps: Evaluation, input: unknown): () => number {
  const ready = (steps.prepare as (input: unknown) => unknown)(input);
  const run = steps.run as (ready: unknown) => unknown;
  const start = performance.now();
  let runs = 0;
  while (performance.now() - start < enough) {
    run(ready);
    runs++;
  }
  return () => {
    const from = performance.now();
    for (let i = 0; i < runs; i++) run(ready);
    return (performance.now() - from) / runs;
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
