/** `adgen check`: every derivative of a file, verified at points: tangent against adjoint, against differences, second order. */
import { analyseForCheck } from "@adgen/transformer";
import type { Analysed, CompileOptions, Diagnostic, Origin } from "@adgen/transformer";
import { checkFunction, failures } from "../check/check-function.ts";
import type { Checked } from "../check/check-function.ts";
import { errorCurveOf } from "../check/error-curve.ts";
import type { ErrorCurve } from "../check/error-curve.ts";
import { firstStatementAtOdds } from "../check/first-statement.ts";
import { checkNames } from "../check/measurement.ts";
import { svgOf } from "../check/plot-svg.ts";
import { terminalPlot } from "../check/plot-terminal.ts";
import { checkedData } from "../check/report-data.ts";
import type { CheckedData } from "../check/report-data.ts";
import { argumentsText, checkedText, failureText, outcomeOf } from "../check/report-text.ts";
import type { Outcome } from "../check/report-text.ts";
import { CommandError } from "../command-error.ts";
import type { CheckLine } from "../command-line.ts";
import { argumentsOf } from "../explain/subject.ts";
import { findInputs, mayBeMarked, shownName } from "../inputs.ts";
import { exitCode, worse } from "../io.ts";
import type { ExitCode } from "../io.ts";
import { jsonText } from "../json-text.ts";
import { Progress } from "../report.ts";
import { attempt, exitCodeOf, surroundings, textOf } from "../session.ts";
import type { Session } from "../session.ts";
import { placeOf } from "../target.ts";
import { writeAtomically } from "../write.ts";

export function check(line: CheckLine, session: Session): ExitCode {
  const { io, projects } = session;
  const { texts, code: found } = markedTexts(line, session);
  const place = { cwd: io.cwd, outDir: line.outDir, tsconfig: projects.tsconfig };
  const plot = typeof line.plot === "string" ? placeOf(line.plot, place) : undefined;
  const done: Done = { outcomes: [], curves: [], files: [], progress: new Progress(io, texts.size) };
  let code = found;
  for (const [fileName, text] of texts) {
    code = worse(
      code,
      attempt(session, fileName, () => checkFile({ fileName, text }, line, session, done)),
    );
    done.progress.step(shownName(fileName, io.cwd));
  }
  done.progress.clear();
  const { outcomes, curves } = done;
  if (outcomes.length === 0 && code === exitCode.done)
    throw new CommandError(
      "AD1021",
      `no marked function is called \`${(line.fn ?? []).join(", ")}\``,
      "see the name after --fn",
    );
  if (plot !== undefined && curves.length > 0) writeAtomically(plot, svgOf(curves), shownName(plot, io.cwd));
  if (line.json) io.out(jsonText(done.files));
  else if (outcomes.length > 1) io.out(`${summary(outcomes)}\n`);
  return code;
}

/** What a run has come to. */
interface Done {
  readonly outcomes: Outcome[];
  readonly curves: ErrorCurve[];
  readonly files: FileData[];
  readonly progress: Progress;
}

