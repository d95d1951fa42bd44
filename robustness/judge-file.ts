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
import { primalsOf } from "./primals.ts";
import { programOf } from "./program.ts";
import { NotInReach, OutOfTime, runModule } from "./sandbox.ts";

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export interface FileReport {
  readonly file: string;
  readonly markers: number;
  readonly milliseconds: number;
  /** What must never be: an exception, a changed text, a text that does not type-check or run, AD9001. */
  readonly faults: readonly string[];
  readonly refusals: readonly Refusal[];
  /** Why the module does not run here, and so nothing of it is judged by numbers. */
  readonly notRun: string | undefined;
  readonly functions: readonly { readonly name: string; readonly verdict: Verdict | undefined }[];
}

export function judgeFile(file: string): FileReport {
  const { text, markers } = markAll(file, readFileSync(file, "utf8"));
  const start = performance.now();
  const report = { file, markers, faults: [], refusals: [], notRun: undefined, functions: [] };
  const milliseconds = (): number => Math.round(performance.now() - start);
  if (markers === 0) return { ...report, milliseconds: milliseconds() };
  const options = optionsFor(file, text);
  let result: CompileResult;
  try {
    result = compile(text, options);
  } catch (error) {
    return {
      ...report,
      milliseconds: milliseconds(),
      faults: [`exception: ${String((error as Error).stack ?? error)}`],
    };
  }
  const took = milliseconds();
  const faults: string[] = [];
  if (!result.code.startsWith(text.trimEnd())) faults.push("changed text");
  const refusals = result.diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ code, message, fileName, span }) => ({
      code,
      message,
      file: fileName,
      line: span.line,
      text: fileName === file ? (text.split("\n")[span.line - 1]?.trim().slice(0, 160) ?? "") : "",
    }));
  for (const { code, message, text: at } of refusals)
    if (code.startsWith("AD9")) faults.push(`${code} ${message} | ${at}`);
  if (result.functions.length === 0) return { ...report, milliseconds: took, faults, refusals };
  if (file.endsWith("ts")) faults.push(...typeFaults(file, text, result.code));
  const judged = judgeFunctions(file, text, result, options);
  return { file, markers, milliseconds: took, faults, refusals, ...judged };
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
    const give = `{ functions: [${entries.join(", ")}], classOf: (name) => /^[\\w$]+$/.test(name) ? eval("typeof " + name + " === 'function' ? " + name + " : undefined") : undefined }`;
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
  const byName = new Map(analysed.map((one) => [one.name, one]));
  const judged = both.map(({ name }, i) => {
    const known = byName.get(name);
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
