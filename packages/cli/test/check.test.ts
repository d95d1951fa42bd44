import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { square, world } from "./world.ts";

/** A cube with a rule for its adjoint, and a function that calls it in a loop. */
const cubes = (adjoint: string, tangent = "3 * x * x * xDot"): string => `function cube(x: number): number {
  return x * x * x;
}

// @derivative of cube
export function cubeAdjoint(x: number, seed: number): { value: number; grad: number } {
  return { value: cube(x), grad: ${adjoint} };
}

// @derivative of cube
export function cubeTangent(x: number, xDot: number): { value: number; tangent: number } {
  return { value: cube(x), tangent: ${tangent} };
}

// @differentiable
export function f(x: number, y: number): number {
  const product = x * y;
  let sum = 0;
  for (let i = 1; i < 3; i++) {
    const turned = Math.sin(product * i);
    sum += cube(turned + y);
  }
  return sum * product;
}
`;

describe("adgen check FILE", () => {
  test("says how well each check holds, and at which number it is worst", async () => {
    const { run, files } = world({ "a.ts": cubes("3 * x * x * seed") });
    const { code, out, err } = await run("check", "a.ts");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^a\.ts:16 {2}f\(x, y\)$/m);
    expect(out).toMatch(/^ {2}tangent against adjoint +\d/m);
    expect(out).toMatch(/^ {2}adjoint against differences +\d\.\de-\d+ +at [xy], step \de-\d+$/m);
    expect(out).toMatch(/^ {2}second order, symmetry +\d/m);
    expect(out).toMatch(/^ {2}second order against differences +\d\.\de-\d+ +at [xy], step \de-\d+$/m);
    expect(out).toContain("  own rules: cubeTangent, cubeAdjoint");
    expect(out).toMatch(/^2 functions: 2 hold, 0 fail, 0 not checked$/m);
    expect(files()).toEqual(["a.ts"]);
  });

  test("a wrong adjoint fails: the rule itself, and the first statement of a caller that goes by it", async () => {
    const { run } = world({ "a.ts": cubes("2 * x * x * seed") });
    const { code, out, err } = await run("check", "a.ts");
    expect(code).toBe(1);
    expect(out).toMatch(/adjoint against differences .* at x: the adjoint is \S+, differences give \S+ \(step \S+\)$/m);
    expect(out).toMatch(/^2 functions: 0 hold, 2 fail, 0 not checked$/m);
    expect(err).toMatch(
      /^a\.ts:21:12 AD1029 {2}the derivative of `f` fails the check of tangent against adjoint at \[/m,
    );
    expect(err).toContain("sum += cube(turned + y);");
    expect(err).toMatch(/^a\.ts:6:\d+ AD1029 {2}`cubeAdjoint` fails .*\n(.*\n)+.*it is not the derivative of `cube`/m);
  });

  test("a wrong tangent fails, and is told from a wrong adjoint", async () => {
    const { run } = world({ "a.ts": cubes("3 * x * x * seed", "3 * x * xDot") });
    const { code, out, err } = await run("check", "a.ts", "--fn", "cube");
    expect(code).toBe(1);
    expect(out).toMatch(/^ {2}tangent against adjoint .* at x: the adjoint gives \S+, the tangent \S+$/m);
    expect(out).toMatch(/^ {2}adjoint against differences +\d\.\de-\d+ +at x, step/m);
    expect(err).toContain("`cubeTangent` fails");
  });

  test("both rules wrong alike: differences tell", async () => {
    const { run } = world({ "a.ts": cubes("2 * x * x * seed", "2 * x * x * xDot") });
    const { code, out } = await run("check", "a.ts", "--fn", "cube");
    expect(code).toBe(1);
    expect(out).toMatch(/^ {2}tangent against adjoint +(0|\d\.\de-1\d)$/m);
    expect(out).toMatch(/^ {2}adjoint against differences .* differences give/m);
  });

  test("a second derivative that is wrong where the first is right", async () => {
    const { run } = world({
      "a.ts": `// @differentiable
export function f(x: number): number {
  return x * x;
}

// @derivative of f
export function fAdjoint(x: number, seed: number): { value: number; grad: number } {
  return { value: x * x, grad: ((2 * Math.floor(x * 2 ** 40)) / 2 ** 40) * seed };
}
`,
    });
    const { code, out } = await run("check", "a.ts", "--at", "[0.5]");
    expect(code).toBe(1);
    expect(out).toMatch(/^ {2}adjoint against differences +\d/m);
    expect(out).toMatch(
      /^ {2}second order against differences .* at x: the second derivative is -?0, differences of the gradient give \S+/m,
    );
  });

  test("steps that change nothing hide nothing, however near they lie", async () => {
    const { run } = world({
      "a.ts": `function cube(x: number): number {
  const bucket = Math.floor(x * 1e12);
  return bucket % 2 === 0 ? x * x * x : x ** 3;
}

// @derivative of cube
export function cubeAdjoint(x: number, seed: number): { value: number; grad: number } {
  return { value: cube(x), grad: 2 * x * x * seed };
}

// @derivative of cube
export function cubeTangent(x: number, xDot: number): { value: number; tangent: number } {
  return { value: cube(x), tangent: 2 * x * x * xDot };
}
`,
    });
    const { code, out } = await run("check", "a.ts", "--at", "[0.7]");
    expect(out).toMatch(/^ {2}adjoint against differences .* differences give 1\.47 /m);
    expect(code).toBe(1);
  });

  test("the value of a rule is compared too", async () => {
    const { run } = world({ "a.ts": cubes("3 * x * x * seed").replace("{ value: cube(x), grad", "{ value: x, grad") });
    const { code, out } = await run("check", "a.ts", "--fn", "cube");
    expect(code).toBe(1);
    expect(out).toMatch(/^ {2}value and arguments .*they differ$/m);
  });

  test("points are the same for a seed", async () => {
    const { run } = world({ "a.ts": square });
    const [first, second, other] = await Promise.all([
      run("check", "a.ts", "--seed", "7"),
      run("check", "a.ts", "--seed", "7", "--points", "5"),
      run("check", "a.ts", "--seed", "8"),
    ]);
    expect(second.out).toBe(first.out);
    expect(other.out).not.toBe(first.out);
    expect((await run("check", "a.ts", "--points", "2")).out).toContain("holds at 2 points");
  });
});

