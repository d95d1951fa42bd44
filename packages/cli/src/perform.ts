/** Does what a command line says. Loaded after it is understood: help and mistakes do not wait for TypeScript. */
import { dirname, resolve } from "node:path";
import type { CommandError } from "./command-error.ts";
import type { GenerateLine, Line } from "./command-line.ts";
import { check } from "./commands/check.ts";
import { emit } from "./commands/emit.ts";
import { explain } from "./commands/explain.ts";
import { generate } from "./commands/generate.ts";
import type { GenerateOptions } from "./commands/generate.ts";
import { graph } from "./commands/graph.ts";
import { watch } from "./commands/watch.ts";
import { findInputs, foundInputs } from "./inputs.ts";
import type { Input } from "./inputs.ts";
import { exitCode, worse } from "./io.ts";
import type { ExitCode, Io } from "./io.ts";
import { commonFolder, isSourceName } from "./names.ts";
import { Projects, tsconfigOf } from "./project.ts";
import { Report } from "./report.ts";
import type { Session } from "./session.ts";
import type { Destination } from "./target.ts";

export async function perform(parsed: Exclude<Line, { kind: "told" }>, io: Io): Promise<ExitCode> {
  const { line } = parsed;
  const tsconfig = line.project === undefined ? undefined : tsconfigOf(line.project, io.cwd);
  const isQuiet = parsed.kind === "generate" && parsed.line.quiet === true;
  const session: Session = { io, projects: new Projects(tsconfig), report: new Report(io, isQuiet) };
  switch (parsed.kind) {
    case "explain":
      return explain(parsed.line, session);
    case "check":
      return check(parsed.line, session);
    case "graph":
      return graph(parsed.line, session);
    case "generate":
      return produce(parsed.line, tsconfig, session);
  }
}

async function produce(line: GenerateLine, tsconfig: string | undefined, session: Session): Promise<ExitCode> {
  const { io, projects, report } = session;
  const find = (): { readonly inputs: readonly Input[]; readonly errors: readonly CommandError[] } => {
    if (line.files.length === 0 && tsconfig !== undefined) {
      const fileNames = projects.configurationOf(tsconfig)?.fileNames ?? [];
      return { inputs: foundInputs(fileNames.filter(isSourceName), dirname(tsconfig)), errors: [] };
    }
    const { files, errors } = findInputs(line.files, io.cwd);
    return { inputs: files, errors };
  };
  const { inputs, errors } = find();
  for (const error of errors) report.error(error);
  const before: ExitCode = errors.length > 0 ? exitCode.errors : exitCode.done;
  if (line.emit !== "ts") return worse(before, emit(inputs, line, session));

  const options: GenerateOptions = {
    destination: destinationOf(line, inputs, io),
    tsconfig,
    functions: line.fn ?? [],
    modes: line.modes ?? [],
    sourceMap: line.sourceMap === true,
    check: line.check === true,
    keepGoing: line.keepGoing === true,
  };
  if (line.watch) {
    await watch(
      () => find().inputs,
      (some) => generate(some, options, session),
      session,
    );
    return exitCode.done;
  }
  return worse(before, generate(inputs, options, session).code);
}

function destinationOf(line: GenerateLine, inputs: readonly Input[], io: Io): Destination {
  if (line.stdout) return { kind: "stdout" };
  if (line.inPlace) return { kind: "in-place" };
  if (line.outDir === undefined) return { kind: "sibling" };
  const sourceRoot = commonFolder(inputs.map(({ base }) => base));
  return { kind: "out-dir", outDir: resolve(io.cwd, line.outDir), sourceRoot };
}
