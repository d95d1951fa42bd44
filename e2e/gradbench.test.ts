/** The tool for GradBench: its protocol, and every packed case of the suite against the suite's expected outputs. */
import { execFile, spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadByHand, loadModule } from "../benchmarks/gradbench/modules.ts";
import type { Evaluation } from "../benchmarks/gradbench/message.ts";

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

test.each(["gmm", "lstm", "ba", "llsq", "det"])("%s: the derivative that was written by hand agrees", async (name) => {
  const steps = await stepsOf(name, name === "llsq" || name === "det" ? "gradient" : "jacobian");
  const byHand = { ...steps, run: (await loadByHand())[name]! };
  for (const file of readdirSync(join(cases, name)).slice(0, 1)) {
    const ready = (): unknown => steps.prepare(inputOf(name, file) as never);
    const [ours, theirs] = [steps, byHand].map((one) => one.output(one.run(ready() as never)));
    expect(differences(ours, theirs, 1e-12)).toEqual([]);
  }
});

describe("inputs that differ from those of the suite, against differences", () => {
  test("ba: observations of several cameras and points", async () => {
    const noise = noiseFrom(1);
    const { cam, x, feat } = inputOf("ba", "ba1_n49_m7776_p31843.json") as Record<"cam" | "x" | "feat", number[]>;
    const near = (values: readonly number[], count: number): Float64Array[] =>
      Array.from({ length: count }, () =>
        Float64Array.from(values, (value) => value * (1 + 0.2 * noise()) + 0.01 * noise()),
      );
    const scene = {
      cameras: near(cam, 3),
      points: near(x, 4),
      weights: near([0.6], 7).map(([w]) => w!),
      seen: near(feat, 7),
    };
    // A camera that does not turn: the rotation has a branch of its own for it.
    scene.cameras[2]!.fill(0, 0, 3);
    const [objective, jacobian] = [await stepsOf("ba", "objective"), await stepsOf("ba", "jacobian")];
    const at = [...scene.cameras.flatMap((c) => [...c]), ...scene.points.flatMap((p) => [...p]), ...scene.weights];
    const errors = (values: readonly number[]): number[] => {
      const cameras = scene.cameras.map((_, i) => Float64Array.from(values.slice(11 * i, 11 * i + 11)));
      const points = scene.points.map((_, i) => Float64Array.from(values.slice(33 + 3 * i, 36 + 3 * i)));
      const moved = { cameras, points, weights: Float64Array.from(values.slice(45)), seen: scene.seen };
      const { reprojection, weight } = objective.run(moved as never) as Record<"reprojection" | "weight", Float64Array>;
      return [...reprojection, ...weight];
    };
    const { rows, cols, vals } = jacobian.run({
      ...scene,
      weights: Float64Array.from(scene.weights),
    } as never) as Record<"rows" | "cols" | "vals", ArrayLike<number>>;
    const dense = Array.from({ length: 21 }, (_, row) => {
      const line = at.map(() => 0);
      for (let k = rows[row]!; k < rows[row + 1]!; k++) line[cols[k]!]! += vals[k]!;
      return line;
    });
    for (const k of at.keys()) {
      const column = slope(errors, at, (j) => (j === k ? 1 : 0));
      expect(
        differences(
          dense.map((line) => line[k]!),
          column,
          1e-7,
          `column ${k}`,
        ),
      ).toEqual([]);
    }
  });

  test.each(["simple_small_hand1_t26_c100.json", "complicated_small_hand1_t26_c100.json"])("ht: %s", async (file) => {
    const noise = noiseFrom(2);
    const input = inputOf("ht", file) as { readonly theta: number[]; readonly us: number[][]; readonly data: unknown };
    const theta = input.theta.map((value) => value + 0.3 * noise());
    const us = input.us.map((pair) => pair.map((value) => value + 0.1 * noise()));
    const [objective, jacobian] = [await stepsOf("ht", "objective"), await stepsOf("ht", "jacobian")];
    const dense = jacobian.run({ ...input, theta, us } as never) as number[][];
    const own = us.length > 0 ? 2 : 0;
    const errors = (values: readonly number[]): number[] =>
      objective.run({ ...input, theta: values, us } as never) as number[];
    for (const k of theta.keys()) {
      const column = slope(errors, theta, (j) => (j === k ? 1 : 0));
      expect(
        differences(
          dense.map((line) => line[own + k]!),
          column,
          1e-8,
          `theta ${k}`,
        ),
      ).toEqual([]);
    }
    for (let k = 0; k < own; k++) {
      const moved = (values: readonly number[]): number[] =>
        objective.run({ ...input, theta, us: us.map((pair, i) => pair.with(k, values[i]!)) } as never) as number[];
      const column = slope(
        moved,
        us.map((pair) => pair[k]!),
        () => 1,
      );
      expect(
        differences(
          dense.map((line) => line[k]!),
          column,
          1e-8,
          `weight ${k}`,
        ),
      ).toEqual([]);
    }
  });

  test("lstm: every parameter off by up to a fifth", async () => {
    const noise = noiseFrom(3);
    type Network = Readonly<Record<"main_params" | "extra_params" | "state" | "sequence", number[][]>>;
    const input = inputOf("lstm", "l2_c1024.json") as Network;
    const near = (rows: readonly number[][]): number[][] =>
      rows.map((row) => row.map((value) => value + 0.2 * noise()));
    const network = { ...input, main_params: near(input.main_params), extra_params: near(input.extra_params) };
    const [objective, jacobian] = [await stepsOf("lstm", "objective"), await stepsOf("lstm", "jacobian")];
    const [main, extra] = jacobian.run(network as never) as [number[][], number[][]];
    const gradient = [...main.flat(), ...extra.flat()];
    const at = [...network.main_params.flat(), ...network.extra_params.flat()];
    const loss = (values: readonly number[]): number[] => {
      let from = 0;
      const taken = (rows: readonly number[][]): number[][] =>
        rows.map((row) => values.slice(from, (from += row.length)));
      const moved = { ...network, main_params: taken(main), extra_params: taken(extra) };
      return [objective.run(moved as never) as number];
    };
    for (let round = 0; round < 6; round++) {
      const direction = at.map(() => noise());
      const along = gradient.reduce((sum, value, k) => sum + value * direction[k]!, 0);
      expect(
        differences(
          [along],
          slope(loss, at, (k) => direction[k]!),
          1e-8,
        ),
      ).toEqual([]);
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

async function stepsOf(name: string, of: string): Promise<Evaluation> {
  return (await loadModule(name))![of]!;
}

function inputOf(name: string, file: string): unknown {
  return (JSON.parse(readFileSync(join(cases, name, file), "utf8")) as Case).input;
}

/** Numbers between -1 and 1, the same in every run. */
function noiseFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

/** The derivative along a direction, by central differences of three steps, extrapolated. */
function slope(
  of: (at: readonly number[]) => readonly number[],
  at: readonly number[],
  direction: (k: number) => number,
): readonly number[] {
  const difference = (step: number): readonly number[] => {
    const [up, down] = [step, -step].map((by) => of(at.map((value, k) => value + by * direction(k))));
    return up!.map((value, i) => (value - down![i]!) / (2 * step));
  };
  const [wide, half, quarter] = [4e-3, 2e-3, 1e-3].map(difference);
  const better = (coarse: readonly number[], fine: readonly number[]): readonly number[] =>
    fine.map((value, i) => value + (value - coarse[i]!) / 3);
  const [first, second] = [better(wide!, half!), better(half!, quarter!)];
  return second.map((value, i) => value + (value - first[i]!) / 15);
}