/** What `--json` says of a file. */
interface FileData {
  readonly fileName: string;
  readonly functions: CheckedData[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Source {
  readonly fileName: string;
  readonly text: string;
}

/** The files in which something is marked, with their texts. */
function markedTexts(
  line: CheckLine,
  session: Session,
): { readonly texts: ReadonlyMap<string, string>; readonly code: ExitCode } {
  const { io, projects, report } = session;
  const { files, errors } = findInputs(line.files, io.cwd);
  for (const error of errors) report.error(error);
  let code: ExitCode = errors.length > 0 ? exitCode.errors : exitCode.done;
  const texts = new Map<string, string>();
  for (const { fileName } of files) {
    const found = attempt(session, fileName, () => {
      const text = textOf(session, fileName);
      if (mayBeMarked(text) || text.includes("@derivative")) texts.set(fileName, text);
      return exitCode.done;
    });
    code = worse(code, found);
  }
  const names = files.map(({ fileName }) => shownName(fileName, io.cwd));
  if (texts.size === 0 && code === exitCode.done) throw nothingMarked(line, names);
  attempt(session, io.cwd, () => {
    projects.announce([...texts.keys()]);
    return exitCode.done;
  });
  return { texts, code };
}

function checkFile({ fileName, text }: Source, line: CheckLine, session: Session, done: Done): ExitCode {
  const { io, report } = session;
  const options = { ...surroundings(session, fileName), ...(line.fn && { only: line.fn }) };
  const { functions, diagnostics } = analyseForCheck(text, options);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  report.diagnostics(errors);
  const data: FileData = { fileName: shownName(fileName, io.cwd), functions: [], diagnostics: errors };
  done.files.push(data);
  if (line.at !== undefined && functions.length > 1) throw severalFunctions(functions);
  let code = exitCodeOf(diagnostics);
  for (const analysed of functions) {
    const at = line.at === undefined ? undefined : argumentsOf(analysed, line.at);
    const checked = checkFunction(analysed, { at, points: line.points, seed: line.seed });
    done.progress.clear();
    if (!line.json) io.out(`${checkedText(checked, `${data.fileName}:${analysed.lowered.origin.line}`)}\n`);
    done.outcomes.push(outcomeOf(checked));
    const curve = line.plot === undefined ? undefined : errorCurveOf(checked);
    if (curve) {
      done.curves.push(curve);
      if (!line.json) io.out(`${terminalPlot(curve)}\n\n`);
    }
    const failure = failureOf(checked, { fileName, text }, options, session);
    data.functions.push(checkedData(checked, failure));
    report.diagnostics([...notEvaluated(checked, session), ...(failure ? [failure] : [])]);
    if (failure) code = worse(code, exitCode.errors);
  }
  return code;
}

function summary(outcomes: readonly Outcome[]): string {
  const count = (outcome: Outcome): number => outcomes.filter((one) => one === outcome).length;
  const parts = [`${count("holds")} hold`, `${count("fails")} fail`, `${count("not checked")} not checked`];
  return `${outcomes.length} functions: ${parts.join(", ")}`;
}

function nothingMarked({ files }: CheckLine, shown: readonly string[]): CommandError {
  const where = shown.length === 1 ? `\`${shown[0]}\`` : `any file of ${files.join(" ")}`;
  return new CommandError(
    "AD1014",
    `no function of ${where} is marked`,
    "put // @differentiable on the line before it",
  );
}

function severalFunctions(functions: readonly Analysed[]): CommandError {
  const names = functions.map(({ name }) => name);
  return new CommandError(
    "AD1021",
    `--at is for one function, and several are marked: ${names.join(", ")}`,
    `choose with --fn ${names[0]}`,
  );
}

/** Where a function that cannot be checked reaches host code. */
function notEvaluated({ points, obstacle }: Checked, session: Session): readonly Diagnostic[] {
  if (points.length > 0 || obstacle?.kind !== "not-evaluated") return [];
  const { fileName } = obstacle.fn;
  const span = spanOf(obstacle.op.origin, textOf(session, fileName));
  const message = "host code is not evaluated, so nothing behind it can be checked";
  const fix = { title: "choose arguments with --at that do not reach it, or make it local", edits: [] };
  return [{ code: "AD3008", severity: "note", message, fileName, span, related: [], fix }];
}

/** The finding about a function whose derivatives are at odds: at its own rule, or at the first statement after which they are. */
function failureOf(
  checked: Checked,
  { fileName, text }: Source,
  options: CompileOptions,
  session: Session,
): Diagnostic | undefined {
  const found = failures(checked);
  const [first] = found;
  if (!first) return undefined;
  const { name, lowered, rules } = checked.analysed;
  const { args } = first.point;
  // Where the adjoint is what differences say, it is the tangent that is wrong.
  const isAdjointWrong = found.some(({ check: failed }) => failed !== "dotProduct");
  const rule = isAdjointWrong ? (rules.vjp ?? rules.jvp) : (rules.jvp ?? rules.vjp);
  const statement = rule ? undefined : firstStatementAtOdds(text, options, { name, args });
  const which = rule ? `\`${rule.name}\`` : `the derivative of \`${name}\``;
  const message = `${which} fails the check of ${checkNames[first.check]} at ${argumentsText(args)}: ${failureText(first)}`;
  const title = rule
    ? `it is not the derivative of \`${name}\``
    : statement
      ? "up to here they agree, after this they do not"
      : "no statement alone is at odds, only the whole";
  const where = rule ?? lowered;
  const own = where.fileName === fileName ? text : textOf(session, where.fileName);
  const span = spanOf(statement ?? where.origin, own);
  const fix = { title, edits: [] };
  return { code: "AD1029", severity: "error", message, fileName: where.fileName, span, related: [], fix };
}

function spanOf({ start, length, line }: Origin, text: string): Diagnostic["span"] {
  return { start, length, line, column: start - (text.lastIndexOf("\n", start - 1) + 1) + 1 };
}
