/** One real-world file: marked all over, compiled, and what came of it judged. */
import { readFileSync } from "node:fs";
import { analyse } from "../packages/transformer/src/analyse.ts";
import { compile } from "../packages/transformer/src/compile.ts";
import type { CompileOptions, CompileResult } from "../packages/transformer/src/compile.ts";
import ts from "typescript";
import { fileOf } from "./corpus.ts";
import { judgeDerivative } from "./judge-derivative.ts";
import type { Derivative, Verdict } from "./judge-derivative.ts";
import { markAll } from "./mark.ts";
import type { Range } from "./mark.ts";
import { primalsOf } from "./primals.ts";
import { programOf } from "./program.ts";
import { NotInReach, OutOfTime, runModule } from "./sandbox.ts";

export interface FileReport {
  readonly file: string;
  readonly markers: number;
  /** Of compiling it. */
  readonly milliseconds: number;
  /** What must never be: an exception, a changed text, a text with type errors of its own, AD9001. */
  readonly faults: readonly string[];
  /** Of each function that was refused, the codes of the errors that stand in it; none where they stand in what it calls. */
  readonly refused: readonly (readonly string[])[];
  readonly refusals: readonly Refusal[];
  /** Why the module does not run here, and so nothing of it is judged by numbers. */
  readonly notRun: string | undefined;
  readonly functions: readonly { readonly name: string; readonly verdict: Verdict | undefined }[];
}

export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** `file:line`, and what stands there. */
  readonly place: string;
}

export function judgeFile(file: string): FileReport {
  const { text, ranges } = markAll(file, readFileSync(file, "utf8"));
  const nothing: FileReport = {
    file,
    markers: ranges.length,
    milliseconds: 0,
    faults: [],
    refused: [],
    refusals: [],
    notRun: undefined,
    functions: [],
  };
  if (ranges.length === 0) return nothing;
  const options = optionsFor(file, text);
  const start = performance.now();
  let result: CompileResult;
  try {
    result = compile(text, options);
  } catch (error) {
    return { ...nothing, faults: [`exception: ${String((error as Error).stack ?? error)}`] };
  }
  const milliseconds = Math.round(performance.now() - start);
  const refusals = result.diagnostics.filter(({ severity }) => severity === "error");
  const lines = text.split("\n");
  const placed = refusals.map(({ code, message, fileName, span }): Refusal => {
    const at = fileName === file ? ` | ${lines[span.line - 1]?.trim().slice(0, 160)}` : "";
    return { code, message, place: `${fileName}:${span.line}${at}` };
  });
  const faults = [
    ...(result.code.startsWith(text.trimEnd()) ? [] : ["changed text"]),
    ...placed.filter(({ code }) => code.startsWith("AD9")).map((one) => `${one.code} ${one.message} ${one.place}`),
    ...(result.functions.length > 0 && file.endsWith("ts") ? typeFaults(file, text, result.code) : []),
  ];
  const known = { ...nothing, milliseconds, faults, refused: refusedIn(ranges, result, file), refusals: placed };
  return result.functions.length === 0 ? known : { ...known, ...judgeFunctions(file, text, result, options) };
}

function refusedIn(
  ranges: readonly Range[],
  { functions, diagnostics }: CompileResult,
  file: string,
): readonly (readonly string[])[] {
  const isIn = ({ start, end }: Range, at: number): boolean => start <= at && at < end;
  const innermost = (at: number): Range | undefined => ranges.findLast((range) => isIn(range, at));
  const compiled = new Set(functions.map(({ span }) => innermost(span.start)));
  const errors = diagnostics.filter(({ severity, fileName }) => severity === "error" && fileName === file);
  return ranges
    .filter((range) => !compiled.has(range))
    .map((range) => [...new Set(errors.filter(({ span }) => isIn(range, span.start)).map(({ code }) => code))]);
}

function optionsFor(file: string, text: string): CompileOptions {
  if (/\.m?ts$/.test(file)) return { fileName: file, program: programOf(file, text), verify: true };
  const resolve = (specifier: string, from: string): { fileName: string; text: string } | undefined => {
    const found = fileOf(specifier, from, specifier.startsWith(".") ? "code" : "types");
    return found === undefined ? undefined : { fileName: found, text: readFileSync(found, "utf8") };
  };
  return { fileName: file, resolve, verify: true };
}

/** Type errors that only the generated region has. */
function typeFaults(file: string, text: string, code: string): readonly string[] {
  const program = programOf(file, code);
  const sourceFile = program.getSourceFile(file);
  if (!sourceFile) return [];
  const found = [...program.getSyntacticDiagnostics(sourceFile), ...program.getSemanticDiagnostics(sourceFile)];
  return found
    .filter(({ start = 0, category }) => start > text.trimEnd().length && category === ts.DiagnosticCategory.Error)
    .map(({ start = 0, code: number, messageText }) => {
      const { line } = sourceFile.getLineAndCharacterOfPosition(start);
      return `type error TS${number} ${ts.flattenDiagnosticMessageText(messageText, " ")} | ${code.split("\n")[line]?.trim()}`;
    });
}

function judgeFunctions(
  file: string,
  text: string,
  { code, functions }: CompileResult,
  options: CompileOptions,
): Pick<FileReport, "notRun" | "functions"> {
  const both = functions.filter(({ modes }) => modes.jvp !== undefined && modes.vjp !== undefined);
  const unjudged = functions.map(({ name }) => ({ name, verdict: undefined }));
  const primals = primalsOf(file, text, both);
  const entries = both.map(({ modes }, i) => `[${modes.jvp}, ${modes.vjp}, ${primals[i]}]`);
  let loaded;
  try {
    const give = `{ functions: [${entries.join(", ")}], classOf: (name) => /^[A-Z][\\w$]*$/.test(name) ? eval("typeof " + name + " === 'function' ? " + name + " : undefined") : undefined }`;
    loaded = runModule(file, code, give, 5000) as Loaded;
  } catch (error) {
    const why =
      error instanceof NotInReach
        ? `needs ${error.message}`
        : error instanceof OutOfTime
          ? "does not end"
          : String(error);
    return { notRun: why, functions: unjudged };
  }
  const { functions: analysed } = analyse(text, { ...options, only: both.map(({ name }) => name) });
  // Functions in each other may have the same name.
  const byPlace = new Map(analysed.map((one) => [one.lowered.origin.line, one]));
  const judged = both.map(({ name, span }, i) => {
    const known = byPlace.get(span.line);
    const [jvp, vjp, primal] = loaded.functions[i]!;
    const prototypeOf = (className: string): object | undefined => loaded.classOf(className)?.prototype;
    if (!known) return { name, verdict: undefined };
    return { name, verdict: judgeDerivative({ name, analysed: known, jvp, vjp, primal, prototypeOf }) };
  });
  return { notRun: undefined, functions: judged };
}

interface Loaded {
  readonly functions: readonly (readonly [Derivative["jvp"], Derivative["vjp"], Derivative["primal"]])[];
  readonly classOf: (name: string) => { readonly prototype: object } | undefined;
}
