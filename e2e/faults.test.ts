import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { areas } from "../faults/areas.ts";
import { planted } from "../faults/fault.ts";

const faults = areas.flatMap((area) => area.faults);

describe("planted faults", () => {
  it("have names of their own", () => {
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
  });

  it.each(faults.map((fault) => [fault.name, fault] as const))("%s: the patch still matches, once", (_, fault) => {
    const text = readFileSync(new URL(`../packages/transformer/src/${fault.file}`, import.meta.url), "utf8");
    expect(planted(text, fault)).not.toBe(text);
  });
});

it("are a hundred at least, eight or more in each part of the compiler", () => {
  expect(faults.length).toBeGreaterThanOrEqual(100);
  for (const area of areas) expect(area.faults.length, area.name).toBeGreaterThanOrEqual(8);
});
