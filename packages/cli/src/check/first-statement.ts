/**
 * Where a derivative goes wrong: the function up to each of its statements is differentiated and checked as the whole was, at the same
 * point. The first of these that fails ends in the statement that is asked for.
 */
import { analysePrefixes, NotEvaluated } from "@adgen/transformer";
import type { AnalysedPrefix, CompileOptions, Origin } from "@adgen/transformer";
import { measure } from "./checks.ts";
import { DerivativeThrows, NoValue, Point } from "./point.ts";
import { randomFrom } from "./random.ts";

/** The first statement after which a check fails; undefined where only the whole does. */
export function firstStatementAtOdds(
  text: string,
  options: CompileOptions,
  { name, args }: { readonly name: string; readonly args: readonly unknown[] },
): Origin | undefined {
  const prefixes = analysePrefixes(text, options, name);
  return prefixes.find((prefix) => isAtOdds(prefix, args))?.origin;
}

function isAtOdds({ analysed }: AnalysedPrefix, args: readonly unknown[]): boolean {
  try {
    const point = new Point(analysed, args);
    // It does not pass there, or what it has made by then is nothing to compare.
    if (point.outputs.length === 0 || !point.outputs.every(Number.isFinite)) return false;
    return measure(point, randomFrom(analysed.name)).some(({ verdict }) => verdict === "fails");
  } catch (error) {
    if (error instanceof DerivativeThrows) return true;
    if (error instanceof NoValue || error instanceof NotEvaluated) return false;
    throw error;
  }
}
