/**
 * The program around a JavaScript file: that of the host, or one in memory, with types in front of the parameters whose use says what they
 * are, in the file and in the JavaScript that it reaches. Only these files are parsed again.
 */
import type ts from "typescript";
import { isJavaScript, parametersByUse, typedByUse } from "./javascript.ts";
import type { Surroundings, TypedText } from "./javascript.ts";
import { isOfPackage } from "./library.ts";
import type { TypeScript } from "./library.ts";
import { isUnknownType } from "./unknown-jsdoc.ts";

/** The types by use of the JavaScript files of a program. */
export class TypesByUse {
  readonly #ts: TypeScript;
  readonly #program: ts.Program;
  readonly #textOf = new Map<ts.SourceFile, TypedText>();
  readonly #depths = new Map<ts.SourceFile, ReadonlyMap<ts.Node, number>>();
  readonly #around: Surroundings = {
    depthOfArgument: (call, index) => this.#depthOfArgument(call, index),
    isUnknown: (type) => isUnknownType(this.#ts, this.#program.getTypeChecker(), type),
  };

  constructor(ts: TypeScript, program: ts.Program) {
    this.#ts = ts;
    this.#program = program;
  }

  /** The text of a file of the program, with types. */
  textOf(file: ts.SourceFile): TypedText {
    let typed = this.#textOf.get(file);
    if (!typed) {
      const isTyped = isJavaScript(file.fileName) && !isOfPackage(file.fileName);
      typed = isTyped ? typedByUse(this.#ts, file, this.#around) : { text: file.text, toOriginal: (offset) => offset };
      this.#textOf.set(file, typed);
    }
    return typed;
  }

  /** By the type that the called function declares, else by what it does with its parameter. */
  #depthOfArgument(call: ts.CallExpression, index: number): number | undefined {
    const checker = this.#program.getTypeChecker();
    const argument = call.arguments[index];
    const declared = argument && checker.getContextualType(argument);
    const depth = declared && this.#depthOfType(checker, declared);
    if (depth !== undefined) return depth;
    const parameter = checker.getResolvedSignature(call)?.declaration?.parameters[index];
    if (!parameter || !this.#ts.isParameter(parameter)) return undefined;
    return this.#depthsOf(parameter.getSourceFile()).get(parameter);
  }

  #depthOfType(checker: ts.TypeChecker, type: ts.Type): number | undefined {
    if (type.flags & this.#ts.TypeFlags.NumberLike) return 0;
    if (!checker.isArrayType(type)) return undefined;
    const [element] = checker.getTypeArguments(type as ts.TypeReference);
    const inner = element && this.#depthOfType(checker, element);
    return inner === undefined ? undefined : inner + 1;
  }

  #depthsOf(file: ts.SourceFile): ReadonlyMap<ts.Node, number> {
    let depths = this.#depths.get(file);
    if (!depths) {
      // Files that call each other: what is not known yet does not help.
      this.#depths.set(file, new Map());
      const isTyped = isJavaScript(file.fileName) && !isOfPackage(file.fileName);
      const found = isTyped ? parametersByUse(this.#ts, file, this.#around) : [];
      depths = new Map(found.map(({ parameter, depth }) => [parameter, depth]));
      this.#depths.set(file, depths);
    }
    return depths;
  }
}

/** A program with other texts of some of its files; it holds the file `main` and what that reaches. */
export function programWithTexts(
  ts: TypeScript,
  program: ts.Program,
  main: ts.SourceFile,
  textOf: (file: ts.SourceFile) => string,
): ts.Program {
  const checker = program.getTypeChecker();
  const options: ts.CompilerOptions = { ...program.getCompilerOptions(), allowJs: true, types: [], noEmit: true };
  const parsed = new Map<string, ts.SourceFile>();
  const library = program.getSourceFiles().find((file) => program.isSourceFileDefaultLibrary(file));
  const libraryFolder = library?.fileName.replace(/[\\/][^\\/]*$/, "") ?? "";

  const getSourceFile: ts.CompilerHost["getSourceFile"] = (fileName, languageVersion) => {
    const own = program.getSourceFile(fileName);
    if (!own) return undefined;
    const text = textOf(own);
    if (text === own.text) return own;
    let file = parsed.get(fileName);
    if (!file) parsed.set(fileName, (file = parsedLike(ts, own, text, languageVersion)));
    return file;
  };
  const resolved = (text: string, from: string): ts.ResolvedModuleFull | undefined => {
    const file = program.getSourceFile(from);
    const specifier = file && importsOf(file).find((one) => one.text === text);
    const module = specifier && checker.getSymbolAtLocation(specifier);
    const target = module?.declarations?.find((one) => ts.isSourceFile(one)) as ts.SourceFile | undefined;
    if (!target) return undefined;
    const extension = (/(\.d)?\.([cm]?[jt]sx?|json)$/.exec(target.fileName)?.[0] ?? ".ts") as ts.Extension;
    const isExternalLibraryImport = program.isSourceFileFromExternalLibrary(target);
    return { resolvedFileName: target.fileName, extension, isExternalLibraryImport };
  };
  const host: ts.CompilerHost = {
    getSourceFile,
    getDefaultLibFileName: (own) => `${libraryFolder}/${ts.getDefaultLibFileName(own)}`,
    getDefaultLibLocation: () => libraryFolder,
    getCurrentDirectory: () => program.getCurrentDirectory(),
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    writeFile: () => undefined,
    fileExists: (name) => program.getSourceFile(name) !== undefined,
    readFile: (name) => program.getSourceFile(name)?.text,
    directoryExists: () => false,
    getDirectories: () => [],
    resolveModuleNameLiterals: (literals, from) =>
      literals.map((literal) => ({ resolvedModule: resolved(literal.text, from) })),
    // TypeScript 4.9 knows only this one.
    resolveModuleNames: (names: string[], from: string) => names.map((name) => resolved(name, from)),
  };
  const declared = program
    .getSourceFiles()
    .filter((file) => file.isDeclarationFile && !program.isSourceFileDefaultLibrary(file));
  return ts.createProgram({ rootNames: [main.fileName, ...declared.map(({ fileName }) => fileName)], options, host });
}

/** Every module that a file names, also by `require` and in comments: internal to TypeScript. */
function importsOf(file: ts.SourceFile): readonly ts.StringLiteralLike[] {
  return (file as ts.SourceFile & { readonly imports?: readonly ts.StringLiteralLike[] }).imports ?? [];
}

function parsedLike(
  ts: TypeScript,
  { fileName, impliedNodeFormat }: ts.SourceFile,
  text: string,
  languageVersion: ts.ScriptTarget | ts.CreateSourceFileOptions,
): ts.SourceFile {
  const own = typeof languageVersion === "object" ? languageVersion : { languageVersion };
  return ts.createSourceFile(
    fileName,
    text,
    { ...own, ...(impliedNodeFormat !== undefined && { impliedNodeFormat }) },
    true,
  );
}
