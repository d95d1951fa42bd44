/**
 * Inputs that nobody writes on purpose: broken files, deep nesting, odd names and texts, emitted functions that call themselves again. The
 * command `robustness` runs more of the same, over 2,000 real-world files.
 */
import { setFlagsFromString } from "node:v8";
import { stripTypeScriptTypes } from "node:module";
import { runInNewContext } from "node:vm";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { compile } from "@adgen/transformer";
import { brokenText, faultsOfBroken } from "../robustness/broken.ts";
import { memoryGrowth } from "../robustness/memory.ts";
import { world } from "../packages/cli/test/world.ts";

type Module = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

function errorsOf(text: string): readonly string[] {
  return compile(text).diagnostics.flatMap(({ code, severity }) => (severity === "error" ? [code] : []));
}

async function load(text: string): Promise<Module> {
  const { code, diagnostics } = compile(text, { verify: true });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(code.startsWith(text.trimEnd())).toBe(true);
  const plain = stripTypeScriptTypes(code.replace(/^\ufeff/, ""));
  return (await import(`data:text/javascript;charset=utf-8,${encodeURIComponent(plain)}`)) as Module;
}

describe("broken files", () => {
  test.each(Array.from({ length: 44 }, (_, i) => [i] as const))("number %i gives diagnostics", (number) => {
    const { fileName, text } = brokenText(number);
    expect(faultsOfBroken(fileName, text)).toEqual([]);
  });
});

describe("depth", () => {
  const marked = (body: string): string => `// @differentiable\nexport function f(x: number): number {\n${body}\n}\n`;
  const repeated = (count: number, text: (i: number) => string, between = ""): string =>
    Array.from({ length: count }, (_, i) => text(i)).join(between);
  const depths: readonly (readonly [string, (n: number) => string])[] = [
    ["parentheses", (n) => marked(`return ${"(x + ".repeat(n)}x${")".repeat(n)};`)],
    ["blocks", (n) => marked(`let y = x; ${"{".repeat(n)} y = y * x; ${"}".repeat(n)} return y;`)],
    [
      "ifs",
      (n) => marked(`let y = x; ${repeated(n, (i) => `if (x > ${i / n}) {`)} y = y * x; ${"}".repeat(n)} return y;`),
    ],
    ["calls", (n) => marked(`return ${"Math.sin(".repeat(n)}x${")".repeat(n)};`)],
    ["functions", (n) => marked(`return ${"(() => ".repeat(n)}x * x${")()".repeat(n)};`)],
    ["signs", (n) => marked(`return ${"- ".repeat(n)}x;`)],
    [
      "else ifs",
      (n) => marked(`let y = x; ${repeated(n, (i) => `if (x < ${i / n}) y *= ${i}; else`, " ")} y = x * x; return y;`),
    ],
  ];

  test.each(depths)("300 %s compile", (_, text) => expect(errorsOf(text(300))).toEqual([]));

  test.each(depths.slice(0, 4))("20,000 %s give a diagnostic", (_, text) => {
    expect(errorsOf(text(20_000))).toEqual(["AD2028"]);
  });

  test("60 arrays in each other compile, and 300 are refused", () => {
    const text = (n: number): string =>
      marked(`const a = ${"[".repeat(n)}x${"]".repeat(n)}; return a${"[0]!".repeat(n)} * x;`);
    expect(errorsOf(text(60))).toEqual([]);
    expect(errorsOf(text(300))).toContain("AD2028");
  });

  test("a chain of 5,000 operators compiles, to the right slope", async () => {
    const { f_grad: grad } = await load(marked(`return x${repeated(5000, (i) => ` ${"+-"[i % 2]} ${i % 7} * x`)};`));
    const slope = Array.from({ length: 5000 }, (_, i) => (i % 2 === 0 ? 1 : -1) * (i % 7)).reduce((a, b) => a + b, 1);
    expect(grad!(0.5)).toBeCloseTo(slope, 9);
  });
});

describe("names and texts", () => {
  test("names of prototypes, of derivatives, and of what generated text uses", async () => {
    const names =
      "__proto__ constructor hasOwnProperty xBar xDot _t1 t1 seed value grad Array Number Float64Array as of type async get";
    const list = names.split(" ");
    const parameters = ["x", ...list].map((name) => `${name}: number`).join(", ");
    const { f_grad: grad } = await load(
      `// @differentiable\nexport function f(${parameters}): number { return x * (${list.join(" + ")}); }`,
    );
    const rest = list.map((_, i) => i + 1);
    const sum = rest.reduce((a, b) => a + b, 0);
    expect(grad!(2, ...rest)).toEqual([sum, ...rest.map(() => 2)]);
  });

  test.each(["__proto__", "constructor", "hasOwnProperty", "größe", "値", "$", "_"])(
    "a function called %s",
    async (name) => {
      const module = await load(`// @differentiable\nexport function ${name}(x: number): number { return x * x; }`);
      expect(module[`${name}_grad`]!(3)).toBe(6);
    },
  );

  test("fields with names of prototypes", async () => {
    const { f_grad: grad } = await load(
      "// @differentiable\nexport function f(o: { constructor: number; hasOwnProperty: number }): number { return o.constructor * o.hasOwnProperty; }",
    );
    const found = grad!({ constructor: 3, hasOwnProperty: 5 }) as Readonly<Record<string, unknown>>;
    expect([found["constructor"], found["hasOwnProperty"]]).toEqual([5, 3]);
  });

  test("escapes in names are the names", async () => {
    const { f_grad: grad } = await load(
      "// @differentiable\nexport function f(\\u0061: number, b\\u{63}: number): number { return a * \\u0061 * bc; }",
    );
    expect(grad!(2, 3)).toEqual([12, 4]);
  });

  const square = "export function f(x: number): number {\n  return x * x;\n}";
  test.each([
    ["CRLF", `// licence\n\n// @differentiable\n${square}\n`.replaceAll("\n", "\r\n")],
    ["CR", `// @differentiable\n${square}\n`.replaceAll("\n", "\r")],
    ["a byte order mark", `\ufeff// @differentiable\n${square}\n`],
    [
      "shebang, licence, directive, reference",
      `#!/usr/bin/env node\n/* licence */\n"use strict";\n/// <reference lib="es2024" />\n// @differentiable\n${square}`,
    ],
    ["line separators", `// @differentiable\u2028${square}\u2029`],
    ["no line end", `// @differentiable\n${square} // end`],
    ["letters of two units", `const s = "😀\u2028";\n// @differentiable\n${square}`],
  ])("%s", async (_, text) => {
    expect((await load(text))["f_grad"]!(3)).toBe(6);
  });
});

describe("what emitted functions share", () => {
  const series = `// @differentiable
export function series(xs: number[], depth: number): number {
  let sum = 0;
  for (const x of xs) {
    sum = sum * x + Math.sin(sum + x);
    if (sum > depth) console.debug(sum);
  }
  return depth > 1 ? sum * series(xs.map((x) => x * 0.5), depth - 1) : sum;
}
`;

  test("nothing: a call in the middle of another leaves that alone", async () => {
    const { series_vjp: vjp } = await load(series);
    const debug = vi.spyOn(console, "debug").mockImplementation(() => undefined);
    onTestFinished(() => debug.mockRestore());
    const xs = [3, 2.5, 2.2];
    const alone = vjp!(xs, 2.5, 1);
    let depth = 0;
    debug.mockImplementation(() => {
      if (depth++ < 3) vjp!([2.1, 4, 3.3], 2.5, 2);
    });
    expect(vjp!(xs, 2.5, 1)).toEqual(alone);
    expect(depth).toBeGreaterThan(3);
  });

  test("no memory over 10,000 calls, nor over 60 compilations", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const { series_grad: grad } = await load(series.replace("console.debug(sum)", "sum -= 1"));
    const xs = [0.3, 1.2, 0.7];
    expect(memoryGrowth(collect, 10_000, () => void grad!(xs, 3.5))).toBeLessThan(1);
    const kept = memoryGrowth(collect, 60, (i) => void compile(series.replaceAll("series", `series${i}`)));
    expect(kept).toBeLessThan(12);
  });
});

