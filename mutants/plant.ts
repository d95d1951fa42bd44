/** Loaded with `--import` before anything else: the compiler's sources come with the mutant that MUTANT describes. */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import type { Mutant } from "./mutant.ts";

const mutant = JSON.parse(process.env["MUTANT"]!) as Mutant;
const target = new URL(`../packages/transformer/src/${mutant.file}`, import.meta.url).href;

registerHooks({
  load(url, context, next) {
    if (url !== target) return next(url, context);
    const text = readFileSync(fileURLToPath(url), "utf8");
    if (text.slice(mutant.start, mutant.end) !== mutant.from) throw new Error(`${mutant.file} is not what it was`);
    const source = text.slice(0, mutant.start) + mutant.to + text.slice(mutant.end);
    return { format: "module-typescript", shortCircuit: true, source };
  },
});
