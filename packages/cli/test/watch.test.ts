import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { watch } from "../src/commands/watch.ts";
import { Projects } from "../src/project.ts";
import { Report } from "../src/report.ts";
import { world } from "./world.ts";

test("what is written while a run reads it is compiled again", async () => {
  const { folder, stop } = world({ "a.ts": "", "b.ts": "1" });
  const [a, b] = [join(folder, "a.ts"), join(folder, "b.ts")];
  const io = { cwd: folder, out: () => {}, err: () => {}, isTerminal: false, colors: false, stop: stop.signal };
  let runs = 0;
  const watching = watch(
    () => [{ fileName: a, isNamed: true, base: folder }],
    () => {
      runs += 1;
      if (runs === 1) writeFileSync(b, "2");
      return { code: 0, dependenciesOf: new Map([[a, [b]]]) };
    },
    { io, projects: new Projects(undefined), report: new Report(io, true) },
  );
  await expect.poll(() => runs, { timeout: 5_000 }).toBe(2);
  stop.abort();
  await watching;
});