describe("a point beside a kink is no failure, and it is said", () => {
  const relu = "// @differentiable\nexport function relu(x: number): number {\n  return x > 0 ? x * 3 : x;\n}\n";
  const apart = "// @differentiable\nexport function far(x: number): number {\n  return Math.abs(x - 1e-13) * x;\n}\n";

  test("on a branch", async () => {
    const { run } = world({ "a.ts": relu });
    const { code, out } = await run("check", "a.ts", "--at", "[0]");
    expect(code).toBe(0);
    expect(out).toMatch(/2 comparisons beside a kink \(line 3\): differences say nothing there/);
    expect((await run("check", "a.ts", "--at", "[1e-3]")).out).not.toContain("kink");
  });

  test("of abs, nearer than any step", async () => {
    const { run } = world({ "a.ts": apart });
    const { code } = await run("check", "a.ts", "--at", "[0]");
    expect(code).toBe(0);
  });
});

describe("--plot", () => {
  const wave =
    "// @differentiable\nexport function wave(x: number): number {\n  return Math.sin(x) * Math.exp(x);\n}\n";

  test("draws the error of differences over the step, and the derivative's own as a line", async () => {
    const { run, files } = world({ "a.ts": wave, "package.json": "{}" });
    const { code, out } = await run("check", "a.ts", "--plot");
    expect(code).toBe(0);
    expect(out).toMatch(/^ +1e-14 │/m);
    expect(out).toMatch(/╌ the derivative's own: (0|\d\.\de-1\d)$/m);
    // The curve falls with the step and rises again: it is higher at both ends than between them.
    const lines = out.split("\n").filter((line) => line.includes("│"));
    const rowAt = (column: number): number =>
      lines.findIndex((line) => /[\u2801-\u28FF]/u.test(line[10 + column] ?? ""));
    expect(rowAt(53)).toBeLessThan(rowAt(25));
    expect(rowAt(0)).toBeLessThan(rowAt(25));
    expect(files()).toEqual(["a.ts", "package.json"]);
  });

  test("writes an SVG with a panel for each function", async () => {
    const { run, read } = world({ "a.ts": wave + wave.replaceAll("wave", "other"), "package.json": "{}" });
    expect((await run("check", "a.ts", "--plot", "plots/out.svg")).code).toBe(0);
    const svg = read("plots/out.svg");
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="840" height="260"/);
    expect(svg.match(/<polyline/g)).toHaveLength(2);
    expect(svg).toContain(">wave(x)<");
    expect(svg).not.toContain("NaN");
    expect((await run("check", "a.ts", "--plot", "out.svg", "--out-dir", "elsewhere")).code).toBe(0);
    expect(read("elsewhere/out.svg")).toBe(svg);
  });

  test.each([
    [["--plot", "../out.svg"], 1, "AD1019  `../out.svg` lies outside"],
    [["--plot", "/out.svg"], 1, "AD1019  `/out.svg` lies outside"],
    [["--plot", "../out.svg", "--out-dir", "plots"], 1, "AD1019"],
    [["--plot", "link/out.svg"], 1, "AD1019"],
    [["--plot", "out.png"], 2, "AD1013  --plot takes a file that ends in .svg, not `out.png`"],
  ])("%j", async (argv, code, message) => {
    const { run, folder, files } = world({ "a.ts": wave, "package.json": "{}" });
    const other = world();
    symlinkSync(other.folder, join(folder, "link"));
    expect(await run("check", "a.ts", ...argv)).toMatchObject({ code, err: expect.stringContaining(message) });
    expect([...files(), ...other.files()].filter((name) => name.endsWith(".svg"))).toEqual([]);
  });
});

