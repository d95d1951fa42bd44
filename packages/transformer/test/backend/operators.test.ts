import ts from "typescript";
import { expect, test } from "vitest";
import { infix, primary } from "../../src/backend/operators.ts";
import type { Text } from "../../src/backend/operators.ts";

function syntaxErrors(text: string): readonly string[] {
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true, fileName: "/a.ts" });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}

test("a shift before > is no call with type arguments", () => {
  const shift = infix("<<", 10, primary("a"), primary("1"));
  const right: Text = infix("*", 12, { text: "(b ? 1 : 2)", precedence: 20 }, primary("3"));
  const text = infix(">", 9, shift, right).text;
  expect(syntaxErrors("const c = a << 1 > (b ? 1 : 2) * 3;")).not.toEqual([]);
  expect(syntaxErrors(`const c = ${text};`)).toEqual([]);
  expect(infix(">", 9, shift, primary("b")).text).toBe("a << 1 > b");
});
