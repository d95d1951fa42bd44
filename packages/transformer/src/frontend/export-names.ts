/** What a module exports, of ES modules and of CommonJS. */
import type ts from "typescript";
import { commonJsExports, isCommonJs } from "./common-js.ts";
import type { Oracle } from "./oracle.ts";

/** Under which name each symbol of a module is exported; a plain export is preferred over an alias of it. */
export function exportNames(oracle: Oracle, file: ts.SourceFile): ReadonlyMap<ts.Symbol, string> {
  const exportedAs = new Map<ts.Symbol, string>();
  for (const symbol of oracle.exportsOf(file)) {
    const target = oracle.aliased(symbol);
    if (!exportedAs.has(target) || target.name === symbol.name) exportedAs.set(target, symbol.name);
  }
  if (!isCommonJs(file)) return exportedAs;
  for (const [name, node] of commonJsExports(oracle.ts, file)) {
    const symbol = oracle.ts.isIdentifier(node) ? oracle.symbolAt(node) : undefined;
    if (symbol) exportedAs.set(symbol, name);
  }
  return exportedAs;
}
