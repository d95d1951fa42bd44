/** `adgen explain`: the traces of a function at a point, what is active, what is recorded and why; or what a code means. */
import {
  adjointSweep,
  analyse,
  evaluate,
  explainCode,
  InternalError,
  interpret,
  NotEvaluated,
  TooManySteps,
} from "@adgen/transformer";
import type { Analysed, Evaluation, TraceNode } from "@adgen/transformer";
import { resolve } from "node:path";
import { CommandError, UsageError } from "../command-error.ts";
import type { ExplainLine } from "../command-line.ts";
import { numbersIn, parseList, valueFrom } from "../explain/arguments.ts";
import { labelsOf, numberText } from "../explain/labels.ts";
import { recordingText } from "../explain/recording.ts";
import { forwardTable, reverseTable } from "../explain/tables.ts";
import type { Direction } from "../explain/tables.ts";
import { findInputs, shownName } from "../inputs.ts";
import { exitCode } from "../io.ts";
import type { ExitCode } from "../io.ts";
import { attempt, exitCodeOf, surroundings, textOf } from "../session.ts";
import type { Session } from "../session.ts";

/** More columns than this do not fit; `--dot` chooses one. */
const mostDirections = 6;
/** Iterations shown at each end of a loop. */
const ends = 3;
const maxSteps = 1_000_000;

export function explain(line: ExplainLine, session: Session): ExitCode {
  const { io, report } = session;
  if (/^AD\d+$/i.test(line.subject)) {
    const text = explainCode(line.subject);
    if (text === undefined)
      throw new CommandError(
        "AD1026",
        `there is no diagnostic \`${line.subject}\``,
        "the codes are in docs/diagnostics.md",
      );
    io.out(`${text}\n`);
    return exitCode.done;
  }
  const { files, errors } = findInputs([line.subject], io.cwd);
  const [error] = errors;
  if (error) throw error;
  const [input] = files;
  if (!input || files.length > 1) throw new UsageError("explain takes one file");
  return attempt(session, input.fileName, () => {
    const { functions, diagnostics } = analyse(textOf(session, input.fileName), {
      ...surroundings(session, input.fileName),
      ...(line.fn && { only: line.fn }),
    });
    report.diagnostics(diagnostics);
    const shown = shownName(resolve(input.fileName), io.cwd);
    const found = chosen(functions, line, shown, exitCodeOf(diagnostics));
    if (found) io.out(explanation(found, line, `${shown}:${found.lowered.origin.line}`));
    return exitCodeOf(diagnostics);
  });
}

/** The one function that is asked for; undefined where errors have said why there is none. */
function chosen(
  functions: readonly Analysed[],
  { fn }: ExplainLine,
  shown: string,
  soFar: ExitCode,
): Analysed | undefined {
  const [first, second] = functions;
  if (!first) {
    if (soFar !== exitCode.done) return undefined;
    if (fn === undefined)
      throw new CommandError(
        "AD1014",
        `no function of \`${shown}\` is marked`,
        "put // @differentiable on the line before it",
      );
    throw new CommandError(
      "AD1021",
      `\`${shown}\` has no marked function \`${fn.join(", ")}\``,
      "see the name after --fn",
    );
  }
  if (!second) return first;
  const names = functions.map(({ name }) => name).join(", ");
  throw new CommandError("AD1021", `several functions are marked: ${names}`, `choose with --fn ${first.name}`);
}

function explanation(analysed: Analysed, line: ExplainLine, place: string): string {
  const { lowered, name, notes } = analysed;
  const parameters = lowered.params.map((param, i) => lowered.values[param]?.name ?? `arg${i + 1}`);
  const head = `${place}  ${name}(${parameters.join(", ")})`;
  const parts = line.at === undefined ? [head] : [`${head} at ${line.at}`, traces(analysed, parameters, line, line.at)];
  return `${[...parts, recordingText(notes)].join("\n\n")}\n`;
}

function traces(analysed: Analysed, parameters: readonly string[], line: ExplainLine, at: string): string {
  const { lowered, unit } = analysed;
  const values = argumentsOf(analysed, parameters, at);
  const isInput = (path: string): boolean => isWithin(path, analysed.wrt);
  const evaluation = guarded(() => evaluate(unit, lowered.id, values(), { maxSteps, isInput }), analysed);
  const labels = labelsOf(evaluation);
  const options = { labels, ends: line.all ? Infinity : ends };
  const directions = directionsOf(evaluation, analysed, parameters, line.dot);
  const isOneNumber = evaluation.outputs.length === 1;
  const parts = [
    forwardTable(evaluation, directions, options),
    ...(evaluation.outputs.length > 0
      ? [reverseTable(evaluation, options)]
      : ["reverse\n  the result depends on no input"]),
    resultText(evaluation),
    ...(analysed.reverse && isOneNumber && typeof evaluation.value === "number"
      ? [generatedText(analysed, values())]
      : []),
  ];
  return parts.join("\n\n");
}