describe("user code", () => {
  test("is never executed: a module that would write a file when it is loaded", async () => {
    const here = world({
      "tsconfig.json": "{}",
      "a.ts": `import { writeFileSync } from "node:fs";
writeFileSync(new URL("made.txt", import.meta.url), "");
(globalThis as { made?: boolean }).made = true;
// @differentiable
export function f(x: number): number {
  return x * x;
}
`,
    });
    for (const command of [
      ["a.ts"],
      ["explain", "a.ts", "--at", "[2]"],
      ["graph", "a.ts", "--fn", "f"],
      ["check", "a.ts"],
    ])
      await here.run(...command);
    expect(here.files()).toContain("a.ad.ts");
    expect(here.files()).not.toContain("made.txt");
    expect("made" in globalThis).toBe(false);
  });

  test("is written inside of the project only: a file by an absolute name, or with .., outside of it", async () => {
    const outside = world({
      "a.ts": "// @differentiable\nexport function f(x: number): number {\n  return x * x;\n}\n",
    });
    const here = world({ "tsconfig.json": "{}" });
    const up = `../${outside.folder.split("/").at(-1)}/a.ts`;
    for (const name of [`${outside.folder}/a.ts`, up]) await here.run(name, "--project", "tsconfig.json");
    expect(outside.files()).toEqual(["a.ts"]);
    await here.run(`${outside.folder}/a.ts`, "--out-dir", "made");
    expect(outside.files()).toEqual(["a.ts"]);
  });
});

describe("the same text", () => {
  test("from a second copy of the compiler, in between", async () => {
    const text =
      "// @differentiable\nexport function f(x: number[]): number {\n  return x.reduce((sum, one) => sum + one * one, 0);\n}\n";
    const first = compile(text).code;
    vi.resetModules();
    const second = (await import("@adgen/transformer")) as { compile: typeof compile };
    expect(second.compile).not.toBe(compile);
    expect([second.compile(text).code, compile(text).code, second.compile(text).code]).toEqual([first, first, first]);
  });

  test("in whatever folder the file lies", () => {
    const text = "// @differentiable\nexport function f(x: number): number {\n  return Math.sin(x) * x;\n}\n";
    const codes = ["a.ts", "/a.ts", "/deep/er/a.ts", "C:\\project\\a.ts", "./a.ts"].map(
      (fileName) => compile(text, { fileName }).code,
    );
    expect(new Set(codes).size).toBe(1);
  });
});
