/** Every fixture lowers without an error, to IR that keeps every invariant and computes what the text computes. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { evaluateList, readFixtures } from "../fixtures/fixture.ts";
import { subjectOf, violations } from "./subject.ts";

describe("fixtures", () => {
  test.each(readFixtures().map((fixture) => [fixture.name, fixture] as const))("%s", (_, fixture) => {
    const { fileName, text, directives } = fixture;
    const folder = dirname(fileName);
    const files: Record<string, string> = {};
    for (const near of [folder, join(folder, "support")].filter((path) => existsSync(path))) {
      for (const file of readdirSync(near)) if (file.endsWith(".ts")) files[join(near, file)] = readFileSync(join(near, file), "utf8");
    }
    const subject = subjectOf(text, files, fileName);
    expect(violations(subject.lowered)).toEqual([]);
    expect(subject.lowered.requests.length, basename(fileName)).toBeGreaterThan(0);
    for (const { call } of directives) {
      const name = subject.lowered.requests.find((request) => request.name === call.function)?.function ?? call.function;
      const given = evaluateList(call.args) as readonly unknown[];
      const source = subject.lowered.sources.get(name as never);
      const arity = source?.parameters.length ?? given.length;
      const isRest = source?.parameters.at(-1)?.type.endsWith("[]") && text.includes("...");
      const args = isRest && /\.\.\.\w+: [^)]*\)/.test(text.split(call.function)[1] ?? "") ? [...given.slice(0, arity - 1), given.slice(arity - 1)] : given;
      const expected = subject.original(name, args);
      const actual = subject.interpreted(name, args);
      expect(actual, call.text).toEqual(expected);
    }
  });
});