/** Whether an input, such as `options.rate` or `w[3]`, is one of those, or part of one. */
function isWithin(path: string, wrt: readonly string[]): boolean {
  return wrt.some((whole) => path === whole || (path.startsWith(whole) && /^[.[]/.test(path.slice(whole.length))));
}

/** The arguments, made anew each time since the function may write into them. */
function argumentsOf({ lowered, unit }: Analysed, parameters: readonly string[], at: string): () => unknown[] {
  const given = parseList(at, "--at");
  if (given.length > parameters.length) {
    throw new UsageError(
      `--at has ${given.length} arguments, and there are ${parameters.length}: ${parameters.join(", ")}`,
      "AD1020",
    );
  }
  const make = (): unknown[] =>
    lowered.params.map((param, i) => {
      const type = lowered.values[param]?.type;
      return type && valueFrom(given[i], type, parameters[i] ?? "", unit.types);
    });
  make();
  return make;
}

function directionsOf(
  { inputs }: Evaluation,
  { wrt }: Analysed,
  parameters: readonly string[],
  dot: string | undefined,
): readonly Direction[] {
  if (dot === undefined) {
    if (inputs.length > mostDirections) return [];
    return inputs.map(({ path, node }) => ({ heading: `∂/∂${path}`, of: new Map([[node, 1]]) }));
  }
  const given = parseList(dot, "--dot");
  const active = parameters.filter((name) => wrt.some((path) => path === name || path.startsWith(`${name}.`)));
  if (given.length !== active.length) {
    throw new UsageError(`--dot takes one entry for each of ${active.join(", ")}, and has ${given.length}`, "AD1020");
  }
  const of = new Map<TraceNode, number>();
  for (const [i, parameter] of active.entries()) {
    const own = inputs.filter(
      ({ path }) => path === parameter || /^[.[]/.test(path.startsWith(parameter) ? path.slice(parameter.length) : ""),
    );
    const numbers = numbersIn(given[i]);
    if (numbers.length !== own.length) {
      throw new UsageError(`--dot: \`${parameter}\` has ${own.length} numbers, not ${numbers.length}`, "AD1020");
    }
    for (const [k, { node }] of own.entries()) of.set(node, numbers[k] ?? 0);
  }
  return [{ heading: "tangent", of }];
}

function resultText(evaluation: Evaluation): string {
  const { adjoints } = adjointSweep(evaluation, evaluation.outputs);
  const gradient = evaluation.inputs.map(({ path, node }) => `∂/∂${path} ${numberText(adjoints[node.index] ?? 0)}`);
  const value =
    typeof evaluation.value === "number" ? String(evaluation.value) : JSON.stringify(evaluation.value, plain);
  const several = evaluation.outputs.length > 1 ? " (of the sum of the result's numbers)" : "";
  return `result\n  value ${value}\n  ${gradient.join(", ")}${several}`;
}

/** What the generated derivative gives, so that the trace can be compared with it. */
function generatedText({ reverse, unit }: Analysed, values: readonly unknown[]): string {
  if (!reverse) return "";
  const { value } = interpret(unit, reverse.id, [...values, 1], { maxSteps });
  return `${reverse.name} (interpreted)\n  ${JSON.stringify(value, plain)}`;
}

function plain(_: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return Array.from(value as Float64Array);
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

/** The program may throw, run on, or need host code: that is said, and is no fault. */
function guarded(act: () => Evaluation, { lowered }: Analysed): Evaluation {
  try {
    return act();
  } catch (error) {
    if (error instanceof InternalError) throw error;
    if (error instanceof TooManySteps) {
      throw new CommandError(
        "AD1020",
        `\`${lowered.name}\` did not end within ${maxSteps} steps`,
        "choose arguments that take fewer",
      );
    }
    if (error instanceof NotEvaluated) {
      const { fn, op } = error;
      throw new CommandError(
        "AD1020",
        `not evaluated: host code at ${fn.fileName}:${op.origin.line}, which adgen does not run`,
        "choose arguments that do not reach it",
      );
    }
    const thrown = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new CommandError(
      "AD1020",
      `\`${lowered.name}\` throws at these arguments: ${thrown}`,
      "choose others after --at",
    );
  }
}
