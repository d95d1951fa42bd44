/** The list of planted faults; `npx -y pnpm@12 faults` plants all of them, which takes minutes. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { areas } from "../faults/areas.ts";
import { planted } from "../faults/fault.ts";
import { hunted } from "../faults/hunted.ts";

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

it("the compiler runs with a fault planted in it, and a fixture notices", { timeout: 120_000 }, async () => {
  const fault = faults.find(({ name }) => name === "an overwritten element keeps its adjoint")!;
  const { how, by, finding } = await hunted(fault);
  expect({ how, by }).toEqual({ how: "numbers", by: "memory/overwritten-in-place" });
  expect(finding).toContain("dot product");
});
