/** The ES library as source files, read and parsed once a process for each copy of TypeScript, and bound once by the first checker. */
import ts from "typescript";
import { ambientFileName, ambientText } from "./ambient.ts";
import { runtimeTypesFileName, runtimeTypesText } from "./runtime-types.ts";

export type TypeScript = typeof ts;

/** The copy of TypeScript that is used where the host hands in none. */
export const defaultTypeScript: TypeScript = ts;

/** The language of a file that comes without a program. Constant, so that the library stays bound between programs. */
export function standaloneOptions(ts: TypeScript): ts.CompilerOptions {
  const target = ts.ScriptTarget.ES2024 ?? ts.ScriptTarget.ES2022;
  const lib = ts.ScriptTarget.ES2024 === undefined ? "lib.es2022.d.ts" : "lib.es2024.d.ts";
  return {
    target,
    lib: [lib],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler ?? ts.ModuleResolutionKind.NodeJs,
    allowImportingTsExtensions: true,
    allowJs: true,
    maxNodeModuleJsDepth: 0,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  };
}

const librariesOf = new WeakMap<TypeScript, Map<string, ts.SourceFile | undefined>>();

const ownTexts: ReadonlyMap<string, string> = new Map([
  [ambientFileName, ambientText],
  [runtimeTypesFileName, runtimeTypesText],
]);

/** A library file, the ambient one or the runtime's; undefined for any other name. */
export function libraryFile(ts: TypeScript, fileName: string): ts.SourceFile | undefined {
  let files = librariesOf.get(ts);
  if (!files) librariesOf.set(ts, (files = new Map()));
  if (!files.has(fileName)) {
    const text = ownTexts.get(fileName) ?? ts.sys.readFile(fileName);
    const options = standaloneOptions(ts);
    const target = options.target ?? ts.ScriptTarget.Latest;
    files.set(fileName, text === undefined ? undefined : ts.createSourceFile(fileName, text, target, true));
  }
  return files.get(fileName);
}

/** Whether a file is one that the compiler brings along. */
export function isOwnFile(fileName: string): boolean {
  return ownTexts.has(fileName);
}

export function libraryFolder(ts: TypeScript): string {
  return ts.getDefaultLibFilePath(standaloneOptions(ts)).replace(/[^\\/]*$/, "");
}

/** Whether a file belongs to an installed package. */
export function isOfPackage(fileName: string): boolean {
  return /[\\/]node_modules[\\/]/.test(fileName);
}
