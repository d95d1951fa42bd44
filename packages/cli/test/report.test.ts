import { describe, expect, test } from "vitest";
import type { Io } from "../src/io.ts";
import { Progress } from "../src/report.ts";

/** A run of ten files that take `each` milliseconds: what is written to standard error. */
function saidBy(isTerminal: boolean, each: number): readonly string[] {
  const said: string[] = [];
  const io: Io = {
    cwd: "/",
    out: () => {},
    err: (text) => void said.push(text),
    isTerminal,
    colors: false,
    stop: new AbortController().signal,
  };
  let now = 0;
  const progress = new Progress(io, 10, () => now);
  for (let i = 1; i <= 10; i++) {
    now += each;
    progress.step(`f${i}.ts`);
  }
  progress.clear();
  return said;
}

describe("progress", () => {
  test("a short run says nothing", () => {
    expect(saidBy(true, 50)).toEqual([]);
    expect(saidBy(false, 400)).toEqual([]);
  });

  test("on a terminal it is one line, written over, and gone at the end", () => {
    expect(saidBy(true, 300)).toEqual(
      [4, 5, 6, 7, 8, 9, 10].map((i) => `\r\u001b[K${i} of 10: f${i}.ts`).concat("\r\u001b[K"),
    );
  });

  test("elsewhere a line now and then", () => {
    expect(saidBy(false, 2_000)).toEqual(["3 of 10: f3.ts\n", "6 of 10: f6.ts\n", "9 of 10: f9.ts\n"]);
  });
});
