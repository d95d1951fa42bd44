/** Brings the generated derivatives of the programs up to date; what the command has to say goes to standard error. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const programs: string = join(import.meta.dirname, "programs");
const command: string = join(import.meta.dirname, "../../packages/cli/src/main.ts");

export function generatePrograms(): void {
  const { status } = spawnSync(process.execPath, [command, programs], { stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error("the programs do not compile");
}
