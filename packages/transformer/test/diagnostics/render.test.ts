import { describe, expect, test } from "vitest";
import { catalogue, codes, diagnostic } from "../../src/diagnostics/catalogue.ts";
import type { Span } from "../../src/diagnostics/diagnostic.ts";
import { explainCode, renderDiagnostic } from "../../src/diagnostics/render.ts";

const text = [
  "// @differentiable",
  "export function huber(r: number) {",
  "\tconst k = lookup(r);",
  "  return k;",
  "}",
].join("\n");

/** The span of a part of the text. */
function spanOf(part: string): Span {
  const start = text.indexOf(part);
  const before = text.slice(0, start).split("\n");
  return { start, length: part.length, line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

const textOf = (): string => text;

describe("a rendered diagnostic", () => {
  test("says where and what, shows the line, and under it the way out", () => {
    const span = spanOf("lookup(r)");
    const fix = { title: "cut it with stopGradient(r)", edits: [] };
    const found = diagnostic("AD2003", "error", "`lookup(r)` receives an active value", {
      fileName: "huber.ts",
      span,
      fix,
    });
    expect(renderDiagnostic(found, { textOf }).split("\n")).toEqual([
      "huber.ts:3:12 AD2003  `lookup(r)` receives an active value",
      "   3 | \tconst k = lookup(r);",
      "     | \t          ^^^^^^^^^ cut it with stopGradient(r)",
    ]);
  });

  test("takes the way out of its code where it has none of its own", () => {
    const place = { fileName: "huber.ts", span: spanOf("huber") };
    const [, , last] = renderDiagnostic(diagnostic("AD1009", "error", "taken", place), { textOf }).split("\n");
    expect(last).toBe("     |                 ^^^^^ rename the declaration, or change the `naming` option");
  });

  test("a note says that it is one, and asks for nothing", () => {
    const found = diagnostic("AD3001", "note", "a kink", { fileName: "huber.ts", span: spanOf("k;") });
    expect(renderDiagnostic(found, { textOf }).split("\n")).toEqual([
      "huber.ts:4:10 AD3001 note  a kink",
      "   4 |   return k;",
      "     |          ^^",
    ]);
  });

  test("of a span of several lines it shows the first", () => {
    const span = { ...spanOf("export function"), length: text.length };
    const lines = renderDiagnostic(diagnostic("AD1002", "error", "wrong", { fileName: "huber.ts", span }), {
      textOf,
    }).split("\n");
    expect(lines).toHaveLength(3);
    expect(lines[2]).toMatch(/^ {5}\| \^{34} /);
  });

  test("related places follow, each with its frame", () => {
    const related = [{ message: "declared here", span: spanOf("r: number") }];
    const found = diagnostic("AD2003", "error", "wrong", { fileName: "huber.ts", span: spanOf("lookup"), related });
    expect(renderDiagnostic(found, { textOf }).split("\n").slice(3)).toEqual([
      "  huber.ts:2:23  declared here",
      "   2 | export function huber(r: number) {",
      "     |                       ^^^^^^^^^",
    ]);
  });

  test("without a text there is no frame, but the way out", () => {
    const place = { fileName: "gone.ts", span: spanOf("huber") };
    expect(renderDiagnostic(diagnostic("AD1001", "error", "wrong", place), { textOf: () => undefined })).toBe(
      "gone.ts:2:17 AD1001  wrong\n   mend the syntax; nothing is generated for the file until then",
    );
  });

  test("colours change nothing but colours", () => {
    const found = diagnostic("AD2003", "error", "wrong", { fileName: "huber.ts", span: spanOf("lookup(r)") });
    const colored = renderDiagnostic(found, { textOf, colors: true });
    expect(colored).toContain("\u001b[1;31mAD2003");
    // eslint-disable-next-line no-control-regex -- the escapes are what is tested
    expect(colored.replaceAll(/\u001b\[[\d;]*m/g, "")).toBe(renderDiagnostic(found, { textOf }));
  });
});

describe("explainCode", () => {
  test("has a long text for every code", () => {
    for (const code of codes) {
      const explained = explainCode(code.toLowerCase());
      for (const part of [code, catalogue[code].title, catalogue[code].why, catalogue[code].fix])
        expect(explained).toContain(part);
    }
  });

  test("has none for another", () => {
    expect(explainCode("AD0000")).toBeUndefined();
  });
});
