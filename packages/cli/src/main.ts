#!/usr/bin/env node
import { processIo } from "./io.ts";
import { run } from "./run.ts";

const code = await run(process.argv.slice(2), processIo());
// Not process.exit: what is still on its way to a pipe would be lost. After an interrupt its own code stands.
process.exitCode ??= code;
