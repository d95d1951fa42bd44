/** A fixed set of random programs, judged by the oracles; `npx -y pnpm@12 fuzz --programs N --seed S` judges others. */
import { expect, test } from "vitest";
import { randomProgram } from "../fuzz/generate/program.ts";
import { judge } from "../fuzz/judge/judge.ts";

const size = 20;

test.each([1, 1200, 1240, 3000].map((from) => [from] as const))("programs from seed %i", (from) => {
  const findings: string[] = [];
  let counted = 0;
  for (let seed = from; seed < from + size; seed++) {
    const verdict = judge(randomProgram(seed));
    if (verdict.kind === "wrong") findings.push(`seed ${seed}: ${verdict.finding}`);
    if (verdict.kind === "counted") counted++;
  }
  expect(findings).toEqual([]);
  // Most programs have derivatives to be judged by.
  expect(counted).toBeGreaterThan(size / 2);
});
