/** Programs over one changed file of the corpus, as a project with everyday settings would have them. */
import ts from "typescript";

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  lib: ["lib.es2024.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  experimentalDecorators: true,
  noEmit: true,
  skipLibCheck: true,
  strict: true,
  types: [],
};

const host = ts.createCompilerHost(options, true);
const read = new Map<string, ts.SourceFile | undefined>();

export function programOf(file: string, text: string): ts.Program {
  const changed = ts.createSourceFile(file, text, ts.ScriptTarget.ES2024, true);
  const own: ts.CompilerHost = {
    ...host,
    getSourceFile(name, target) {
      if (name === file) return changed;
      if (!read.has(name)) read.set(name, host.getSourceFile(name, target));
      return read.get(name);
    },
    readFile: (name) => (name === file ? text : host.readFile(name)),
  };
  return ts.createProgram({ rootNames: [file], options, host: own });
}
