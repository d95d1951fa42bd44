import { analyseForCheck } from "@adgen/transformer";
import { expect, test } from "vitest";
import { modeChecks } from "../src/check/mode-checks.ts";
import { Point } from "../src/check/point.ts";
import { randomFrom } from "../src/check/random.ts";
import { world } from "./world.ts";

const marked = `// @differentiable modes: jvp, vjp, into
export function rosenbrock(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++) sum += 100 * (x[i + 1]! - x[i]! * x[i]!) ** 2 + (1 - x[i]!) ** 2;
  return sum;
}

// @differentiable modes: jacobian
export function scaled(p: { x: number; y: number }, k: number[]): { r: number; list: number[] } {
  return { r: Math.hypot(p.x, p.y) * k[0]!, list: k.map((v) => v * p.x) };
}

// @differentiable modes: hessian
export function energy(p: { x: number; w: number[] }, y: number): number {
  return p.w.reduce((sum, v, i) => sum + v * v * p.x * (i + 1), 0) * Math.exp(y * p.x);
}
`;

test("the modes of the marker are checked beside the usual ones", async () => {
  const { run } = world({ "a.ts": marked });
  const { code, out, err } = await run("check", "a.ts");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out.match(/^ {2}gradient into buffers +(0|\d\.\de-1\d)/gm)).toHaveLength(1);
  expect(out.match(/^ {2}Jacobian against tangent and adjoint +(0|\d\.\de-1\d)/gm)).toHaveLength(1);
  expect(out.match(/^ {2}Hessian against second order +(0|\d\.\de-1\d)/gm)).toHaveLength(1);
  expect(out).toMatch(/^3 functions: 3 hold, 0 fail, 0 not checked$/m);
});

test("a mode of another function fails, at the number that is off", () => {
  const text = `// @differentiable modes: jvp, vjp, into, hessian, jacobian
export function f(x: number[], y: number[]): number {
  return x[0]! * x[0]! * y[1]!;
}

// @differentiable modes: jvp, vjp, into, hessian, jacobian
export function g(x: number[], y: number[]): number {
  return x[0]! * x[0]! * y[1]! + y[0]! * y[0]!;
}
`;
  const { functions } = analyseForCheck(text, { fileName: "a.ts" });
  const [f, g] = functions;
  expect(functions.map(({ name }) => name)).toEqual(["f", "g"]);
  const args = [
    [3, 4],
    [5, 7],
  ];
  const verdicts = (point: Point): readonly unknown[] =>
    modeChecks(point, randomFrom("f")).map(({ check, verdict, place }) => [check, verdict, place]);
  expect(new Set(verdicts(new Point(f!, args)).map((one) => (one as readonly unknown[])[1]))).toEqual(
    new Set(["holds"]),
  );
  // A value of its own is no buffer's business; a constant beside f is.
  const { into, jacobian, hessian } = g!;
  expect(verdicts(new Point({ ...f!, into, jacobian, hessian }, args))).toEqual([
    ["into", "fails", undefined],
    ["jacobian", "fails", "result"],
    ["jacobian", "fails", "y[0]"],
    ["hessian", "fails", "y[0]"],
  ]);
  expect(
    verdicts(
      new Point({ ...f!, into }, [
        [3, 4],
        [0, 7],
      ]),
    )[0],
  ).toEqual(["into", "holds", undefined]);
});

test("rules of which a Jacobian is made that are at odds", async () => {
  const { run } = world({
    "a.ts": `// @differentiable modes: jacobian
export function turned(x: number): [number, number] {
  return [Math.cos(x), Math.sin(x)];
}

// @derivative of turned
export function turnedTangent(x: number, xDot: number): { value: [number, number]; tangent: [number, number] } {
  return { value: [Math.cos(x), Math.sin(x)], tangent: [-Math.sin(x) * xDot, 2 * Math.cos(x) * xDot] };
}
`,
  });
  const { code, out } = await run("check", "a.ts", "--at", "[0.5]");
  expect(code).toBe(1);
  expect(out).toMatch(
    /^ {2}Jacobian against tangent and adjoint .* at x: the Jacobian gives \S+, tangent or adjoint \S+$/m,
  );
});

test("a derivative that throws where the function has a value is wrong", async () => {
  const { run } = world({
    "a.ts": `// @differentiable
export function f(x: number): number {
  return x * x;
}

// @derivative of f
export function fAdjoint(x: number, seed: number): { value: number; grad: number } {
  if (x > 0) throw new RangeError("too large");
  return { value: x * x, grad: 2 * x * seed };
}
`,
  });
  const { code, out, err } = await run("check", "a.ts");
  expect(code).toBe(1);
  expect(out).toMatch(/^ {2}value and arguments .*the derivative throws RangeError: too large$/m);
  expect(err).toContain("`fAdjoint` fails the check of value and arguments");
  expect((await run("check", "a.ts", "--at", "[-2]")).code).toBe(0);
});

test("--json: what holds, what fails and where, as data", async () => {
  const { run } = world({
    "a.ts": `${marked}
// @differentiable
export function cube(x: number): number {
  return x * x * x;
}

// @derivative of cube
export function cubeAdjoint(x: number, seed: number): { value: number; grad: number } {
  return { value: x * x * x, grad: 2 * x * x * seed };
}

// @differentiable
export function asked(s: ReadonlySet<number>, x: number): number {
  return s.size * x;
}
`,
  });
  const { code, out } = await run("check", "a.ts", "--json");
  expect(code).toBe(1);
  const [file, ...others] = JSON.parse(out) as readonly Record<string, unknown>[];
  expect(others).toEqual([]);
  expect(file).toMatchObject({ fileName: "a.ts", diagnostics: [] });
  const functions = file?.["functions"] as readonly Record<string, unknown>[];
  expect(functions.map(({ name, outcome, points }) => [name, outcome, points])).toEqual([
    ["rosenbrock", "holds", 5],
    ["scaled", "holds", 5],
    ["energy", "holds", 5],
    ["cube", "fails", 5],
    ["asked", "not checked", 0],
  ]);
  expect(functions[3]).toMatchObject({
    line: 19,
    rules: { vjp: "cubeAdjoint" },
    failure: { code: "AD1029", span: { line: 24 } },
    checks: expect.arrayContaining([
      expect.objectContaining({ check: "differences", verdict: "fails", place: "x", at: [expect.any(Number)] }),
    ]),
  });
  expect(functions[4]?.["why"]).toContain("which cannot be made up");
});
