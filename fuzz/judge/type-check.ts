/** Type errors in what was emitted, for many programs in one: the library is parsed once a process. */
import { join } from "node:path";
import ts from "typescript";
import { strictest } from "../../packages/transformer/test/fixtures/program.ts";

const folder = join(import.meta.dirname, "../..");
const parsed = new Map<string, ts.SourceFile | undefined>();
const host = ts.createCompilerHost(strictest);
const fromDisk = host.getSourceFile.bind(host);
const onDisk = host.fileExists.bind(host);

/** Where what is generated begins. */
const region = "// #region adgen";

/**
 * A text without the bodies of the program's own functions, which the compiler has checked: what is generated knows of a function whose
 * result is declared no more than its head. `own` is the program's text.
 */
function withoutBodies(text: string, own: ts.SourceFile): string {
  let [shorter, from] = ["", 0];
  for (const statement of own.statements) {
    if (!ts.isFunctionDeclaration(statement) || !statement.body || !statement.type) continue;
    const { pos, end } = statement.body;
    // Calls of operators stand in the text as other calls.
    if (!text.startsWith(own.text.slice(from, end), from)) break;
    shorter += `${text.slice(from, pos)} { throw 0; }`;
    from = end;
  }
  return shorter + text.slice(from);
}

/** The first error in what was generated of each program that has one, by its seed; `around` holds the programs' own texts. */
export function typeErrorsOf(
  emitted: ReadonlyMap<number, string>,
  around: (seed: number) => ts.SourceFile | undefined,
): ReadonlyMap<number, string> {
  const texts = new Map(
    [...emitted].map(([seed, text]) => {
      const own = around(seed);
      return [seed, own ? withoutBodies(text, own) : text] as const;
    }),
  );
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
    const start = file.text.indexOf(region);
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
