/** What the commands of one run share. */
import type { CompileOptions, Diagnostic } from "@adgen/transformer";
import type ts from "typescript";
import { CommandError, UsageError } from "./command-error.ts";
import { reportFault } from "./fault.ts";
import { readSource, shownName } from "./inputs.ts";
import { exitCode } from "./io.ts";
import type { ExitCode, Io } from "./io.ts";
import { resolveOnDisk } from "./project.ts";
import type { Projects } from "./project.ts";
import type { Report } from "./report.ts";

export interface Session {
  readonly io: Io;
  readonly projects: Projects;
  readonly report: Report;
}

/** The options that every compilation of a file has: where it lies, and what is around it. */
export function surroundings({ projects }: Session, fileName: string): CompileOptions {
  const loaded = projects.programOf(fileName);
  const options: CompileOptions = { fileName, resolve: resolveOnDisk };
  // ts-morph carries its own TypeScript; the program and the `ts` that reads it belong together.
  return loaded
    ? { ...options, ts: loaded.ts as unknown as typeof ts, program: loaded.program as unknown as ts.Program }
    : options;
}

export function textOf({ io }: Session, fileName: string): string {
  return readSource(fileName, shownName(fileName, io.cwd));
}

/** Does one thing for one file: what goes wrong is said, and does not stop the other files. */
export function attempt({ io, report }: Session, fileName: string, act: () => ExitCode): ExitCode {
  try {
    return act();
  } catch (error) {
    // About the command line as a whole.
    if (error instanceof UsageError) throw error;
    if (error instanceof CommandError) report.error(error);
    else reportFault(io, error, `compiling ${shownName(fileName, io.cwd)}`);
    return error instanceof CommandError ? exitCode.errors : exitCode.fault;
  }
}

/** The exit code that the findings of a file ask for. */
export function exitCodeOf(diagnostics: readonly Diagnostic[]): ExitCode {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.some(({ code }) => code.startsWith("AD9"))) return exitCode.fault;
  return errors.length > 0 ? exitCode.errors : exitCode.done;
}
