/** `checkGradient` on what adgen emits, in the tests of a project: node:test here, whose assertions are those of the others. */
import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root: string = join(import.meta.dirname, "..");

const source = `export interface Layer {
  readonly weights: Float64Array;
  readonly rate: number;
  readonly name: string;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function loss(layers: readonly Layer[], x: number): number {
  let sum = 0;
  for (const { weights, rate } of layers) for (const w of weights) sum += Math.exp(-rate * w * x) * w;
  return sum * sum;
}

// @differentiable wrt: t
export function turned(t: number, [x, y]: readonly [number, number]): { x: number; y: number } {
  return { x: x * Math.cos(t) - y * Math.sin(t), y: x * Math.sin(t) + y * Math.cos(t) };
}
`;

const right = `import { test } from "node:test";
import { checkGradient } from "@adgen/runtime";
import { loss, turned } from "./model.ts";
import { loss_grad, loss_hvp, loss_jvp, loss_vjp, turned_jvp, turned_vjp } from "./model.ad.ts";

const layers = [
  { weights: new Float64Array([0.3, -0.8]), rate: 0.5, name: "first" },
  { weights: new Float64Array([1.1]), rate: 2, name: "second" },
];
test("loss", () => {
  checkGradient(loss, loss_vjp, [layers, 0.7]);
  checkGradient(loss, { grad: loss_grad, jvp: loss_jvp, hvp: loss_hvp }, [layers, 0.7]);
});
test("turned", () => checkGradient(turned, { vjp: turned_vjp, jvp: turned_jvp }, [0.4, [1, 2]], { wrt: 0 }));
`;

let project: string;
beforeAll(async () => {
  project = await mkdtemp(join(root, "e2e", ".tmp-"));
  await writeFile(join(project, "model.ts"), source);
  await writeFile(join(project, "right.test.ts"), right);
  await writeFile(
    join(project, "wrong.test.ts"),
    right.replace(
      "checkGradient(loss, loss_vjp,",
      "checkGradient((l: typeof layers, x: number) => 2 * loss(l, x), loss_vjp,",
    ),
  );
  const { status, stderr } = node("packages/cli/src/main.ts", join(project, "model.ts"));
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringContaining("AD") });
});
afterAll(() => rm(project, { recursive: true, force: true }));

test("what is emitted holds", () => {
  const { status, stdout } = node("--test", join(project, "right.test.ts"));
  expect(stdout).toMatch(/pass 2/);
  expect(status).toBe(0);
});

test("what is wrong is a failed assertion that names the number", () => {
  const { status, stdout } = node("--test", "--test-reporter=tap", join(project, "wrong.test.ts"));
  expect(status).toBe(1);
  expect(stdout).toMatch(/the value of vjp of the function is wrong at result/);
  expect(stdout).toContain("ERR_ASSERTION");
});

function node(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ["--no-warnings", ...args], { cwd: root, encoding: "utf8" });
}
