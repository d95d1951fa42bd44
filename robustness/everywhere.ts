/**
 * node robustness/everywhere.ts [NODE …]
 *
 * Compiles every fixture under each Node that is named (paths of binaries), in other locales, time zones and working folders, and compares.
 */
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";

const script = join(import.meta.dirname, "digest.ts");
const environments: readonly Readonly<Record<string, string>>[] = [
  { LC_ALL: "C", TZ: "UTC" },
  { LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8", TZ: "Asia/Kathmandu" },
  { LC_ALL: "ar_EG.UTF-8", TZ: "America/St_Johns" },
];

const found = new Map<string, string>();
for (const node of [process.execPath, ...process.argv.slice(2)]) {
  const version = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
  for (const [i, environment] of environments.entries()) {
    const options = { cwd: i === 0 ? process.cwd() : tmpdir(), env: { ...process.env, ...environment } };
    const digest = execFileSync(node, ["--no-warnings", script], { ...options, encoding: "utf8" }).trim();
    const name = `Node ${version} ${Object.values(environment).join(" ")}`;
    found.set(name, digest);
    console.log(`${name}: ${digest}`);
  }
}
const isSame = new Set(found.values()).size === 1;
console.log(isSame ? "the same everywhere" : "NOT the same");
if (!isSame) process.exitCode = 1;
