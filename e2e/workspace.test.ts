import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run as runCommand } from "../packages/cli/src/run.ts";
import { runtimeTypesText } from "../packages/transformer/src/frontend/runtime-types.ts";

const require = createRequire(import.meta.url);
const tspc: string = join(dirname(require.resolve("ts-patch/package.json")), "bin/tspc.js");
const root: string = join(import.meta.dirname, "..");

let project: string;
beforeAll(async () => {
  project = await mkdtemp(join(root, "e2e", ".tmp-"));
  await cp(join(root, "test-fixtures/workspace-project"), project, { recursive: true });
  await mkdir(join(project, "node_modules/@workspace"), { recursive: true });
  await symlink("../../core", join(project, "node_modules/@workspace/core"));
  // As it is published: what stands in the workspace are its sources.
  const runtime = join(project, "node_modules/@adgen/runtime");
  await mkdir(runtime, { recursive: true });
  await writeFile(
    join(runtime, "package.json"),
    '{ "name": "@adgen/runtime", "type": "module", "exports": "./index.js" }',
  );
  await writeFile(join(runtime, "index.d.ts"), runtimeTypesText);
  const source = pathToFileURL(join(root, "packages/runtime/src/index.ts")).href;
  await writeFile(join(runtime, "index.js"), `export * from ${JSON.stringify(source)};\n`);
});
afterAll(() => rm(project, { recursive: true, force: true }));

function build(): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [tspc, "-b", project], (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
    });
  });
}

const read = (name: string): Promise<string> => readFile(join(project, name), "utf8");

interface Main {
  readonly loss: (x: number, y: number) => number;
  readonly ofLoss: readonly number[];
  readonly [name: string]: unknown;
}

test("project references: functions of another project are followed to their sources", async () => {
  expect(await build()).toEqual({ code: 0, output: "" });
  const main = (await import(pathToFileURL(join(project, "app/dist/main.js")).href)) as Main;
  expect(main["ofCore"]).toEqual([12, 4]);
  expect(main["ofLegacy"]).toEqual([36, 8]);
  // stopGradient: 3 x² · x.
  expect(main["slope"]).toBe(24);
  expect(main["curvature"]).toBe(12);
  const h = 1e-4;
  const along = (x: number, y: number): number =>
    (main.loss(0.7 + h * x, 1.3 + h * y) - main.loss(0.7 - h * x, 1.3 - h * y)) / (2 * h);
  expect(main.ofLoss[0]).toBeCloseTo(along(1, 0), 6);
  expect(main.ofLoss[1]).toBeCloseTo(along(0, 1), 6);
  expect(await read("app/dist/main.d.ts")).toContain("export declare function loss_grad(");
  expect(await read("app/dist/legacy.d.cts")).toContain("product_grad");
  const map = JSON.parse(await read("app/dist/main.js.map")) as { sources: string[] };
  expect(map.sources).toEqual(["../src/main.ts"]);
});

test("the command follows them too, and a file in a folder of its own imports what it needs", async () => {
  let said = "";
  const io = {
    cwd: project,
    out: () => {},
    err: (text: string) => void (said += text),
    isTerminal: false,
    colors: false,
    stop: new AbortController().signal,
  };
  await writeFile(
    join(project, "app/src/model.ts"),
    `import { damped, Line } from "@workspace/core";
// @differentiable
export function model(line: Line, x: number): number {
  return damped(line.at(x));
}
`,
  );
  const code = await runCommand(["app/src/legacy.cjs", "app/src/model.ts", "--out-dir", "app/src/ad"], io);
  expect({ code, said }).toMatchObject({ code: 0 });
  const generated = await read("app/src/ad/model.ad.ts");
  expect(generated).toContain('import { shared } from "@workspace/core";');
  expect(generated).toContain("const weights = [0.5, 2];");
  expect(await read("app/src/ad/legacy.ad.cjs")).toContain(
    "module.exports = { product_jvp, product_vjp, product_grad };",
  );
  // The siblings are part of the project and type-check under its flags.
  expect(await build()).toEqual({ code: 0, output: "" });
});

test("a changed body reaches what is derived from it, though its declarations stay the same", async () => {
  const model = await read("core/src/model.ts");
  await writeFile(join(project, "core/src/model.ts"), model.replace("Math.sin(x)", "Math.sin(x) * x"));
  const before = await read("app/dist/main.js");
  expect(await build()).toEqual({ code: 0, output: "" });
  expect(await read("app/dist/main.js")).not.toBe(before);
  await writeFile(join(project, "core/src/model.ts"), model);
});

test("an error in a function of another project is an error of the build that needs its derivative", async () => {
  const model = await read("core/src/model.ts");
  await writeFile(join(project, "core/src/model.ts"), model.replace("Math.sin(x)", 'x * Number(eval("x"))'));
  const { code, output } = await build();
  expect(code).not.toBe(0);
  expect(output).toMatch(/app\/src\/main\.ts\(1,1\): error TS99\d{4}: in .*core\/src\/model\.ts:12:\d+: adgen AD20/);
});
