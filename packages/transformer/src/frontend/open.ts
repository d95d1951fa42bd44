/** Text to checked program: the file itself, and a program and checker around it. */
import type ts from "typescript";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { diagnostic } from "../diagnostics/catalogue.ts";
import { programInMemory } from "./in-memory.ts";
import { isJavaScript } from "./javascript.ts";
import { defaultTypeScript } from "./library.ts";
import type { TypeScript } from "./library.ts";
import { spanOf } from "./span.ts";
import { programWithTexts, TypesByUse } from "./typed-program.ts";

export interface Opened {
  readonly ts: TypeScript;
  readonly sourceFile: ts.SourceFile;
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  readonly fileName: string;
  /** Of the source file. */
  readonly text: string;
  /** The place in the user's text of a place in `text`: they differ where types were put into JavaScript. */
  readonly toOriginal: (offset: number) => number;
}

function same(offset: number): number {
  return offset;
}

export interface ProjectFile {
  readonly fileName: string;
  readonly text: string;
}

export type Resolve = (specifier: string, from: string) => ProjectFile | undefined;

export interface OpenOptions {
  readonly fileName: string;
  readonly ts: TypeScript;
  /** The program that holds the file; without it one is made in memory. */
  readonly program?: ts.Program | undefined;
  /** The project files that imports mean, where there is no program. */
  readonly resolve?: Resolve | undefined;
}

export interface OpenResult {
  readonly opened?: Opened;
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses and binds the text; a syntax error stops here. */
export function open(text: string, options: OpenOptions): OpenResult {
  const { fileName } = options;
  const { program: given } = options;
  const held = given?.getSourceFile(fileName);
  // A program of our own is made by a copy of TypeScript that has its library on disk.
  const ts = held || !given ? options.ts : defaultTypeScript;
  const around = given && held ? holding(ts, given, held, text) : standalone(text, { ...options, ts });
  const asWritten = around.getSourceFile(fileName) ?? around.getSourceFile(rooted(fileName));
  if (!asWritten) return { diagnostics: [] };
  const types = isJavaScript(fileName) ? new TypesByUse(ts, around) : undefined;
  const program = types ? programWithTexts(ts, around, asWritten, (file) => types.textOf(file).text) : around;
  const sourceFile = program.getSourceFile(asWritten.fileName) ?? asWritten;
  const toOriginal = types?.textOf(asWritten).toOriginal ?? same;
  const diagnostics = program.getSyntacticDiagnostics(sourceFile).map((found) =>
    diagnostic("AD1001", "error", ts.flattenDiagnosticMessageText(found.messageText, "\n"), {
      fileName,
      span: { ...spanOf(sourceFile, found.start ?? 0, found.length ?? 0), start: toOriginal(found.start ?? 0) },
    }),
  );
  if (diagnostics.length > 0) return { diagnostics };
  const checker = program.getTypeChecker();
  return { opened: { ts, sourceFile, program, checker, fileName, text: sourceFile.text, toOriginal }, diagnostics: [] };
}

/** The program of the host; it may hold the file with what was generated before at its end. */
function holding(ts: TypeScript, program: ts.Program, held: ts.SourceFile, text: string): ts.Program {
  if (held.text === text) return program;
  return programWithTexts(ts, program, held, (file) => (file === held ? text : file.text));
}

/** A program over one text, the library, and what `resolve` gives. */
function standalone(text: string, { fileName, ts, resolve }: OpenOptions): ts.Program {
  const root = rooted(fileName);
  const files = new Map<string, ProjectFile>([[root, { fileName, text }]]);
  return programInMemory(ts, [root], {
    textOf: (name) => files.get(name)?.text,
    resolve: (specifier, from) => {
      const found = resolve?.(specifier, files.get(from)?.fileName ?? from);
      if (!found) return undefined;
      const name = rooted(found.fileName);
      if (!files.has(name)) files.set(name, found);
      return name;
    },
  });
}

/**
 * Relative names would be taken from a current directory, which a standalone file does not have; TypeScript itself writes `/` between
 * folders everywhere.
 */
function rooted(fileName: string): string {
  const name = fileName.replaceAll("\\", "/");
  return /^(\/|[A-Za-z]:)/.test(name) ? name : `/${name.replace(/^\.\//, "")}`;
}
