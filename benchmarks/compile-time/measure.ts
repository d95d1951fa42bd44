/** How long adgen takes for a text, TypeScript's own parse and check apart. */
import { compile } from "@adgen/transformer";
import ts from "typescript";

export interface Measured {
  /** Milliseconds of the processor, the least of some runs. */
  readonly adgen: number;
  readonly typescript: number;
  /** Characters of the derivatives over characters of the source. */
  readonly growth: number;
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  lib: ["lib.es2024.d.ts"],
  module: ts.ModuleKind.ESNext,
  strict: true,
  noEmit: true,
  types: [],
};
const library = new Map<string, ts.SourceFile | undefined>();

/** A checked program over one text: what TypeScript alone takes. */
export function checkedProgram(fileName: string, text: string): ts.Program {
  const host = ts.createCompilerHost(options);
  const fromDisk = host.getSourceFile.bind(host);
  host.getSourceFile = (name, target, ...rest) => {
    if (name === fileName) return ts.createSourceFile(name, text, target, true);
    if (!library.has(name)) library.set(name, fromDisk(name, target, ...rest));
    return library.get(name);
  };
  const program = ts.createProgram({ rootNames: [fileName], options, host });
  const file = program.getSourceFile(fileName);
  if (file) program.getSemanticDiagnostics(file);
  return program;
}

/** Of the processor, so that a busy machine does no harm. */
function milliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** At least three runs, and for half a second. */
export function measure(text: string): Measured {
  const fileName = "/ladder.ts";
  let [adgen, typescript, growth] = [Infinity, Infinity, 0];
  const begin = milliseconds();
  for (let run = 0; run < 3 || milliseconds() < begin + 500; run++) {
    const start = milliseconds();
    const program = checkedProgram(fileName, text);
    const checked = milliseconds();
    const { code, diagnostics } = compile(text, { fileName, program });
    const done = milliseconds();
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    if (errors.length > 0) throw new Error(errors.map(({ code: kind, message }) => `${kind} ${message}`).join("\n"));
    typescript = Math.min(typescript, checked - start);
    adgen = Math.min(adgen, done - checked);
    growth = (code.length - text.length) / text.length;
  }
  return { adgen, typescript, growth };
}
