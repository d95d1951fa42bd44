/** Keys that are known when the program is compiled: written as literals, or names of a literal type. */
import type ts from "typescript";
import type { Oracle } from "./oracle.ts";
import { bare, constantName, literalKey } from "./syntax.ts";

/** The key of `o[key]`. */
export function constantKey(oracle: Oracle, key: ts.Expression): string | undefined {
  const { ts } = oracle;
  const written = literalKey(ts, key);
  if (written !== undefined) return written;
  const node = bare(ts, key);
  // Anything else may have an effect, which has to happen.
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return undefined;
  const value = oracle.literalAt(node);
  return value === undefined ? undefined : String(value);
}

/** The name of a field in a literal or a pattern. */
export function constantField(oracle: Oracle, name: ts.PropertyName): string | undefined {
  const { ts } = oracle;
  return ts.isComputedPropertyName(name) ? constantKey(oracle, name.expression) : constantName(ts, name);
}
