/**
 * Functions of packages on npm, copied by their text with a marker put in front, against closed forms: simple-statistics 7 `gammaln`
 * (whole file), jstat 1.9 `erf` and `lowRegGamma` (src/special.js, from `jStat.NAME = function` to its end).
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "@adgen/transformer";

const require = createRequire(import.meta.url);
type Fn = (...args: readonly number[]) => number;
type Module = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

function sourceOf(packageName: string, file: string): string {
  return readFileSync(join(dirname(require.resolve(`${packageName}/package.json`)), file), "utf8");
}

/** `jStat.erf = function erf(x) { … };` as a function of a module. */
function fromJstat(name: string, isMarked: boolean): string {
  const text = sourceOf("jstat", "src/special.js");
  const found = new RegExp(`^jStat\\.${name} = (function ${name}\\([\\s\\S]*?^\\});`, "m").exec(text)?.[1];
  if (found === undefined) throw new Error(`jstat has no ${name}`);
  const lines = found.split("\n").length;
  expect(lines).toBeGreaterThanOrEqual(isMarked ? 15 : 1);
  return `${isMarked ? "// @differentiable\n" : ""}export ${found.replaceAll("jStat.", "")}\n`;
}

async function derivativesOf(text: string): Promise<Module> {
  const { code, diagnostics } = compile(text, { fileName: "copied.js" });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Module;
}

/** ψ by its recurrence and asymptotic series (Abramowitz and Stegun, 6.3.5 and 6.3.18). */
function digamma(x: number): number {
  let at = x;
  let sum = 0;
  for (; at < 12; at++) sum -= 1 / at;
  const inverse = 1 / (at * at);
  const series = inverse * (1 / 12 - inverse * (1 / 120 - inverse * (1 / 252 - inverse * (1 / 240 - inverse / 132))));
  return sum + Math.log(at) - 0.5 / at - series;
}

describe("a function of a package and its closed form", () => {
  test("gammaln of simple-statistics: the digamma function", async () => {
    const source = sourceOf("simple-statistics", "src/gammaln.js");
    expect(source.split("\n").length).toBeGreaterThanOrEqual(15);
    const module = await derivativesOf(
      source.replace("function gammaln(", "// @differentiable\nexport function gammaln("),
    );
    for (const x of [0.3, 1, 2.4, 7.5, 120]) close(module["gammaln_grad"] as Fn, [x], digamma(x), 1e-12);
  });

  test("erf of jstat: the normal density", async () => {
    const module = await derivativesOf(fromJstat("erf", true));
    for (const x of [-2.5, -0.7, 0.1, 0.9, 3]) {
      close(module["erf_grad"] as Fn, [x], (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x), 1e-11);
    }
  });

  test("lowRegGamma of jstat: the gamma density", async () => {
    const module = await derivativesOf(
      `${fromJstat("gammaln", false)}${fromJstat("lowRegGamma", true).replace("@differentiable", "@differentiable wrt: x")}`,
    );
    const gammaln = module["gammaln"] as Fn;
    // Below a + 1 by the series, above by the continued fraction.
    for (const [a, x] of [
      [2.5, 0.4],
      [2.5, 3.1],
      [2.5, 4.9],
      [0.7, 5],
      [6, 11],
    ] as const) {
      close(module["lowRegGamma_grad"] as Fn, [a, x], Math.exp((a - 1) * Math.log(x) - x - gammaln(a)), 1e-10);
    }
  });
});

function close(f: Fn, args: readonly number[], expected: number, tolerance: number): void {
  expect(Math.abs(f(...args) - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
}
