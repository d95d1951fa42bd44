/** JavaScript inputs: JavaScript comes out, with JSDoc, and its derivatives agree with each other and with differences. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { compile } from "../src/compile.ts";
import { asJavaScript, syntaxErrors } from "./fixtures/as-javascript.ts";
import { fixturesFolder, readDirectives, readFixtures } from "./fixtures/fixture.ts";
import { createProgram, strictest } from "./fixtures/program.ts";

const folder = join(fixturesFolder, "javascript");

type Fn = (...args: unknown[]) => unknown;
type Module = Readonly<Record<string, Fn>>;

async function load(code: string): Promise<Module> {
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Module;
}

function compiled(name: string): string {
  const { code, diagnostics } = compile(readFileSync(join(folder, name), "utf8"), { fileName: name, verify: true });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return code;
}

/** All numbers in a value, in order, and the value with others in their places. */
function numbers(value: unknown): readonly number[] {
  if (typeof value === "number") return [value];
  if (typeof value !== "object" || value === null) return [];
  return (ArrayBuffer.isView(value) ? [...(value as Float64Array)] : Object.values(value)).flatMap(numbers);
}

function mapped(value: unknown, next: (x: number) => number): unknown {
  if (typeof value === "number") return next(value);
  if (value instanceof Float64Array) return value.map(next);
  if (Array.isArray(value)) return value.map((item) => mapped(item, next));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item, next)]));
}

describe("the checked calls of every fixture", () => {
  test.each(readdirSync(folder))("%s", async (name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const module = await load(compiled(name));
    const directives = readDirectives(text, name);
    expect(directives.length).toBeGreaterThan(0);
    for (const directive of directives) {
      const args = (): unknown[] => new Function(`return [${directive.call.args}]`)() as unknown[];
      const f = directive.call.function;
      if (directive.kind === "closed") {
        const expected = numbers(new Function(`return ${directive.expected}`)());
        expect(numbers(module[`${f}_grad`]!(...args()))).toEqual(expected);
        continue;
      }
      let at = 0;
      const directions = args().map((arg) => mapped(arg, () => Math.sin(++at)));
      const along = (h: number): number => {
        let k = 0;
        return module[f]!(...args().map((arg) => mapped(arg, (x) => x + h * Math.sin(++k)))) as number;
      };
      const { value, tangent } = module[`${f}_jvp`]!(...args(), ...structuredClone(directions)) as {
        value: number;
        tangent: number;
      };
      const grad = numbers(module[`${f}_grad`]!(...args()));
      const dot = numbers(directions).reduce((sum, x, i) => sum + x * grad[i]!, 0);
      expect(value).toBe(module[f]!(...args()));
      expect(Math.abs(dot - tangent)).toBeLessThanOrEqual(
        1e-12 * numbers(directions).reduce((s, x, i) => s + Math.abs(x * grad[i]!), 0),
      );
      const [wide, near] = [1e-3, 5e-4].map((h) => (along(h) - along(-h)) / (2 * h)) as [number, number];
      expect(Math.abs((4 * near - wide) / 3 - tangent)).toBeLessThanOrEqual(1e-8 * Math.max(1, Math.abs(tangent)));
    }
  });
});

describe("fixtures as JavaScript", () => {
  // One in eight: all of them take more than a minute.
  const fixtures = readFixtures().filter((_, i) => i % 8 === 3);
  const program = createProgram(new Map(fixtures.map(({ fileName, text: own }) => [fileName, own])), strictest);
  const checker = program.getTypeChecker();
  const outputs = fixtures.map(({ name, fileName }) => {
    const text = asJavaScript(program.getSourceFile(fileName)!, checker);
    return { name, ...compile(text, { fileName: fileName.replace(/\.ts$/, ".js"), verify: true }) };
  });

  test("most of them compile", () => {
    expect(outputs.filter(({ functions }) => functions.length > 0).length).toBeGreaterThan(0.7 * fixtures.length);
  });

  test("and nothing of TypeScript is in what is generated", () => {
    expect(outputs.flatMap(({ name, code }) => syntaxErrors(code).map((error) => `${name}: ${error}`))).toEqual([]);
  });

  test("none shows a fault of the compiler", () => {
    const faults = outputs.flatMap(({ name, diagnostics }) =>
      diagnostics.filter(({ code }) => code.startsWith("AD9")).map(({ message }) => `${name}: ${message}`),
    );
    expect(faults).toEqual([]);
  });
});

describe("the text", () => {
  test("is JavaScript, with types in JSDoc", () => {
    const code = compiled("types-from-jsdoc.js");
    const file = ts.createSourceFile("out.js", code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
    expect((file as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics).toEqual([]);
    expect(code).toContain(" * @param {Float64Array} positions\n");
    expect(code).toContain(" * @param {number} [seed]\n");
  });

  test("leaves the user's text as it is, to the byte", () => {
    const source = readFileSync(join(folder, "types-from-use.js"), "utf8");
    expect(compiled("types-from-use.js").startsWith(source)).toBe(true);
  });

  test("places in messages are those of the user's text", () => {
    const source =
      "// @differentiable\nexport function f(x, rows) { return x * rows[0] + rows.indexOf(x).toFixed(2).length * eval('1'); }\n";
    const { diagnostics } = compile(source, { fileName: "a.js" });
    expect(diagnostics.length).toBeGreaterThan(0);
    for (const { span } of diagnostics) {
      expect(span.line).toBe(2);
      expect(source.slice(span.start - span.column + 1, span.start)).toBe(
        source.split("\n")[1]!.slice(0, span.column - 1),
      );
    }
  });
});
