import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { square, world } from "./world.ts";

const main = join(import.meta.dirname, "../src/main.ts");

/** The command as a process of its own. */
function adgen(cwd: string, ...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...argv], { cwd }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

test("the process: output, messages and exit code each in their place", async () => {
  const { folder, files } = world({ "a.ts": square });
  const [printed, missing, wrong, help] = await Promise.all([
    adgen(folder, "a.ts", "--stdout"),
    adgen(folder, "nope.ts"),
    adgen(folder, "--bogus"),
    adgen(folder, "--help"),
  ]);
  expect(printed).toMatchObject({ code: 0, err: "" });
  expect(printed.out).toContain("square_grad");
  expect(missing).toMatchObject({ code: 1, out: "", err: expect.stringContaining("AD1010") });
  expect(wrong).toMatchObject({ code: 2, out: "", err: expect.stringContaining("AD1013") });
  expect(help).toMatchObject({ code: 0, err: "", out: expect.stringContaining("Usage: adgen") });
  expect(files()).toEqual(["a.ts"]);
});
