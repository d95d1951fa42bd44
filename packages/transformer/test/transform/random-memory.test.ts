/**
 * One shadow a memory, and what was overwritten is recorded: random programs with many names for one memory, checked like fixtures
 * (dot product with the adjoints of final contents, differences, order two, arguments as the function leaves them).
 */
import { expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { checkFixture } from "../fixtures/check-fixture.ts";
import { readDirectives } from "../fixtures/fixture.ts";
import { createProgram, strictest } from "../fixtures/program.ts";
import { randomMemoryProgram } from "../fixtures/random-memory.ts";
import { readSignatures } from "../fixtures/signatures.ts";

const seeds = Array.from({ length: 10 }, (_, i) => `memory ${i}`);

test.each(seeds)("%s", { timeout: 60_000 }, (seed) => {
  const { text: program, args } = randomMemoryProgram(seed);
  const fileName = "/random-memory.ts";
  const written = trailingParameters(compile(program, { fileName, modes: ["vjp"] }).code);
  const text = `${program}\n// @writes f(${written.join(", ")})\n// @check f(${args})\n`;
  const checker = createProgram(new Map([[fileName, text]]), strictest);
  const file = checker.getSourceFile(fileName);
  if (!file) throw new Error("the program was not read");
  const fixture = { name: seed, fileName, text, directives: readDirectives(text, seed) };
  expect(checkFixture(fixture, readSignatures(checker.getTypeChecker(), file)).findings, text).toEqual([]);
});

/** Which parameters are written is for the compiler to say; what is then asked of them is checked. */
function trailingParameters(code: string): readonly string[] {
  const head = /export function f_vjp\(([\s\S]*?)\): \{/.exec(code)?.[1] ?? "";
  return [...head.slice(head.indexOf("seed = 1")).matchAll(/(\w+)Bar\d*\?:/g)].map(([, name = ""]) => name);
}
