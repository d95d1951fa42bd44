/**
 * node benchmarks/all.ts [NAME]
 *
 * Every benchmark: `npx -y pnpm@12 bench`, or one of them by the name of its folder. Fails where a promise is broken.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const folder = import.meta.dirname;
const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, "all.ts")));
const [wanted] = process.argv.slice(2);

if (wanted !== undefined && !names.includes(wanted)) {
  console.error(`There is no benchmark "${wanted}". Benchmarks: ${names.join(", ")}.`);
  process.exitCode = 2;
} else {
  for (const name of wanted === undefined ? names : [wanted]) {
    console.log(`\n# ${name}\n`);
    const { status } = spawnSync(process.execPath, [join(folder, name, "all.ts")], { stdio: "inherit" });
    if (status !== 0) process.exitCode = 1;
  }
}
