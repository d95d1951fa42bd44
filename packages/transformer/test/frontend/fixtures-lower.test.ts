/** Every fixture lowers without an error, to IR that keeps every invariant and computes what the text computes. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { functionId } from "../../src/ir/ir.ts";
import { evaluateList, readFixtures } from "../fixtures/fixture.ts";
import { hasRest, subjectOf, violations } from "./subject.ts";
import type { Files } from "./subject.ts";

describe("fixtures", () => {
  test.each(readFixtures().map((fixture) => [fixture.name, fixture] as const))("%s", (_, fixture) => {
    const { fileName, text, directives } = fixture;
    const subject = subjectOf(text, filesBeside(fileName), fileName);
    expect(violations(subject.lowered)).toEqual([]);
    expect(subject.lowered.requests).not.toEqual([]);
    // The interpreter draws its own random numbers, and derivatives that are called are made later.
    if (text.includes("Math.random") || subject.lowered.derived.size > 0) return;
    for (const { call } of directives) {
      const given = evaluateList(call.args, subject.exports);
      const { length = 0 } = subject.lowered.sources.get(functionId(call.function))?.parameters ?? [];
      const args = hasRest(text, call.function) ? [...given.slice(0, length - 1), given.slice(length - 1)] : given;
      expect(subject.interpreted(call.function, args), call.text).toEqual(subject.original(call.function, args));
    }
  });
});

function filesBeside(fileName: string): Files {
  const folders = [dirname(fileName), join(dirname(fileName), "support")].filter((folder) => existsSync(folder));
  const names = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  return Object.fromEntries(
    names.filter((name) => name.endsWith(".ts")).map((name) => [name, readFileSync(name, "utf8")]),
  );
}
