/** A fixed set of random programs, judged by the oracles; `npx -y pnpm@12 fuzz --programs N --seed S` judges others. */
import { availableParallelism } from "node:os";
import { expect, test } from "vitest";
import { cleanRanges } from "../fuzz/clean.ts";
import { runPrograms } from "../fuzz/run.ts";

test("random programs agree with every oracle", { timeout: 900_000 }, async () => {
  const findings: string[] = [];
  const { counts } = await runPrograms({
    ranges: cleanRanges,
    workers: Math.min(availableParallelism(), 2),
    found: (seed, finding) => findings.push(`seed ${seed}: ${finding}`),
  });
  expect(findings).toEqual([]);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  expect(all).toBe(cleanRanges.reduce((sum, [, programs]) => sum + programs, 0));
  // Most programs have derivatives to be judged by.
  expect(counts.get("counted")).toBeGreaterThan(0.7 * all);
});
