/** The command line: what can be said, in one place; what is done is in `commands/`. */
import { Command, CommanderError, Option } from "commander";
import { UsageError } from "./command-error.ts";
import { version } from "./fault.ts";
import type { Io } from "./io.ts";
import { emissions, parseModes, wordsOf } from "./modes.ts";
import type { Emission, Mode } from "./modes.ts";

export interface GenerateLine {
  readonly files: readonly string[];
  readonly stdout?: true;
  readonly outDir?: string;
  readonly inPlace?: true;
  readonly project?: string;
  readonly fn?: readonly string[];
  readonly modes?: readonly Mode[];
  readonly sourceMap?: true;
  readonly watch?: true;
  readonly emit: Emission;
  readonly check?: true;
  readonly keepGoing?: true;
  readonly quiet?: true;
}

export interface ExplainLine {
  readonly subject: string;
  readonly project?: string;
  readonly fn?: readonly string[];
  readonly at?: string;
  readonly dot?: string;
  readonly all?: true;
}

export interface CheckLine {
  readonly files: readonly string[];
  readonly project?: string;
  readonly fn?: readonly string[];
  readonly at?: string;
  readonly points: number;
  readonly seed: number;
  /** `true`: in the terminal alone. */
  readonly plot?: string | true;
  readonly outDir?: string;
  readonly json?: true;
}

export interface GraphLine {
  readonly file: string;
  readonly project?: string;
  readonly fn?: readonly string[];
  readonly at?: string;
  readonly out?: string;
}

export type Line =
  | { readonly kind: "generate"; readonly line: GenerateLine }
  | { readonly kind: "check"; readonly line: CheckLine }
  | { readonly kind: "explain"; readonly line: ExplainLine }
  | { readonly kind: "graph"; readonly line: GraphLine }
  /** Help or the version was asked for, and given. */
  | { readonly kind: "told" };

/** Throws a UsageError where the line means nothing. */
export function parseLine(argv: readonly string[], io: Io): Line {
  let parsed: Line = { kind: "told" };
  const root = rootCommand(io, (line) => {
    parsed = line;
  });
  try {
    root.parse(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: "told" };
    throw new UsageError(error.message.replace(/^error: /, ""));
  }
  return parsed;
}

