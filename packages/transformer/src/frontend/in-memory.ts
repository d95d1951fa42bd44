/** Programs over texts in memory and the library that the compiler brings along. */
import type ts from "typescript";
import { ambientFileName } from "./ambient.ts";
import { isOwnFile, libraryFile, libraryFolder, standaloneOptions } from "./library.ts";
import type { TypeScript } from "./library.ts";
import { runtimePackage, runtimeTypesFileName } from "./runtime-types.ts";

export interface Texts {
  /** Of a file by its name in the program. */
  readonly textOf: (fileName: string) => string | undefined;
  /** The name in the program of the file that an import means; the runtime's types are known without. */
  readonly resolve?: (specifier: string, from: string) => string | undefined;
}

export function programInMemory(ts: TypeScript, roots: readonly string[], { textOf, resolve }: Texts): ts.Program {
  const options = standaloneOptions(ts);
  const folder = libraryFolder(ts);
  const resolveOne = (specifier: string, from: string): ts.ResolvedModuleFull | undefined => {
    const found = resolve?.(specifier, from);
    const name = found === undefined && specifier === runtimePackage ? runtimeTypesFileName : found;
    if (name === undefined) return undefined;
    return { resolvedFileName: name, extension: extensionOf(name), isExternalLibraryImport: false };
  };
  const host: ts.CompilerHost = {
    getSourceFile(name) {
      const text = textOf(name);
      if (text === undefined) return isOwnFile(name) || name.startsWith(folder) ? libraryFile(ts, name) : undefined;
      return ts.createSourceFile(name, text, options.target ?? ts.ScriptTarget.Latest, true);
    },
    getDefaultLibFileName: () => ts.getDefaultLibFilePath(options),
    getDefaultLibLocation: () => folder.replace(/[\\/]$/, ""),
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    writeFile: () => undefined,
    fileExists: (name) => textOf(name) !== undefined || isOwnFile(name),
    readFile: textOf,
    directoryExists: () => false,
    getDirectories: () => [],
    resolveModuleNameLiterals: (literals, from) =>
      literals.map((literal) => ({ resolvedModule: resolveOne(literal.text, from) })),
    // TypeScript 4.9 knows only this one.
    resolveModuleNames: (names: string[], from: string) => names.map((name) => resolveOne(name, from)),
  };
  return ts.createProgram({ rootNames: [...roots, ambientFileName], options, host });
}

function extensionOf(fileName: string): ts.Extension {
  return (/(\.d)?\.[cm]?[jt]sx?$/.exec(fileName)?.[0] ?? ".ts") as ts.Extension;
}
