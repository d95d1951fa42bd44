/** Arguments that share memory (CONTRACT, Aliased arguments): refused where one is written, each with its own adjoint where none is. */
import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { loadModule } from "../fixtures/evaluate.ts";
import type { HostFunction } from "../fixtures/evaluate.ts";

function derivatives(text: string): {
  readonly code: string;
  call(name: string, ...args: readonly unknown[]): unknown;
} {
  const fileName = "/aliased.ts";
  const { code, diagnostics } = compile(text, { fileName, verify: true });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const module = loadModule(fileName, () => code);
  return { code, call: (name, ...args) => (module.exports[name] as HostFunction)(...args) };
}

const dot = `// @differentiable
export function dot(a: number[], b: number[]): number {
  let s = 0;
  for (let i = 0; i < a.length; i++) s += a[i]! * b[i]!;
  return s;
}`;

const axpy = `// @differentiable
export function axpy(y: Float64Array, x: Float64Array, k: number): void {
  for (let i = 0; i < y.length; i++) y[i]! += k * x[i]!;
}`;

const rows = `// @differentiable
export function scale(m: number[][], v: readonly number[]): number {
  for (const row of m) row[0] = row[0]! * v[0]!;
  return m[0]![0]!;
}`;

const records = `// @differentiable
export function move(ps: { at: { x: number }; v: number }[], to: { x: number }): number {
  for (const p of ps) p.at.x += p.v * to.x;
  return ps[0]!.at.x;
}`;

describe("nothing is written", () => {
  test("each argument has its own adjoint", () => {
    const x = [1, 2];
    expect(derivatives(dot).call("dot_grad", x, x)).toEqual([x, x]);
  });

  test("there is no check", () => {
    expect(derivatives(dot).code).not.toContain("RangeError");
  });
});

describe("one is written", () => {
  test("an argument given twice is refused, and both are named", () => {
    const x = new Float64Array([1, 2]);
    const bar = new Float64Array(2);
    expect(() => derivatives(axpy).call("axpy_vjp", x, x, 2, bar)).toThrow(/^y and x share memory/);
    expect(() => derivatives(axpy).call("axpy_jvp", x, x, 2, bar, bar.slice(), 0)).toThrow(RangeError);
  });

  test("so are views of one buffer", () => {
    const both = new Float64Array([1, 2, 3, 4]);
    const [y, x] = [both.subarray(0, 2), both.subarray(2)];
    expect(() => derivatives(axpy).call("axpy_vjp", y, x, 2, new Float64Array(2))).toThrow(RangeError);
  });

  test("arguments apart are not", () => {
    const [y, x] = [new Float64Array([1, 2]), new Float64Array([3, 4])];
    const { grad } = derivatives(axpy).call("axpy_vjp", y, x, 2, new Float64Array([1, 10])) as { grad: unknown };
    expect(grad).toEqual([new Float64Array([1, 10]), new Float64Array([2, 20]), 43]);
    expect(y).toEqual(new Float64Array([7, 10]));
  });

  test("a row given twice in one matrix, or as another argument too", () => {
    const row = [1, 2];
    expect(() => derivatives(rows).call("scale_grad", [row, row], [2])).toThrow(/two of m\[…\]/);
    expect(() => derivatives(rows).call("scale_grad", [[3], row], row)).toThrow(/m\[…\] and v/);
    expect(derivatives(rows).call("scale_grad", [[3], row], [2])).toEqual([[[2], [0, 0]], [3]]);
  });

  test("a record inside of records", () => {
    const at = { x: 1 };
    const { call } = derivatives(records);
    expect(() => call("move_grad", [{ at, v: 1 }], at)).toThrow(RangeError);
    expect(() =>
      call(
        "move_grad",
        [
          { at, v: 1 },
          { at, v: 2 },
        ],
        { x: 1 },
      ),
    ).toThrow(RangeError);
    expect(call("move_grad", [{ at, v: 3 }], { x: 2 })).toEqual([[{ at: { x: 1 }, v: 2 }], { x: 3 }]);
  });

  test("tangents are memory of their own too", () => {
    const [y, x, dot] = [new Float64Array(2), new Float64Array(2), new Float64Array(2)];
    expect(() => derivatives(axpy).call("axpy_jvp", y, x, 2, dot, dot, 0)).toThrow(/yDot and xDot/);
  });

  test("inside of differentiated code it is allowed", () => {
    const { code, call } = derivatives(`${axpy}
// @differentiable
export function twice(y: Float64Array, k: number): number {
  axpy(y, y, k);
  return y[0]! * y[1]!;
}`);
    expect(call("twice_grad", new Float64Array([1, 2]), 2)).toEqual([new Float64Array([18, 9]), 12]);
    expect(code).toContain("y and x share memory");
  });
});

test("trailing adjoints may be left out beside a seed, and are required without", () => {
  const text = `// @differentiable
export function f(x: number[], k: number): number {
  x[0] = x[0]! * k;
  return x[0]! * x[1]!;
}
// @differentiable wrt: k
export function g(x: number[], k: number): void {
  x[0] = x[0]! * k;
}`;
  const { code, call } = derivatives(text);
  expect(code).toContain("function f_vjp(\n  x: number[],\n  k: number,\n  seed = 1,\n  xBar?: number[],\n)");
  expect(code).toContain("function g_vjp(x: number[], k: number, xBar: number[])");
  const trailing = [1, 1];
  expect(call("f_vjp", [2, 3], 5, 1, trailing)).toEqual({ value: 30, grad: [[20, 11], 8] });
  expect(trailing).toEqual([1, 1]);
  expect(call("f_grad", [2, 3], 5)).toEqual([[15, 10], 6]);
  // `wrt` does not remove what is written.
  expect(call("g_vjp", [2, 3], 5, [1, 7])).toEqual({ value: undefined, grad: [[5, 7], 2] });
  const x = [2, 3];
  const xDot = [1, 0];
  expect(call("g_jvp", x, 5, xDot, 1)).toEqual({ value: undefined, tangent: undefined });
  expect([x, xDot]).toEqual([
    [10, 3],
    [7, 0],
  ]);
});