function rootCommand(io: Io, tell: (line: Line) => void): Command {
  const root = new Command("adgen")
    .description("Writes the derivatives of marked TypeScript functions beside them: f.ts gives f.ad.ts.")
    .argument("[files...]", "files, folders or globs")
    .addOption(
      new Option("--stdout", "print the derivatives, write nothing").conflicts(["outDir", "inPlace", "check", "watch"]),
    )
    .addOption(new Option("--out-dir <dir>", "write below this folder").conflicts("inPlace"))
    .option("--in-place", "append the derivatives to the file itself")
    .option("--project <tsconfig>", "the tsconfig.json of all files; without files, all files of it")
    .addOption(names("--fn <names>", "only these functions"))
    .addOption(
      new Option("--modes <modes>", "which derivatives: jvp, vjp, grad, hvp, into, jacobian, hessian").argParser(
        modesParser,
      ),
    )
    .option("--source-map", "write a source map too")
    .addOption(new Option("--watch", "go on and compile what changes").conflicts("check"))
    .addOption(new Option("--emit <what>", "ts writes; the others print").choices(emissions).default("ts"))
    .option("--check", "fail if a generated file is not up to date, write nothing")
    .option("--keep-going", "write what compiles of a file that has errors")
    .option("--quiet", "only errors")
    .version(version(), "--version")
    .helpOption("--help", "show this")
    .helpCommand(false)
    .enablePositionalOptions()
    .addHelpText("after", help);
  root.action((files: string[], options: Omit<GenerateLine, "files">) => {
    checkEmission(options);
    if (files.length === 0 && options.project === undefined)
      throw new UsageError("name the files to compile, or a --project");
    tell({ kind: "generate", line: { ...options, files } });
  });
  root
    .command("explain")
    .description("show how a function is evaluated and differentiated at a point, or what a code of a message means")
    .argument("<file or code>", "a file with a marked function, or a code: AD2003")
    .addOption(names("--fn <name>", "which function, where several are marked"))
    .option("--at <json>", "the arguments, as a JSON array: '[2, 5]'")
    .option("--dot <json>", "the direction, as a JSON array with one entry for each differentiable argument: '[1, 0]'")
    .option("--all", "every iteration of a loop, not the first and last three")
    .option("--project <tsconfig>", "the tsconfig.json of the file")
    .helpOption("--help", "show this")
    .action((subject: string, options: Omit<ExplainLine, "subject">) =>
      tell({ kind: "explain", line: { ...options, subject } }),
    );
  root
    .command("check")
    .description("verify derivatives: tangent against adjoint, against differences, second order")
    .argument("<files...>", "files, folders or globs")
    .addOption(names("--fn <names>", "only these functions"))
    .option("--at <json>", "the arguments, as a JSON array: '[2, 5]'; without it points are made up by the types")
    .addOption(
      new Option("--points <count>", "how many points are made up").argParser(wholeParser("--points", 1)).default(5),
    )
    .addOption(
      new Option("--seed <number>", "other points are made up for another seed")
        .argParser(wholeParser("--seed", 0))
        .default(1),
    )
    .addOption(
      new Option(
        "--plot [file.svg]",
        "draw the error of differences over their step, in the terminal and as a file",
      ).argParser(svgParser("--plot")),
    )
    .option("--json", "say it as JSON, for other programs")
    .option("--out-dir <dir>", "the folder that the plot is written to")
    .option("--project <tsconfig>", "the tsconfig.json of the files")
    .helpOption("--help", "show this")
    .action((files: string[], options: Omit<CheckLine, "files">) =>
      tell({ kind: "check", line: { ...options, files } }),
    );
  root
    .command("graph")
    .description("draw the computational graph of a function at a point, with values, adjoints and partials, as SVG")
    .argument("<file>", "a file with a marked function")
    .addOption(names("--fn <name>", "which function, where several are marked"))
    .option("--at <json>", "the arguments, as a JSON array: '[2, 5]'; without it a point is made up by the types")
    .addOption(new Option("--out <file.svg>", "write it there, inside the project").argParser(svgParser("--out")))
    .option("--project <tsconfig>", "the tsconfig.json of the file")
    .helpOption("--help", "show this")
    .action((file: string, options: Omit<GraphLine, "file">) => tell({ kind: "graph", line: { ...options, file } }));
  for (const command of [root, ...root.commands]) {
    // Errors are said by the caller; help goes where it was asked for.
    command.exitOverride().configureOutput({ writeOut: io.out, writeErr: () => {}, getOutHasColors: () => false });
  }
  return root;
}

const help = `
Exit codes: 0 done, 1 errors, 2 wrong usage, 3 a fault of adgen's own.

Examples:
  adgen src/model.ts                      write src/model.ad.ts
  adgen 'src/**/*.ts' --check             in CI: is everything generated up to date?
  adgen check src/model.ts                are its derivatives right?
  adgen explain src/model.ts --at '[2, 5]'
  adgen graph src/model.ts --fn loss > loss.svg
`;

function names(flags: string, description: string): Option {
  const collect = (text: string, before: readonly string[] = []): readonly string[] => [...before, ...wordsOf(text)];
  return new Option(flags, description).argParser(collect);
}

function wholeParser(flag: string, least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= least && text.trim() !== "") return value;
    throw new UsageError(`${flag} takes a whole number from ${least}, not \`${text}\``);
  };
}

function svgParser(flag: string): (text: string) => string {
  return (text) => {
    if (/\.svg$/i.test(text)) return text;
    throw new UsageError(`${flag} takes a file that ends in .svg, not \`${text}\``);
  };
}

function modesParser(text: string, before: readonly Mode[] = []): readonly Mode[] {
  return [...before, ...parseModes(text)];
}

function checkEmission(options: Omit<GenerateLine, "files">): void {
  if (options.emit === "ts") return;
  const writing = (["outDir", "inPlace", "check", "watch", "sourceMap"] as const).find(
    (name) => options[name] !== undefined,
  );
  if (writing === undefined) return;
  const flag = `--${writing.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw new UsageError(`--emit ${options.emit} prints and writes nothing: leave out ${flag}`);
}
