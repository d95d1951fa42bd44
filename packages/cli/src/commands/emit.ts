/** `--emit ssa|forward|reverse|json`: the IR of each marked function, on standard output. */
import { analyse, print } from "@adgen/transformer";
import type { Analysed } from "@adgen/transformer";
import type { GenerateLine } from "../command-line.ts";
import { mayBeMarked, shownName } from "../inputs.ts";
import type { Input } from "../inputs.ts";
import { exitCode, worse } from "../io.ts";
import type { ExitCode } from "../io.ts";
import { jsonText } from "../json-text.ts";
import { attempt, exitCodeOf, surroundings, textOf } from "../session.ts";
import type { Session } from "../session.ts";

/** What `--emit json` says of a file. */
interface Emitted {
  readonly fileName: string;
  readonly functions: readonly object[];
  readonly diagnostics: readonly object[];
}

export function emit(inputs: readonly Input[], line: GenerateLine, session: Session): ExitCode {
  const { io, report } = session;
  const all: Emitted[] = [];
  let code: ExitCode = exitCode.done;
  for (const { fileName, isNamed } of inputs) {
    const exit = attempt(session, fileName, () => {
      const text = textOf(session, fileName);
      if (!mayBeMarked(text) && !isNamed) return exitCode.done;
      const { functions, diagnostics } = analyse(text, {
        ...surroundings(session, fileName),
        ...(line.fn && { only: line.fn }),
        ...(line.modes && { modes: line.modes }),
      });
      report.diagnostics(diagnostics);
      if (line.emit === "json") {
        all.push({ fileName: shownName(fileName, io.cwd), functions: functions.map(dataOf), diagnostics });
      } else {
        for (const analysed of functions) io.out(textOfStage(analysed, line.emit));
      }
      return exitCodeOf(diagnostics);
    });
    code = worse(code, exit);
  }
  if (line.emit === "json") io.out(jsonText(all));
  return code;
}

function textOfStage({ lowered, forward, reverse }: Analysed, stage: GenerateLine["emit"]): string {
  const fn = stage === "forward" ? forward : stage === "reverse" ? reverse : lowered;
  return fn ? print(fn, { origins: false }) : "";
}

function dataOf({ name, lowered, forward, reverse, notes }: Analysed): object {
  return { name, ssa: lowered, forward, reverse, notes };
}
