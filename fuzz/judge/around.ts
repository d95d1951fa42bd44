/** One TypeScript program around the texts of a batch, as a host hands one to the compiler: its library is looked at once. */
import ts from "typescript";
import { ambientFileName } from "../../packages/transformer/src/frontend/ambient.ts";
import { libraryFile, libraryFolder, standaloneOptions } from "../../packages/transformer/src/frontend/library.ts";
import { runtimePackage, runtimeTypesFileName } from "../../packages/transformer/src/frontend/runtime-types.ts";

/** A program that holds each text under its file name, under the options of a text that is compiled alone. */
export function programAround(texts: ReadonlyMap<string, string>): ts.Program {
  const options = standaloneOptions(ts);
  const folder = libraryFolder(ts);
  const resolvedModule: ts.ResolvedModuleFull = {
    resolvedFileName: runtimeTypesFileName,
    extension: ts.Extension.Dts,
    isExternalLibraryImport: false,
  };
  const host: ts.CompilerHost = {
    getSourceFile(name) {
      const text = texts.get(name);
      return text === undefined ? libraryFile(ts, name) : ts.createSourceFile(name, text, options.target!, true);
    },
    getDefaultLibFileName: () => ts.getDefaultLibFilePath(options),
    getDefaultLibLocation: () => folder.replace(/[\\/]$/, ""),
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    writeFile: () => undefined,
    fileExists: (name) => texts.has(name),
    readFile: (name) => texts.get(name),
    directoryExists: () => false,
    getDirectories: () => [],
    resolveModuleNameLiterals: (literals) =>
      literals.map(({ text }) => (text === runtimePackage ? { resolvedModule } : { resolvedModule: undefined })),
  };
  return ts.createProgram({ rootNames: [...texts.keys(), ambientFileName], options, host });
}
