/**
 * node tools/example.ts [NAME]
 *
 * Writes the derivatives of examples/NAME.ts beside it and runs examples/NAME.run.ts, which uses them. Without a name: lists them.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const folder = join(root, "examples");
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".run.ts"))
  .map((file) => file.slice(0, -".run.ts".length))
  .toSorted();

process.exitCode = main(process.argv.slice(2));

function main(given: readonly string[]): number {
  const [name] = given;
  if (name === undefined) {
    console.log(`Examples:\n${names.map((each) => `  ${each}\n`).join("")}Run one with: npx -y pnpm@12 example NAME`);
    return 0;
  }
  if (given.length > 1 || !names.includes(name)) {
    const what = given.length > 1 ? "One example at a time" : `There is no example "${name}"`;
    console.error(`${what}. Examples: ${names.join(", ")}.`);
    return 2;
  }
  const generated = run(join(root, "packages/cli/src/main.ts"), join(folder, `${name}.ts`));
  return generated === 0 ? run(join(folder, `${name}.run.ts`)) : generated;
}

/** Runs a program of ours in a process of its own, with this terminal. */
function run(program: string, ...args: readonly string[]): number {
  const { status, error } = spawnSync(process.execPath, [program, ...args], { cwd: root, stdio: "inherit" });
  if (error) console.error(error.message);
  return status ?? 1;
}
