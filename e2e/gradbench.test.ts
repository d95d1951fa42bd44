/** The tool for GradBench: its protocol, and every packed case of the suite against the suite's expected outputs. */
import { execFile, spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root: string = join(import.meta.dirname, "..");
const folder: string = join(root, "benchmarks/gradbench");
const cases: string = join(folder, "cases");

interface Case {
  readonly eval: string;
  readonly case: string;
  readonly input: unknown;
  readonly expected: Readonly<Record<string, unknown>>;
}

/** The tool as the suite runs it: a line in, a line out. */
class Tool {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  #id = 0;

  constructor() {
    this.#process = spawn(process.execPath, [join(folder, "main.ts")], { cwd: root });
    this.#process.stderr.resume();
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  async ask(message: object): Promise<Record<string, unknown>> {
    const id = this.#id++;
    this.#process.stdin.write(`${JSON.stringify({ id, ...message })}\n`);
    const { value } = (await this.#lines.next()) as { value: string };
    const reply = JSON.parse(value) as Record<string, unknown>;
    expect(reply["id"]).toBe(id);
    return reply;
  }

  async end(): Promise<number | null> {
    const code = new Promise<number | null>((resolve) => this.#process.once("exit", resolve));
    this.#process.stdin.end();
    return code;
  }
}

let tool: Tool;
beforeAll(async () => {
  tool = new Tool();
  expect(await tool.ask({ kind: "start" })).toMatchObject({ tool: "adgen" });
});
afterAll(async () => {
  expect(await tool.end()).toBe(0);
});

describe("the protocol", () => {
  test("a module is defined or not", async () => {
    expect(await tool.ask({ kind: "define", module: "llsq" })).toMatchObject({ success: true });
    expect(await tool.ask({ kind: "define", module: "nosuch" })).toMatchObject({ success: false });
  });

  test("as many runs as asked for, each with a whole number of nanoseconds", async () => {
    const input = { x: [1, 2], n: 3, min_runs: 5, min_seconds: 0 };
    const reply = await tool.ask({ kind: "evaluate", module: "llsq", function: "primal", input });
    // y = 1/2 Σ (sign t − 1 − 2 t)² at t = −1, 0, 1
    expect(reply).toMatchObject({ success: true, output: 2.5 });
    const timings = reply["timings"] as readonly { readonly name: string; readonly nanoseconds: number }[];
    expect(timings.map(({ name }) => name)).toEqual(Array.from({ length: 5 }, () => "evaluate"));
    expect(timings.every(({ nanoseconds }) => Number.isInteger(nanoseconds) && nanoseconds >= 0)).toBe(true);
  });

  test.each([
    ["an unknown function", { module: "llsq", function: "third", input: { x: [1], n: 2 } }],
    ["an unknown module", { module: "nosuch", function: "primal", input: {} }],
    ["a result that JSON cannot hold", { module: "lse", function: "primal", input: { x: [] } }],
    ["an input of the wrong shape", { module: "lse", function: "primal", input: {} }],
  ])("%s is a failure, and the session goes on", async (_, message) => {
    expect(await tool.ask({ kind: "evaluate", ...message })).toMatchObject({
      success: false,
      error: expect.any(String),
    });
  });

  test("other kinds are acknowledged", async () => {
    expect(Object.keys(await tool.ask({ kind: "analysis", of: 0, valid: true }))).toEqual(["id"]);
  });
});

describe.each(readdirSync(cases))("%s", (name) => {
  test.each(readdirSync(join(cases, name)))("%s", async (file) => {
    const packed = JSON.parse(readFileSync(join(cases, name, file), "utf8")) as Case;
    expect(await tool.ask({ kind: "define", module: name })).toMatchObject({ success: true });
    for (const [of, expected] of Object.entries(packed.expected)) {
      const reply = await tool.ask({ kind: "evaluate", module: name, function: of, input: packed.input });
      expect(reply["error"]).toBeUndefined();
      expect(differences(reply["output"], expected, toleranceOf(name, of))).toEqual([]);
    }
  });
});

test("the programs, their derivatives and the tool type-check", async () => {
  const tsc = join(root, "node_modules/.bin/tsc");
  const { stdout } = await promisify(execFile)(tsc, ["-p", folder]);
  expect(stdout).toBe("");
});

/** As the suite's page says: relative to the largest number of a leaf. */
function toleranceOf(name: string, of: string): number {
  return name === "particle" || name === "saddle" || of === "dir" ? 1e-6 : 1e-9;
}

function differences(actual: unknown, expected: unknown, tolerance: number, path = ""): readonly string[] {
  if (typeof expected === "number" || Array.isArray(expected)) {
    const [a, e] = [flat(actual), flat(expected)];
    if (a.length !== e.length || JSON.stringify(shapeOf(actual)) !== JSON.stringify(shapeOf(expected))) {
      return [`${path}: the shape differs`];
    }
    const size = e.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const worst = e.reduce((most, value, i) => Math.max(most, Math.abs(value - a[i]!)), 0);
    return worst <= tolerance * size ? [] : [`${path}: off by ${worst}, of ${size}`];
  }
  const [a, e] = [actual as Record<string, unknown>, expected as Record<string, unknown>];
  if (Object.keys(a).toSorted().join() !== Object.keys(e).toSorted().join()) return [`${path}: the keys differ`];
  return Object.keys(e).flatMap((key) => differences(a[key], e[key], tolerance, `${path}.${key}`));
}

function flat(value: unknown): readonly number[] {
  return Array.isArray(value) ? (value as unknown[]).flatMap(flat) : [value as number];
}

function shapeOf(value: unknown): unknown {
  return Array.isArray(value) ? (value as unknown[]).map(shapeOf) : 0;
}
