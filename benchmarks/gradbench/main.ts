/**
 * npx -y pnpm@12 --silent gradbench
 *
 * A tool for GradBench: reads messages from standard input, a line each, and answers each with a line on standard output. The
 * derivatives are what adgen writes for `programs/`; they are brought up to date first.
 */
import { once } from "node:events";
import { createInterface } from "node:readline";
import { generatePrograms } from "./generate.ts";
import { answer } from "./message.ts";
import { loadModule } from "./modules.ts";

generatePrograms();
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  if (line.trim() === "") continue;
  const reply = `${JSON.stringify(await answer(line, loadModule))}\n`;
  if (!process.stdout.write(reply)) await once(process.stdout, "drain");
}
