/** `adgen graph`: the computational graph of a function at a point as SVG, on standard output or in a file. */
import type { Analysed } from "@adgen/transformer";
import { sampledPoint } from "../check/check-function.ts";
import { argumentsText } from "../check/report-text.ts";
import { CommandError } from "../command-error.ts";
import type { GraphLine } from "../command-line.ts";
import { argumentsOf, evaluated, withFunction } from "../explain/subject.ts";
import { graphSvg, numbersOf } from "../graph/graph-svg.ts";
import { shownName } from "../inputs.ts";
import type { ExitCode } from "../io.ts";
import type { Session } from "../session.ts";
import { placeOf } from "../target.ts";
import { writeAtomically } from "../write.ts";

/** More numbers make no picture. */
const most = 400;

export function graph(line: GraphLine, session: Session): ExitCode {
  const { io, projects } = session;
  const { tsconfig } = projects;
  const target = line.out === undefined ? undefined : placeOf(line.out, { cwd: io.cwd, outDir: undefined, tsconfig });
  return withFunction({ command: "graph", file: line.file, fn: line.fn }, session, (analysed) => {
    const args = line.at === undefined ? madeUp(analysed) : argumentsOf(analysed, line.at)();
    const svg = drawn(analysed, args);
    if (target === undefined) io.out(svg);
    else writeAtomically(target, svg, shownName(target, io.cwd));
  });
}

function madeUp(analysed: Analysed): readonly unknown[] {
  const args = sampledPoint(analysed);
  if (args) return args;
  throw new CommandError(
    "AD1020",
    `\`${analysed.name}\` has no value at any point that was made up`,
    "name one with --at",
  );
}

function drawn(analysed: Analysed, args: readonly unknown[]): string {
  const title = `${analysed.name}(${analysed.parameters.map(({ name }) => name).join(", ")}) at ${argumentsText(args)}`;
  const evaluation = evaluated(analysed, structuredClone(args) as unknown[]);
  const count = numbersOf(evaluation).length;
  if (count > most)
    throw new CommandError(
      "AD1020",
      `the graph of \`${analysed.name}\` has ${count} numbers, and ${most} make a picture`,
      "choose arguments with fewer iterations",
    );
  return graphSvg(evaluation, title);
}