describe("arguments are made up by the types", () => {
  test.each([
    [
      "records, unions and literals",
      "p: { kind: 'a'; w: number[] } | { kind: 'b'; r: number }",
      "p.kind === 'a' ? p.w[0]! ** 2 : p.r ** 3",
    ],
    ["positive numbers, found by trying", "x: number, y: number", "Math.log(x) * Math.sqrt(y)"],
    [
      "lengths that fit",
      "a: Float64Array, b: readonly number[], n: number",
      "(() => { let s = 0; for (let i = 0; i < n; i++) s += a[i]! * b[i]!; return s; })()",
    ],
    [
      "a matrix in one array",
      "m: Float64Array, v: Float64Array",
      "(() => { let s = 0; for (let i = 0; i < v.length; i++) for (let j = 0; j < v.length; j++) s += m[i * v.length + j]! * v[i]! * v[j]!; return s; })()",
    ],
    ["optional ones", "x: number, rate?: number", "x * x * (rate ?? 2)"],
    [
      "tuples, booleans, nested arrays",
      "t: readonly [number, number], on: boolean, rows: number[][]",
      "on ? t[0] * rows[0]![0]! : t[1] ** 2",
    ],
    ["Float32Array", "xs: Float32Array", "xs[0]! * xs[0]! * 3"],
  ])("%s", async (_, parameters, result) => {
    const { run } = world({
      "a.ts": `// @differentiable\nexport function f(${parameters}): number {\n  return ${result};\n}\n`,
    });
    const { code, out, err } = await run("check", "a.ts");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("holds at 5 points");
  });

  test("a number of steps is not moved, though it could be by its type", async () => {
    const { run } = world({
      "a.ts": `// @differentiable
export function grown(x: number, rate: number, steps: number): number {
  let y = x;
  for (let i = 0; i < steps; i++) y += rate * Math.sin(y);
  return y;
}
`,
    });
    const { code, out } = await run("check", "a.ts");
    expect(code).toBe(0);
    expect(out).toContain("holds at 5 points");
    expect(out).not.toContain("kink");
  });

  test("written parameters and results that are no number", async () => {
    const { run } = world({
      "a.ts": `// @differentiable
export function scaled(xs: number[], by: number): { first: number; all: Float64Array } {
  for (let i = 0; i < xs.length; i++) xs[i] = xs[i]! * by * by;
  return { first: Math.sin(xs[0]!), all: Float64Array.from(xs) };
}

// @differentiable
export function filled(xs: Float64Array, by: number): void {
  xs[0] = by * xs[0]! * xs[0]!;
}
`,
    });
    const { code, out } = await run("check", "a.ts");
    expect(code).toBe(0);
    expect(out).toContain("2 functions: 2 hold, 0 fail, 0 not checked");
  });

  test("what Node's own types declare is the library", async () => {
    const { run } = world({
      "a.ts": `// @differentiable
export function f(x: { a: number; b: number[] }): number {
  const own = structuredClone(x);
  own.b[0] = own.a * own.a;
  return own.b[0]! * x.b[0]!;
}
`,
      "tsconfig.json": JSON.stringify({
        compilerOptions: {
          strict: true,
          lib: ["es2024"],
          types: ["node"],
          typeRoots: [join(import.meta.dirname, "../../../node_modules/@types")],
        },
      }),
    });
    const { code, out, err } = await run("check", "a.ts");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("holds at 5 points");
  });

  test("what is cut, random numbers and clocks stand still", async () => {
    const { run } = world({
      "a.ts": `import { stopGradient } from "@adgen/runtime";
// @differentiable
export function f(x: number): number {
  return x * stopGradient(x) + Math.random() * x + Date.now() * 0;
}
`,
    });
    const { code, out } = await run("check", "a.ts");
    expect(code).toBe(0);
    expect(out).toContain("holds at 5 points");
  });
});

