import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const programs = readdirSync(join(root, "examples")).filter((file) => /^[\w-]+\.run\.ts$/.test(file));
const names = programs.map((file) => file.replace(".run.ts", ""));

describe("every example generates its derivatives and agrees with its independent answer", () => {
  test.each(names)("%s", (name) => {
    const { status, stdout, stderr } = example(name);
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout.trim().split("\n").length).toBeGreaterThan(2);
  });

  test("all are there", () => {
    expect(names.toSorted()).toEqual([
      "black-scholes",
      "curve-fit",
      "four-ways",
      "gaussian-process",
      "kepler",
      "logistic",
      "network",
      "orbit",
      "paper",
      "pendulum",
      "rosenbrock",
      "soft-relu",
    ]);
  });

  test("without a name they are listed", () => {
    const { status, stdout } = example();
    expect(status).toBe(0);
    for (const name of names) expect(stdout).toContain(name);
  });

  test("an unknown name is said to be one", () => {
    const { status, stdout, stderr } = example("keplr");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain('There is no example "keplr"');
  });
});

function example(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ["tools/example.ts", ...args], { cwd: root, encoding: "utf8" });
}
