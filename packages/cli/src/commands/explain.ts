/** `adgen explain`: the traces of a function at a point, what is active, what is recorded and why; or what a code means. */
import { adjointSweep, explainCode, interpret } from "@adgen/transformer";
import type { Analysed, Evaluation, TraceNode } from "@adgen/transformer";
import { CommandError, UsageError } from "../command-error.ts";
import type { ExplainLine } from "../command-line.ts";
import { numbersIn, parseList } from "../explain/arguments.ts";
import { labelsOf, numberText } from "../explain/labels.ts";
import { argumentsOf, evaluated, maxSteps, withFunction } from "../explain/subject.ts";
import { recordingText } from "../explain/recording.ts";
import { forwardTable, reverseTable } from "../explain/tables.ts";
import type { Direction } from "../explain/tables.ts";
import { exitCode } from "../io.ts";
import type { ExitCode } from "../io.ts";
import type { Session } from "../session.ts";

/** More columns than this do not fit; `--dot` chooses one. */
const mostDirections = 6;
/** Iterations shown at each end of a loop. */
const ends = 3;

export function explain(line: ExplainLine, session: Session): ExitCode {
  const { io } = session;
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
  return withFunction({ command: "explain", file: line.subject, fn: line.fn }, session, (analysed, place) =>
    io.out(explanation(analysed, line, place)),
  );
}

function explanation(analysed: Analysed, line: ExplainLine, place: string): string {
  const { name, notes } = analysed;
  const head = `${place}  ${name}(${analysed.parameters.map((parameter) => parameter.name).join(", ")})`;
  const parts = line.at === undefined ? [head] : [`${head} at ${line.at}`, traces(analysed, line, line.at)];
  return `${[...parts, recordingText(notes)].join("\n\n")}\n`;
}

function traces(analysed: Analysed, line: ExplainLine, at: string): string {
  const values = argumentsOf(analysed, at);
  const evaluation = evaluated(analysed, values());
  const labels = labelsOf(evaluation);
  const options = { labels, ends: line.all ? Infinity : ends };
  const directions = directionsOf(evaluation, analysed, line.dot);
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

function directionsOf(
  { inputs }: Evaluation,
  { wrt, parameters }: Analysed,
  dot: string | undefined,
): readonly Direction[] {
  if (dot === undefined) {
    if (inputs.length > mostDirections) return [];
    return inputs.map(({ path, node }) => ({ heading: `∂/∂${path}`, of: new Map([[node, 1]]) }));
  }
  const given = parseList(dot, "--dot");
  const active = parameters.flatMap(({ name }) =>
    wrt.some((path) => path === name || path.startsWith(`${name}.`)) ? [name] : [],
  );
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
