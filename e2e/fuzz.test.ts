/** A fixed set of random programs, judged by the oracles; `npx -y pnpm@12 fuzz --programs N --seed S` judges others. */
import { availableParallelism } from "node:os";
import { expect, test } from "vitest";
import { runPrograms } from "../fuzz/run.ts";

test.each([
  [236, 59],
  [296, 30],
  [335, 25],
] as const)("programs from seed %i agree with every oracle", { timeout: 900_000 }, async (first, programs) => {
  const findings: string[] = [];
  const { counts } = await runPrograms({
    programs,
    first,
    workers: Math.min(availableParallelism(), 2),
    found: (seed, finding) => findings.push(`seed ${seed}: ${finding}`),
  });
  expect(findings).toEqual([]);
  // Most programs have derivatives to be judged by.
  expect(counts.get("counted")).toBeGreaterThan(programs / 2);
});
