/** Loaded with `--import` before anything else: the compiler's sources come with the fault that FAULT names in them. */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { areas } from "./areas.ts";
import { planted } from "./fault.ts";

const name = process.env["FAULT"];
const fault = areas.flatMap(({ faults }) => faults).find((one) => one.name === name);
if (!fault) throw new Error(`no fault is called ${name}`);
const target = new URL(`../packages/transformer/src/${fault.file}`, import.meta.url).href;

registerHooks({
  load(url, context, next) {
    if (url !== target) return next(url, context);
    return {
      format: "module-typescript",
      shortCircuit: true,
      source: planted(readFileSync(fileURLToPath(url), "utf8"), fault),
    };
  },
});
