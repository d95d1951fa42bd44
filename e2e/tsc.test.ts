import { execFile, spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const require = createRequire(import.meta.url);
const tsc: string = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
const tspc: string = join(dirname(require.resolve("ts-patch/package.json")), "bin/tspc.js");
const root: string = join(import.meta.dirname, "..");

interface Ended {
  readonly code: number;
  readonly output: string;
}

function run(program: string, ...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
    });
  });
}

let project: string;
beforeAll(async () => {
  // Inside the workspace, so that the plugin is found by its name.
  project = await mkdtemp(join(root, "e2e", ".tmp-"));
  await cp(join(root, "test-fixtures/tsc-project"), project, { recursive: true });
});
afterAll(() => rm(project, { recursive: true, force: true }));

const read = (name: string): Promise<string> => readFile(join(project, name), "utf8");

describe("a project that imports derivatives", () => {
  test("tsc alone misses them", async () => {
    const { code, output } = await run(tsc, "-p", project, "--noEmit");
    expect(code).not.toBe(0);
    expect(output).toMatch(/main\.ts\(1,16\): error TS\d+: .*'area_grad'/);
  });

  test("tspc type-checks it without emitting", async () => {
    expect(await run(tspc, "-p", project, "--noEmit")).toEqual({ code: 0, output: "" });
  });

  test("tspc emits code that runs, declarations, and maps to the user's lines", async () => {
    expect(await run(tspc, "-p", project)).toEqual({ code: 0, output: "" });
    const main = (await import(pathToFileURL(join(project, "dist/main.js")).href)) as Record<string, number>;
    const e = Math.exp(1);
    expect(main["value"]).toBeCloseTo(4 * e + 0.5, 12);
    expect(main["byWidth"]).toBeCloseTo(4 * e, 12);
    expect(main["byHeight"]).toBeCloseTo(8 * e + 1, 12);
    expect(main["doubled"]).toBeCloseTo(8 * e, 12);
    const declarations = await read("dist/area.d.ts");
    for (const name of ["area", "area_jvp", "area_vjp", "area_grad"]) {
      expect(declarations).toContain(`export declare function ${name}(`);
    }
    expect(await read("src/area.ts")).not.toContain("area_vjp");
  });

  test("no line of a source map lies beyond the file on disk", async () => {
    const lines = (await read("src/area.ts")).split("\n").length;
    const map = JSON.parse(await read("dist/area.js.map")) as { mappings: string; sources: string[] };
    expect(map.sources).toEqual(["../src/area.ts"]);
    const decoded = decodeMappings(map.mappings);
    expect(decoded.length).toBeGreaterThan(10);
    expect(Math.max(...decoded.map(({ sourceLine }) => sourceLine))).toBeLessThan(lines);
    // The adjoint sweep of line 4 leads to line 4 (3 from 0).
    const js = (await read("dist/area.js")).split("\n");
    const adjoint = js.findIndex((line) => line.includes("function area_vjp"));
    expect(decoded.some(({ line, sourceLine }) => line > adjoint && sourceLine === 3)).toBe(true);
  });

  test("an incremental build that changes nothing leaves everything as it is, and a change reaches the importer", async () => {
    const build = ["-p", project, "--incremental", "--tsBuildInfoFile", join(project, "dist/info")];
    expect(await run(tspc, ...build)).toEqual({ code: 0, output: "" });
    expect(await run(tspc, ...build)).toEqual({ code: 0, output: "" });
    const area = await read("src/area.ts");
    await writeFile(join(project, "src/area.ts"), area.replace("height: number)", "height: number, _depth: number)"));
    const { code, output } = await run(tspc, ...build);
    await writeFile(join(project, "src/area.ts"), area);
    expect(code).not.toBe(0);
    expect(output).toMatch(/main\.ts\(4,\d+\): error TS2554/);
  });
});

test("a watch goes on with derivatives", async () => {
  const watching = spawn(process.execPath, [tspc, "-p", project, "--noEmit", "--watch", "--preserveWatchOutput"]);
  let said = "";
  watching.stdout.on("data", (data) => {
    said += String(data);
  });
  const toSay = (pattern: RegExp): Promise<void> =>
    expect.poll(() => said, { timeout: 30_000, interval: 50 }).toMatch(pattern) as Promise<void>;
  const main = await read("src/main.ts");
  try {
    await toSay(/Found 0 errors/);
    await writeFile(join(project, "src/main.ts"), main.replace("area_grad(2, 0.5)", "area_grad(2)"));
    await toSay(/main\.ts\(4,\d+\): error TS2554/);
  } finally {
    watching.kill();
    await writeFile(join(project, "src/main.ts"), main);
  }
});

describe("what adgen refuses", () => {
  const refused = `// @differentiable
export async function later(x: number): Promise<number> {
  return x;
}
`;
  test.each([[["--noEmit"]], [["--incremental", "--tsBuildInfoFile", "dist/bad-info", "--noEmit"]]])(
    "is an error of the build, in its place: %j",
    async (flags) => {
      await writeFile(join(project, "src/later.ts"), refused);
      const info = flags.map((flag) => (flag.startsWith("dist/") ? join(project, flag) : flag));
      const { code, output } = await run(tspc, "-p", project, ...info);
      await rm(join(project, "src/later.ts"));
      expect(code).not.toBe(0);
      expect(output).toMatch(/later\.ts\([12],\d+\): error TS99\d{4}: adgen AD2\d{3}: /);
      // The good file is compiled all the same.
      expect(output).not.toContain("main.ts");
    },
  );
});

interface Mapping {
  readonly line: number;
  readonly sourceLine: number;
}

/** The lines of a map's segments, by TypeScript's own decoder. */
function decodeMappings(mappings: string): readonly Mapping[] {
  const { decodeMappings: decode } = ts as unknown as {
    decodeMappings: (text: string) => Iterable<{ generatedLine: number; sourceLine?: number }>;
  };
  return [...decode(mappings)].flatMap(({ generatedLine, sourceLine }) =>
    sourceLine === undefined ? [] : [{ line: generatedLine, sourceLine }],
  );
}
