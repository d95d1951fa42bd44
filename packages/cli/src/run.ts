/** One run of the command, from its arguments to its exit code. */
import { CommandError, UsageError } from "./command-error.ts";
import { parseLine } from "./command-line.ts";
import { reportFault } from "./fault.ts";
import { exitCode } from "./io.ts";
import type { ExitCode, Io } from "./io.ts";

/** Never throws: what goes wrong is said on `io`, and in the exit code. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    const line = parseLine(argv, io);
    if (line.kind === "told") return exitCode.done;
    const { perform } = await import("./perform.ts");
    return await perform(line, io);
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`${error.code}  ${error.message}\n        try adgen --help\n`);
      return exitCode.usage;
    }
    if (error instanceof CommandError) {
      io.err(`${error.code}  ${error.message}\n        ${error.wayOut}\n`);
      return exitCode.errors;
    }
    reportFault(io, error, "running the command");
    return exitCode.fault;
  }
}
