/** Lists of statements: nested functions wait until they are called, what stands behind an exit is not lowered. */
import type ts from "typescript";
import type { Lowering } from "../lowering.ts";

export function lowerStatements(cx: Lowering, statements: readonly ts.Statement[]): void {
  for (const statement of statements) {
    if (cx.isEnded) return;
    cx.statement(statement);
  }
}
