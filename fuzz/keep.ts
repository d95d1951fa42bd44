/** Keeps a failing program as a fixture. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Program } from "./generate/program.ts";

const folder = join(import.meta.dirname, "../test-fixtures/found");

/** The file that was written: the program with a directive for the arguments that it fails at. */
export function keep(program: Program, finding: string): string {
  mkdirSync(folder, { recursive: true });
  const words = finding
    .replaceAll(/f\(.*?\): |[^A-Za-z ]/g, " ")
    .trim()
    .split(/\s+/)
    .slice(0, 5);
  const name = join(folder, `${[...words, String(program.seed)].join("-").toLowerCase()}.ts`);
  const failing = program.inputs.filter((input) => finding.startsWith(`f(${input})`));
  const directives = (failing.length > 0 ? failing : program.inputs).map((input) => `// @check f(${input})`);
  writeFileSync(
    name,
    `// Found by the generator (seed ${program.seed}): ${finding.replaceAll("\n", " ")}\n${program.text.trim()}\n\n${directives.join("\n")}\n`,
  );
  return name;
}
