import { describe, expect, test } from "vitest";
import { layered } from "../src/graph/layers.ts";
import { square, world } from "./world.ts";

const paper = `// @differentiable
export function paper(x1: number, x2: number): number {
  return Math.log(x1) + x1 * x2 - Math.sin(x2);
}
`;

describe("adgen graph FILE", () => {
  test("draws every number with its value and adjoint, and every edge with its partial", async () => {
    const { run } = world({ "paper.ts": paper });
    const { code, out, err } = await run("graph", "paper.ts", "--at", "[2, 5]");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const texts = [...out.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
    expect(texts[0]).toBe("paper(x1, x2) at [2,5]");
    // Figure 4 and table 3 of Baydin, Pearlmutter, Radul and Siskind (2018).
    expect(texts).toEqual(
      expect.arrayContaining([
        "x1",
        "2, adjoint 5.5",
        "x2",
        "5, adjoint 1.71634",
        "v1 = Math.log(x1)",
        "v2 = x1 * x2",
        "v4 = Math.sin(x2)",
        "-0.958924, adjoint -1",
        "v5 = v3 - v4",
        "11.6521, adjoint 1",
        "0.283662",
      ]),
    );
    expect(out.match(/<rect x=/g)).toHaveLength(7);
    expect(out.match(/marker-end/g)).toHaveLength(8);
  });

  test("without --at at a point that is made up, in a file inside the project", async () => {
    const { run, read } = world({ "a.ts": square, "package.json": "{}" });
    expect(await run("graph", "a.ts", "--out", "out/a.svg")).toMatchObject({ code: 0, out: "", err: "" });
    expect(read("out/a.svg")).toMatch(/^<svg .*>\n(.*\n)*.*square\(x\) at \[-?\d/);
  });

  test("what the result does not hang on is left out, and text is text", async () => {
    const { run } = world({
      "a.ts":
        "// @differentiable\nexport function f(x: number, y: number): number {\n  const unused = x * 3 * y;\n  return x < 5 && y < 5 ? x * 2 : unused;\n}\n",
    });
    const { out } = await run("graph", "a.ts", "--at", "[1, 2]");
    expect(out.match(/<rect x=/g)).toHaveLength(3);
    expect(out).not.toMatch(/&(?!lt;|gt;|amp;)/);
  });

  test.each([
    [["a.ts", "--out", "../a.svg"], 1, "AD1019"],
    [["a.ts", "--out", "a.png"], 2, "AD1013  --out takes a file that ends in .svg"],
    [["two.ts"], 1, "AD1021  several functions are marked: square, other"],
    [["loop.ts", "--at", "[1, 1000]"], 1, "AD1020  the graph of `f` has 1001 numbers, and 400 make a picture"],
    [["never.ts"], 1, "AD1020  `f` has no value at any point that was made up"],
  ])("%j", async (argv, code, message) => {
    const { run } = world({
      "a.ts": square,
      "package.json": "{}",
      "two.ts": square + square.replaceAll("square", "other"),
      "loop.ts":
        "// @differentiable wrt: x\nexport function f(x: number, n: number): number {\n  for (let i = 0; i < n; i++) x = Math.sin(x);\n  return x;\n}\n",
      "never.ts":
        "// @differentiable\nexport function f(x: number): number {\n  if (x < 1e9) throw new RangeError();\n  return x;\n}\n",
    });
    expect(await run("graph", ...argv)).toMatchObject({ code, out: "", err: expect.stringContaining(message) });
  });
});

test("layers: a node lies below what it comes from, and none over another", () => {
  const nodes = [
    { width: 50, from: [] },
    { width: 80, from: [] },
    { width: 40, from: [0, 1] },
    { width: 60, from: [0] },
    { width: 30, from: [1] },
    { width: 70, from: [2, 3, 0] },
    { width: 20, from: [5, 4, 4] },
  ];
  const placed = layered(nodes, { between: 10, layer: 40, margin: 5 });
  for (const [i, { from }] of nodes.entries()) {
    const own = placed.nodes[i]!;
    for (const [k, source] of from.entries()) {
      expect(own.y).toBeGreaterThanOrEqual(placed.nodes[source]!.y + 40);
      const way = placed.edges[i]![k]!;
      expect([way[0], way.at(-1)]).toEqual([placed.nodes[source], own]);
      // One point in each layer.
      expect(way).toHaveLength((own.y - placed.nodes[source]!.y) / 40 + 1);
    }
    expect(own.x - nodes[i]!.width / 2).toBeGreaterThanOrEqual(5 - 1e-9);
    expect(own.x + nodes[i]!.width / 2).toBeLessThanOrEqual(placed.width - 5 + 1e-9);
    for (let j = 0; j < i; j++) {
      const other = placed.nodes[j]!;
      if (other.y !== own.y) continue;
      expect(Math.abs(other.x - own.x)).toBeGreaterThanOrEqual((nodes[i]!.width + nodes[j]!.width) / 2 + 10 - 1e-9);
    }
  }
});