describe("what cannot be checked is said", () => {
  test("host code is not executed", async () => {
    const { run } = world({
      "a.ts": `const table: number[] = JSON.parse("[1, 2]");
// @differentiable
export function f(x: number): number {
  return x * table[0]!;
}
`,
    });
    const { code, out, err } = await run("check", "a.ts");
    expect(code).toBe(0);
    expect(out).toContain("not checked: not evaluated: host code at line 4, which adgen does not run");
    expect(err).toMatch(
      /^a\.ts:4:14 AD3008 note {2}host code is not evaluated.*\n.*return x \* table\[0\]!;\n +\| +\^{5,}/m,
    );
  });

  test("values of a type that cannot be made up", async () => {
    const { run } = world({
      "a.ts":
        "// @differentiable\nexport function f(x: number, s: ReadonlySet<number>): number {\n  return s.size * x;\n}\n",
    });
    const { code, out } = await run("check", "a.ts");
    expect(code).toBe(0);
    expect(out).toContain("not checked: `s` is of type `ReadonlySet<number>`, which cannot be made up");
  });

  test("a function that has no value anywhere", async () => {
    const { run } = world({
      "a.ts":
        '// @differentiable\nexport function f(x: number): number {\n  if (x < 1e9) throw new RangeError("small");\n  return x;\n}\n',
    });
    const { code, out } = await run("check", "a.ts");
    expect(code).toBe(0);
    expect(out).toContain("(RangeError: small); name one with --at");
    expect((await run("check", "a.ts", "--at", "[2e9]")).out).toContain("holds at 1 point");
  });

  test.each([
    [["a.ts", "--at", "[1, 2]"], 2, "AD1020  --at has 2 arguments, and there are 1: x"],
    [["a.ts", "--at", "[true]"], 2, "AD1020  --at: `x` takes a number, not true"],
    [["a.ts", "--seed", "x"], 2, "AD1013  --seed takes a whole number from 0"],
    [["a.ts", "--points", "0"], 2, "AD1013  --points takes a whole number from 1"],
    [["a.ts", "--fn", "other"], 1, "AD1021  no marked function is called `other`"],
    [["two.ts", "--at", "[1]"], 1, "AD1021  --at is for one function, and several are marked: square, other"],
    [["none.ts"], 1, "AD1014  no function of `none.ts` is marked"],
    [["nope.ts"], 1, "AD1010"],
    [[], 2, "AD1013"],
  ])("%j", async (argv, code, message) => {
    const { run } = world({
      "a.ts": square,
      "two.ts": square + square.replaceAll("square", "other"),
      "none.ts": "export const a = 1;\n",
    });
    expect(await run("check", ...argv)).toMatchObject({ code, err: expect.stringContaining(message) });
  });

  test("a function that is refused is an error, and does not stop the others", async () => {
    const { run } = world({
      "a.ts": `${square}// @differentiable\nexport function any(x: any): number {\n  return x;\n}\n`,
    });
    const { code, out, err } = await run("check", "a.ts");
    expect(code).toBe(1);
    expect(err).toMatch(/AD\d{4}/);
    expect(out).toContain("square(x)");
  });
});

test("the derivatives of every example hold", async () => {
  const { run } = world();
  const { code, out } = await run("check", join(import.meta.dirname, "../../../examples/*.ts"));
  expect(out).toMatch(/^13 functions: 13 hold, 0 fail, 0 not checked$/m);
  expect(code).toBe(0);
}, 120_000);
