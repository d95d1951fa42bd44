/** A fixed set of random programs, judged by the oracles; `npx -y pnpm@12 fuzz --programs N --seed S` judges others. */
import { availableParallelism } from "node:os";
import { expect, test } from "vitest";
import { runPrograms } from "../fuzz/run.ts";

const programs = 500;

test("500 random programs agree with every oracle", { timeout: 600_000 }, async () => {
  const findings: string[] = [];
  const { counts } = await runPrograms({
    programs,
    first: 1,
    workers: Math.min(availableParallelism(), 2),
    found: (seed, finding) => findings.push(`seed ${seed}: ${finding}`),
  });
  expect(findings).toEqual([]);
  // Most programs have derivatives to be judged by.
  expect(counts.get("counted")).toBeGreaterThan(programs / 2);
});
