/**
 * A workspace is built project by project: what one imports from another are the declarations that were built, without bodies. Here imports
 * of such declarations lead to the sources behind them, by project references or by declaration maps, so that functions can be followed.
 */
import type ts from "typescript";
import { isOfPackage } from "./library.ts";
import type { TypeScript } from "./library.ts";

/** The source of a declaration file, where it is known. */
export type SourceOf = (declarationFile: string) => string | undefined;

/** What the projects that a project refers to make of their files; they, and those that they refer to. */
export function sourcesOfProjects(ts: TypeScript, projects: readonly ts.ParsedCommandLine[]): SourceOf {
  const sourceOf = new Map<string, string>();
  for (const project of projects) {
    for (const fileName of project.fileNames) {
      if (/\.d\.[cm]?ts$/.test(fileName)) continue;
      for (const output of ts.getOutputFileNames(project, fileName, false))
        if (/\.d\.[cm]?ts$/.test(output)) sourceOf.set(output, fileName);
    }
  }
  return (declarationFile) => sourceOf.get(declarationFile);
}

/**
 * The program, with sources in the place of declarations; itself where there are none. `host`: what reads its files; `isMadeFrom`: whether
 * the text of declarations was made from that of a source.
 */
export function withSources(
  ts: TypeScript,
  program: ts.Program,
  host: ts.CompilerHost,
  known: SourceOf,
  isMadeFrom: (declarations: string, source: string) => boolean = () => true,
): ts.Program {
  const found = new Map<string, string | undefined>();
  const find = (declarationFile: string): string | undefined => {
    if (isOfPackage(declarationFile)) return undefined;
    const source = known(declarationFile) ?? mappedSource(declarationFile, host);
    if (source === undefined || !host.fileExists(source)) return undefined;
    return isMadeFrom(host.readFile(declarationFile) ?? "", host.readFile(source) ?? "") ? source : undefined;
  };
  const sourceOf = (declarationFile: string): string | undefined => {
    if (!found.has(declarationFile)) found.set(declarationFile, find(declarationFile));
    return found.get(declarationFile);
  };
  const isBuilt = (file: ts.SourceFile): boolean =>
    file.isDeclarationFile && !program.isSourceFileDefaultLibrary(file) && sourceOf(file.fileName) !== undefined;
  if (!program.getSourceFiles().some(isBuilt)) return program;

  const options: ts.CompilerOptions = { ...program.getCompilerOptions(), noEmit: true, composite: false };
  const canonical = (name: string): string => host.getCanonicalFileName(name);
  const cache = ts.createModuleResolutionCache(program.getCurrentDirectory(), canonical, options);
  const library = program.getSourceFiles().find((file) => program.isSourceFileDefaultLibrary(file));
  const libraryFolder = library?.fileName.replace(/[\\/][^\\/]*$/, "") ?? "";
  const overrides: Partial<ts.CompilerHost> = {
    getSourceFile: (fileName, ...rest) => program.getSourceFile(fileName) ?? host.getSourceFile(fileName, ...rest),
    getDefaultLibFileName: (own) => `${libraryFolder}/${ts.getDefaultLibFileName(own)}`,
    getDefaultLibLocation: () => libraryFolder,
    resolveModuleNameLiterals: (literals, from, redirected, own, file) =>
      literals.map((literal) => {
        const mode = ts.getModeForUsageLocation(file, literal, own);
        const { resolvedModule } = ts.resolveModuleName(literal.text, from, own, host, cache, redirected, mode);
        const source = resolvedModule && sourceOf(resolvedModule.resolvedFileName);
        return { resolvedModule: source === undefined ? resolvedModule : resolvedTo(source) };
      }),
  };
  const without = { getSourceFileByPath: undefined, onReleaseOldSourceFile: undefined };
  return ts.createProgram({
    rootNames: program.getRootFileNames(),
    options,
    host: Object.assign(Object.create(host) as ts.CompilerHost, overrides, without),
  });
}

function resolvedTo(source: string): ts.ResolvedModuleFull {
  const extension = (/\.[cm]?[jt]sx?$/.exec(source)?.[0] ?? ".ts") as ts.Extension;
  return { resolvedFileName: source, extension, isExternalLibraryImport: false };
}

/** By the map that stands beside a declaration file. */
function mappedSource(declarationFile: string, host: ts.CompilerHost): string | undefined {
  const mapFile = `${declarationFile}.map`;
  const text = host.fileExists(mapFile) ? host.readFile(mapFile) : undefined;
  if (text === undefined) return undefined;
  try {
    const { sources, sourceRoot = "" } = JSON.parse(text) as { sources?: readonly string[]; sourceRoot?: string };
    const [only] = sources ?? [];
    return only === undefined ? undefined : joined(mapFile.replace(/[^\\/]*$/, ""), sourceRoot + only);
  } catch {
    return undefined;
  }
}

/** An absolute folder and a path from there. */
function joined(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}${path}`.split(/[\\/]/)) {
    if (part === "..") parts.pop();
    else if (part !== "." && (part !== "" || parts.length === 0)) parts.push(part);
  }
  return parts.join("/");
}
