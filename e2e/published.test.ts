import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const run = promisify(execFile);
const root: string = join(import.meta.dirname, "..");
const bin: string = join(root, "node_modules/.bin");

/** A project that has the packages as npm would install them: built, packed, unpacked. */
let project: string;
beforeAll(async () => {
  project = await mkdtemp(join(root, "e2e", ".tmp-"));
  await cp(join(root, "test-fixtures/tsc-project"), project, { recursive: true });
  await mkdir(join(project, "node_modules/@adgen"), { recursive: true });
  for (const name of ["runtime", "transformer", "cli"]) await install(name);
});
afterAll(() => rm(project, { recursive: true, force: true }));

async function install(name: string): Promise<void> {
  const source = join(root, "packages", name);
  await run(join(bin, "tsdown"), ["--logLevel", "error"], { cwd: source });
  const tarball = join(project, `${name}.tgz`);
  await run("pnpm", ["pack", "--out", tarball], { cwd: source });
  await run("tar", ["xzf", tarball, "-C", project]);
  const installed = join(project, "node_modules/@adgen", name);
  await rename(join(project, "package"), installed);
  await run(join(bin, "publint"), ["run", tarball, "--strict"]);
  await mkdir(join(installed, "node_modules"), { recursive: true });
  const manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8")) as { dependencies?: object };
  for (const dependency of Object.keys(manifest.dependencies ?? {})) {
    if (dependency.startsWith("@adgen/")) continue;
    await mkdir(dirname(join(installed, "node_modules", dependency)), { recursive: true });
    await symlink(join(source, "node_modules", dependency), join(installed, "node_modules", dependency));
  }
}

test("tspc with the published plugin", async () => {
  const tspc = join(dirname(createRequire(import.meta.url).resolve("ts-patch/package.json")), "bin/tspc.js");
  await run(process.execPath, [tspc, "-p", project]);
  expect(await readFile(join(project, "dist/area.d.ts"), "utf8")).toContain("area_grad(width: number, height: number)");
});

test.each(["import", "require"])("the library by %s", async (how) => {
  const load = how === "import" ? 'await import("@adgen/transformer")' : 'require("@adgen/transformer")';
  const source = "// @differentiable\nexport function f(x: number): number { return x * x; }\n";
  const script = `const { compile } = ${load}; console.log(compile(${JSON.stringify(source)}).code)`;
  const type = how === "import" ? "module" : "commonjs";
  const { stdout } = await run(process.execPath, [`--input-type=${type}`, "-e", script], { cwd: project });
  expect(stdout).toContain("export function f_grad(x: number): number");
});

test("the published command", async () => {
  const main = join(project, "node_modules/@adgen/cli/dist/main.js");
  await writeFile(
    join(project, "f.ts"),
    "// @differentiable\nexport function f(x: number): number { return x * x; }\n",
  );
  const { stdout } = await run(process.execPath, [main, "f.ts", "--stdout"], { cwd: project });
  expect(stdout).toContain("export function f_grad(x: number): number");
  const help = await run(process.execPath, [main, "--help"]);
  expect(help.stdout).toContain("Usage: adgen");
});
