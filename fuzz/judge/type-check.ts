/** Type errors in what was emitted, for many programs in one: the library is parsed once a process. */
import { join } from "node:path";
import ts from "typescript";
import { strictest } from "../../packages/transformer/test/fixtures/program.ts";

const folder = join(import.meta.dirname, "../..");
const parsed = new Map<string, ts.SourceFile | undefined>();
const host = ts.createCompilerHost(strictest);
const fromDisk = host.getSourceFile.bind(host);
const onDisk = host.fileExists.bind(host);

/** The first error of each program that has one, by its seed. */
export function typeErrorsOf(texts: ReadonlyMap<number, string>): ReadonlyMap<number, string> {
  const fileOf = new Map([...texts.keys()].map((seed) => [join(folder, `program-${seed}.ts`), seed]));
  host.getSourceFile = (fileName, options) => {
    const seed = fileOf.get(fileName);
    if (seed !== undefined) return ts.createSourceFile(fileName, texts.get(seed)!, options, true);
    if (!parsed.has(fileName)) parsed.set(fileName, fromDisk(fileName, options));
    return parsed.get(fileName);
  };
  host.fileExists = (fileName) => fileOf.has(fileName) || onDisk(fileName);
  const program = ts.createProgram({ rootNames: [...fileOf.keys()], options: strictest, host });
  const found = new Map<number, string>();
  for (const [fileName, seed] of fileOf) {
    const file = program.getSourceFile(fileName)!;
    const start = file.text.indexOf("// #region adgen");
    const errors = [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
      ...program.getDeclarationDiagnostics(file),
    ];
    const ours = errors.find((error) => start >= 0 && (error.start ?? 0) > start);
    if (ours) found.set(seed, describe(ours, file));
  }
  return found;
}

function describe(error: ts.Diagnostic, file: ts.SourceFile): string {
  const { line } = file.getLineAndCharacterOfPosition(error.start ?? 0);
  const text = file.text.split("\n")[line]!.trim();
  return `the emitted text: TS${error.code} ${ts.flattenDiagnosticMessageText(error.messageText, " ")} | ${text}`;
}
