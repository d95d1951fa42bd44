import { describe, expect, test } from "vitest";
import { square, world } from "./world.ts";

const paper = `// @differentiable
export function paper(x1: number, x2: number): number {
  return Math.log(x1) + x1 * x2 - Math.sin(x2);
}
`;

describe("adgen explain FILE --at", () => {
  test("prints tables 2 and 3 of the survey", async () => {
    const { run } = world({ "paper.ts": paper });
    const { code, out, err } = await run("explain", "paper.ts", "--at", "[2, 5]");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const lines = out.split("\n").map((line) => line.trim().split(/ {2,}/));
    expect(lines).toEqual(
      expect.arrayContaining([
        ["x1", "2", "1", "0"],
        ["x2", "5", "0", "1"],
        ["v1 = Math.log(x1)", "0.693147", "0.5", "0"],
        ["v2 = x1 * x2", "10", "5", "2"],
        ["v3 = v1 + v2", "10.6931", "5.5", "2"],
        ["v4 = Math.sin(x2)", "-0.958924", "0", "0.283662"],
        ["v5 = v3 - v4", "11.6521", "5.5", "1.71634"],
        ["v5Bar = 1", "1"],
        ["v3Bar = v5Bar · ∂v5/∂v3", "1", "1"],
        ["v4Bar = v5Bar · ∂v5/∂v4", "-1", "-1"],
        ["x2Bar = v4Bar · ∂v4/∂x2", "0.283662", "-0.283662"],
        ["x1Bar = v2Bar · ∂v2/∂x1", "5", "5"],
        ["x2Bar += v2Bar · ∂v2/∂x2", "2", "1.71634"],
        ["x1Bar += v1Bar · ∂v1/∂x1", "0.5", "5.5"],
      ]),
    );
  });

  test("--dot gives one direction", async () => {
    const { run } = world({ "paper.ts": paper });
    const { out } = await run("explain", "paper.ts", "--at", "[2, 5]", "--dot", "[1, 2]");
    expect(out).toMatch(/^ {2}v2 = x1 \* x2 +10 +9$/m);
  });

  test("what the marker leaves out is inactive", async () => {
    const { run } = world({
      "a.ts":
        "// @differentiable wrt: w\nexport function f(w: number, x: number): number {\n  return w * x + Math.sin(x);\n}\n",
    });
    const { code, out } = await run("explain", "a.ts", "--at", "[2, 5]");
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}∂\/∂w 5$/m);
    expect(out).not.toContain("∂/∂x");
    expect(out).not.toContain("xBar");
  });

  test("loops show their first and last three iterations, --all every one; what is inactive is marked", async () => {
    const { run } = world({
      "a.ts": `// @differentiable
export function f(w: number[], y: { rate: number }, on: boolean): number {
  let s = 0;
  for (let i = 0; i < w.length; i++) {
    s += on ? w[i] * Math.floor(y.rate) : 0;
  }
  return s;
}
`,
    });
    const at = ["explain", "a.ts", "--at", '[[1, 2, 3, 4, 5, 6, 7, 8], { "rate": 2.5 }, true]'];
    const { code, out, err } = await run(...at);
    expect(code).toBe(0);
    // The derivative that is 0 on purpose is noted, and nothing else is said.
    expect(err.match(/AD\d{4} \w+/g)).toEqual(["AD3002 note"]);
    const iterations = (text: string): readonly string[] =>
      [...(text.split("\nreverse")[0] ?? "").matchAll(/iteration (\d+)$|(\d+) more iterations/gm)].map(
        ([, one, left]) => one ?? `… ${left}`,
      );
    expect(iterations(out)).toEqual(["1", "2", "3", "… 2", "6", "7", "8"]);
    expect(out).toMatch(/= Math\.floor\(y\.rate\) +2 +inactive$/m);
    expect(out).toContain("w[7]");
    const all = await run(...at, "--all");
    expect(iterations(all.out)).toHaveLength(8);
  });

  test.each([
    [["paper.ts", "--at", "[2"], 2, "AD1020  --at is not JSON"],
    [["paper.ts", "--at", "2"], 2, "AD1020  --at takes a JSON array"],
    [["paper.ts", "--at", "[2]"], 2, "AD1020  --at: `x2` takes a number, not nothing"],
    [["paper.ts", "--at", '[2, "5"]'], 2, 'AD1020  --at: `x2` takes a number, not "5"'],
    [["paper.ts", "--at", "[2, 5, 6]"], 2, "AD1020  --at has 3 arguments, and there are 2: x1, x2"],
    [["paper.ts", "--at", "[2, 5]", "--dot", "[1]"], 2, "AD1020  --dot takes one entry for each of x1, x2"],
    [["paper.ts", "--fn", "other"], 1, "AD1021  `paper.ts` has no marked function `other`"],
    [["two.ts"], 1, "AD1021  several functions are marked: square, other"],
    [["nope.ts"], 1, "AD1010"],
    [["endless.ts", "--at", "[1]"], 1, "AD1020  `f` did not end"],
    [["throws.ts", "--at", "[1]"], 1, "AD1020  `f` throws at these arguments: RangeError: too small"],
    [["AD0000"], 1, "AD1026  there is no diagnostic `AD0000`"],
  ])("%j", async (argv, code, message) => {
    const { run } = world({
      "paper.ts": paper,
      "two.ts": square + square.replaceAll("square", "other"),
      "endless.ts":
        "// @differentiable\nexport function f(x: number): number {\n  while (x > 0) x = x + 1;\n  return x;\n}\n",
      "throws.ts":
        '// @differentiable\nexport function f(x: number): number {\n  if (x < 2) throw new RangeError("too small");\n  return x;\n}\n',
    });
    expect(await run("explain", ...argv)).toMatchObject({ code, out: "", err: expect.stringContaining(message) });
  });
});

test("adgen explain AD2003 prints the long text", async () => {
  const { run } = world();
  const { code, out } = await run("explain", "ad2003");
  expect(code).toBe(0);
  expect(out).toMatch(/^AD2003 {2}.+\n\nWhy: +.+\nWhat to do: +.+\n/);
});

test("what a recursive function keeps is told of each function that calls it", async () => {
  const { run } = world({
    "a.ts": `// @differentiable
export function power(x: number, n: number): number {
  if (n === 0) return 1;
  const half = power(x * x, Math.floor(n / 2));
  return n % 2 === 0 ? half : half * x;
}
`,
  });
  const { code, out } = await run("explain", "a.ts", "--at", "[1.5, 5]");
  expect(code).toBe(0);
  // The fifth power, 5 · 1.5⁴.
  expect(out).toContain("∂/∂x 25.3125, ∂/∂n 0");
  expect(out.match(/^ +call of power, line 4$/gm)).toHaveLength(4);
  expect(out).toMatch(/^ {2}line 4, power {2}half is carried: /m);
  expect(out).not.toContain("nothing is kept");
});
