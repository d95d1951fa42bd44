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

const trees = `interface Tree {
  readonly weights: number[];
  readonly parts: Tree[];
  material?: { density: number };
}
// @differentiable
export function scale(tree: Tree, k: number, other: Tree, bias: number[]): number {
  let sum = 0;
  for (let i = 0; i < tree.weights.length; i++) {
    tree.weights[i]! *= k;
    sum += tree.weights[i]! * (tree.material?.density ?? 1) * other.weights[0]! + bias[0]!;
  }
  for (const part of tree.parts) sum += scale(part, k * k, other, bias);
  return sum;
}
// @differentiable
export function total(tree: Tree): number {
  return tree.parts.reduce((sum, part) => sum + total(part), tree.weights[0]!);
}`;

interface Tree {
  readonly weights: number[];
  readonly parts: Tree[];
  readonly material?: { density: number };
}

describe("memory of recursive types", () => {
  const leaf = (...weights: number[]): Tree => ({ weights, parts: [] });
  const grad = (tree: Tree, other: Tree = leaf(1), bias: number[] = [0]): unknown =>
    derivatives(trees).call("scale_grad", tree, 2, other, bias);

  test("one part in two places, or one list in two parts", () => {
    const part = leaf(3);
    const again = /^two places in tree share memory/;
    expect(() => grad({ weights: [1], parts: [part, part] })).toThrow(again);
    expect(() => grad({ weights: [1], parts: [{ weights: [2], parts: [part] }, part] })).toThrow(again);
    expect(() => grad({ weights: part.weights, parts: [part] })).toThrow(again);
  });

  test("a part in another argument", () => {
    const part = leaf(3);
    const tree = { weights: [1], parts: [part] };
    expect(() => grad(tree, { weights: [1], parts: [{ weights: [2], parts: [part] }] })).toThrow(
      /^other and tree share memory/,
    );
    expect(() => grad(tree, leaf(1), part.weights)).toThrow(/^bias and tree share memory/);
  });

  test("what nobody writes may be shared", () => {
    const material = { density: 2 };
    const other = leaf(1);
    const tree = { weights: [1], parts: [{ weights: [3], parts: [], material }], material };
    expect(grad(tree, { weights: [1], parts: [other, other] })).toEqual([
      {
        weights: [4],
        parts: [{ weights: [8], parts: [], material: { density: 12 } }],
        material: { density: 2 },
      },
      1 * 2 + 3 * (2 * 2) * 2,
      {
        weights: [28],
        parts: [
          { weights: [0], parts: [] },
          { weights: [0], parts: [] },
        ],
      },
      [2],
    ]);
  });

  test("each function looks for what it writes itself", () => {
    const { call } = derivatives(`interface Tree { x: number; y: number; sub?: Tree; mark?: { y: number } }
// @differentiable
export function first(tree: Tree, k: number): number {
  tree.x *= k;
  return tree.x * (tree.mark?.y ?? 1) + (tree.sub ? first(tree.sub, k) : 0);
}
// @differentiable
export function second(tree: Tree, k: number): number {
  tree.y *= k;
  return tree.y * (tree.mark?.y ?? 1) + (tree.sub ? second(tree.sub, k) : 0);
}`);
    const shared = { x: 3, y: 5 };
    const tree = { x: 1, y: 2, sub: shared, mark: shared };
    expect(call("first_grad", structuredClone(tree), 2)).toEqual([
      { x: 10, y: 0, sub: { x: 2, y: 0 }, mark: { y: 2 } },
      1 * 5 + 3,
    ]);
    expect(() => call("second_grad", tree, 2)).toThrow(/^two places in tree share memory/);
  });

  test("lists that are emptied, and what a tuple may leave out", () => {
    const { call } =
      derivatives(`interface Heap { rows: number[]; inner?: Heap; pair: [number[], number[]?, number[]?] }
// @differentiable
export function drain(heap: Heap, k: number): number {
  let sum = k * k;
  heap.rows.length = 0;
  heap.pair[0][0] = k;
  if (heap.inner) sum += drain(heap.inner, k);
  return sum;
}`);
    const rows = [1];
    const one = { rows, pair: [[1]], inner: { rows: [2], pair: [[2]] } };
    expect(call("drain_grad", one, 3)).toEqual([expect.anything(), 12]);
    const inner = { rows, pair: [[2]] };
    expect(() => call("drain_grad", { rows, pair: [[1]], inner }, 3)).toThrow(/^two places in heap share memory/);
  });

  test("a circle, and ever more ways to one part", () => {
    const circle: Tree = { weights: [1], parts: [] };
    circle.parts.push(circle);
    expect(() => grad(circle)).toThrow(/^two places in tree/);
    let tree = leaf(1);
    for (let i = 0; i < 64; i++) tree = { weights: [i], parts: [tree, tree] };
    expect(() => grad(tree)).toThrow(/^two places in tree/);
  });

  test("nothing is looked for where nothing is written", () => {
    const { code } = derivatives(
      trees.slice(0, trees.indexOf("// @diff")) + trees.slice(trees.lastIndexOf("// @diff")),
    );
    expect(code).not.toContain("met");
  });

  test("in JavaScript", () => {
    const text = `/** @typedef {{ value: number, next?: Node }} Node */
// @differentiable
/** @param {Node} list @param {number} k @returns {number} */
export function scale(list, k) {
  list.value *= k;
  return list.next ? list.value + scale(list.next, k) : list.value;
}`;
    const fileName = "/aliased.js";
    const { code, diagnostics } = compile(text, { fileName, verify: true });
    expect(diagnostics).toEqual([]);
    const module = loadModule(fileName, () => code);
    const scale = module.exports["scale_grad"] as HostFunction;
    expect(scale({ value: 2, next: { value: 3 } }, 5)).toEqual([{ value: 5, next: { value: 5 } }, 5]);
    const circle: { value: number; next?: unknown } = { value: 1 };
    circle.next = circle;
    expect(() => scale(circle, 5)).toThrow(/^two places in list share memory/);
  });
});

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
