/** `adgen <files>`: compiles each file and puts its derivatives where they were asked for. */
import { compile } from "@adgen/transformer";
import type { CompileResult } from "@adgen/transformer";
import { CommandError } from "../command-error.ts";
import { importSpecifier, importStyleOf } from "../import-style.ts";
import { mayBeMarked, shownName } from "../inputs.ts";
import type { Input } from "../inputs.ts";
import { exitCode, worse } from "../io.ts";
import type { ExitCode } from "../io.ts";
import type { Mode } from "../modes.ts";
import { Progress } from "../report.ts";
import { attempt, exitCodeOf, surroundings, textOf } from "../session.ts";
import type { Session } from "../session.ts";
import { inlineMap, withMap } from "../source-map.ts";
import type { Destination } from "../target.ts";
import { projectRootOf, targetOf } from "../target.ts";
import { refuseForeign, textIfThere, writeAtomically } from "../write.ts";

export interface GenerateOptions {
  readonly destination: Destination;
  /** The tsconfig that was named. */
  readonly tsconfig: string | undefined;
  readonly functions: readonly string[];
  readonly modes: readonly Mode[];
  readonly sourceMap: boolean;
  readonly check: boolean;
  readonly keepGoing: boolean;
}

/** What a run saw: its exit code, and for a watch the files that each output depends on. */
export interface Outcome {
  code: ExitCode;
  readonly dependenciesOf: Map<string, readonly string[]>;
}

export function generate(inputs: readonly Input[], options: GenerateOptions, session: Session): Outcome {
  const { io, projects, report } = session;
  const outcome: Outcome = { code: exitCode.done, dependenciesOf: new Map() };
  const progress = new Progress(io, inputs.length);
  const functionsMet = new Set<string>();
  const marked: { readonly input: Input; readonly text: string }[] = [];
  for (const input of inputs) {
    outcome.dependenciesOf.set(input.fileName, []);
    const code = attempt(session, input.fileName, () => {
      const text = textOf(session, input.fileName);
      // A file of a folder or a glob may have nothing to do with adgen; one that was named is compiled all the same.
      if (mayBeMarked(text) || input.isNamed) marked.push({ input, text });
      return exitCode.done;
    });
    outcome.code = worse(outcome.code, code);
  }
  if (marked.length === 0 && inputs.length > 0 && outcome.code === exitCode.done) {
    report.error(
      new CommandError(
        "AD1014",
        `no function is marked in ${inputs.length === 1 ? "the file" : `any of ${inputs.length} files`}`,
        "put // @differentiable on the line before a function",
      ),
    );
    return { ...outcome, code: exitCode.errors };
  }
  attempt(session, io.cwd, () => {
    projects.announce(marked.map(({ input }) => input.fileName));
    return exitCode.done;
  });
  for (const { input, text } of marked) {
    const code = attempt(session, input.fileName, () => {
      const { result, exit } = generateOne(input, text, options, session);
      outcome.dependenciesOf.set(input.fileName, result.dependencies);
      for (const { name } of result.functions) functionsMet.add(name);
      return exit;
    });
    outcome.code = worse(outcome.code, code);
    progress.step(shownName(input.fileName, io.cwd));
  }
  progress.clear();
  const missing = options.functions.filter((name) => !functionsMet.has(name));
  // Errors may hide what is there.
  if (missing.length > 0 && outcome.code === exitCode.done) {
    outcome.code = exitCode.errors;
    for (const name of missing) report.error(noSuchFunction(name, marked, session));
  }
  return outcome;
}

function generateOne(
  input: Input,
  text: string,
  options: GenerateOptions,
  session: Session,
): { readonly result: CompileResult; readonly exit: ExitCode } {
  const { io, projects, report } = session;
  const { fileName } = input;
  const { destination } = options;
  const shown = shownName(fileName, io.cwd);
  const target = targetOf(input, destination, projectRootOf(fileName, io.cwd, options.tsconfig), shown);
  const style = importStyleOf(text, projects.configurationOf(fileName)?.options);
  const result = compile(text, {
    ...surroundings(session, fileName),
    place: destination.kind === "in-place" ? "append" : "sibling",
    importSpecifier: importSpecifier(target, fileName, style),
    ...(options.modes.length > 0 && { modes: options.modes }),
    ...(options.functions.length > 0 && { only: options.functions }),
  });
  report.diagnostics(result.diagnostics);
  const exit = exitCodeOf(result.diagnostics);
  if (result.functions.length === 0) {
    const isSaid = result.diagnostics.some(({ code }) => code === "AD3005");
    if (exit === exitCode.done && options.functions.length === 0 && !isSaid) {
      throw new CommandError(
        "AD1014",
        `no function of \`${shown}\` is marked`,
        "put // @differentiable on the line before a function",
      );
    }
    return { result, exit };
  }
  if (exit !== exitCode.done && !options.keepGoing) return { result, exit };
  return { result, exit: worse(exit, deliver(result, { target, fileName }, options, session)) };
}

/** Prints, writes or compares the text of one file. */
function deliver(
  { code, map, functions }: CompileResult,
  { target, fileName }: { readonly target: string; readonly fileName: string },
  { check, destination, sourceMap }: GenerateOptions,
  { io, report }: Session,
): ExitCode {
  if (destination.kind === "stdout") {
    io.out(sourceMap ? inlineMap(code, map) : code);
    return exitCode.done;
  }
  const shown = shownName(target, io.cwd);
  if (destination.kind !== "in-place") refuseForeign(target, shown);
  const files = sourceMap ? withMap(code, map, target) : [{ fileName: target, text: code }];
  const stale = files.filter((file) => textIfThere(file.fileName) !== file.text);
  if (check) {
    if (stale.length === 0) return exitCode.done;
    const is = textIfThere(target) === undefined ? "is missing" : "is not up to date";
    const command = `run adgen ${shownName(fileName, io.cwd)}`;
    throw new CommandError("AD1018", `\`${shown}\` ${is}`, command);
  }
  for (const file of stale) writeAtomically(file.fileName, file.text, shownName(file.fileName, io.cwd));
  const names = functions.flatMap(({ modes }) => Object.values(modes));
  report.line(stale.length > 0 ? `wrote ${shown}  ${names.join(", ")}` : `${shown} is up to date`);
  return exitCode.done;
}

/** What is said of a name after --fn that no file has. */
function noSuchFunction(
  name: string,
  marked: readonly { readonly input: Input; readonly text: string }[],
  session: Session,
): CommandError {
  const names = marked.flatMap(({ input, text }) =>
    compile(text, surroundings(session, input.fileName)).functions.map((found) => found.name),
  );
  return new CommandError("AD1021", `no marked function is called \`${name}\``, `marked are ${names.join(", ")}`);
}
