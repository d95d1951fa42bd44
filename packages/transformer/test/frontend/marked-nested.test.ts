/** A marked nested function is lifted: what it captures are its last parameters. Nothing can call the function itself from outside. */
import ts from "typescript";
import { expect, test } from "vitest";
import { compile } from "../../src/compile.ts";

const source = `export function make(scale: number, at: readonly number[]): (x: number) => number {
  const power = 3;
  // @differentiable
  const inner = (x: number): number => scale * x ** power + at[0]! * shifted(x);
  function shifted(x: number): number {
    return x * scale;
  }
  return inner;
}
`;

test("captures become trailing parameters, also those of what it calls", async () => {
  const { code, diagnostics, functions } = compile(source, {
    fileName: "nested.ts",
    modes: ["jvp", "vjp"],
    place: "sibling",
  });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(functions.map(({ name }) => name)).toEqual(["inner"]);
  const text = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const module = (await import(`data:text/javascript,${encodeURIComponent(text.outputText)}`)) as {
    inner_vjp(...args: readonly unknown[]): { value: number; grad: readonly unknown[] };
  };
  const { value, grad } = module.inner_vjp(2, 5, [7], 3);
  expect(value).toBe(5 * 8 + 7 * 10);
  expect(grad.slice(0, 3)).toEqual([5 * 12 + 7 * 5, 8 + 7 * 2, [10]]);
});
