/** The one function that a command looks at, and its evaluation at the arguments that were given. */
import { analyse, evaluate, InternalError, NotEvaluated, TooManySteps } from "@adgen/transformer";
import type { Analysed, Evaluation } from "@adgen/transformer";
import { resolve } from "node:path";
import { CommandError, UsageError } from "../command-error.ts";
import { findInputs, shownName } from "../inputs.ts";
import { exitCode } from "../io.ts";
import type { ExitCode } from "../io.ts";
import { attempt, exitCodeOf, surroundings, textOf } from "../session.ts";
import type { Session } from "../session.ts";
import { parseList, valueFrom } from "./arguments.ts";

export const maxSteps = 1_000_000;

export interface Subject {
  readonly command: string;
  readonly file: string;
  readonly fn: readonly string[] | undefined;
}

/** Does something with the one function that is meant; `place` is its file and line. */
export function withFunction(
  { command, file, fn }: Subject,
  session: Session,
  act: (analysed: Analysed, place: string) => void,
): ExitCode {
  const { io, report } = session;
  const { files, errors } = findInputs([file], io.cwd);
  const [error] = errors;
  if (error) throw error;
  const [input] = files;
  if (!input || files.length > 1) throw new UsageError(`${command} takes one file`);
  return attempt(session, input.fileName, () => {
    const { functions, diagnostics } = analyse(textOf(session, input.fileName), {
      ...surroundings(session, input.fileName),
      ...(fn && { only: fn }),
    });
    report.diagnostics(diagnostics);
    const shown = shownName(resolve(input.fileName), io.cwd);
    const found = chosen(functions, fn, shown, exitCodeOf(diagnostics));
    if (found) act(found, `${shown}:${found.lowered.origin.line}`);
    return exitCodeOf(diagnostics);
  });
}

/** The one function that is asked for; undefined where errors have said why there is none. */
function chosen(
  functions: readonly Analysed[],
  fn: readonly string[] | undefined,
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

/** Whether an input, such as `options.rate` or `w[3]`, is one of those, or part of one. */
function isWithin(path: string, wrt: readonly string[]): boolean {
  return wrt.some((whole) => path === whole || (path.startsWith(whole) && /^[.[]/.test(path.slice(whole.length))));
}

/** The arguments, made anew each time since the function may write into them. */
export function argumentsOf({ parameters, unit }: Analysed, at: string): () => unknown[] {
  const given = parseList(at, "--at");
  if (given.length > parameters.length) {
    const names = parameters.map(({ name }) => name).join(", ");
    throw new UsageError(`--at has ${given.length} arguments, and there are ${parameters.length}: ${names}`, "AD1020");
  }
  const make = (): unknown[] => parameters.map(({ name, type }, i) => valueFrom(given[i], type, name, unit.types));
  make();
  return make;
}

/** The trace of the function at arguments. */
export function evaluated(analysed: Analysed, args: readonly unknown[]): Evaluation {
  const isInput = (path: string): boolean => isWithin(path, analysed.wrt);
  return guarded(() => evaluate(analysed.unit, analysed.lowered.id, args, { maxSteps, isInput }), analysed);
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
