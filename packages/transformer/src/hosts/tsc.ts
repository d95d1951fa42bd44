/**
 * The plugin of tsc, through ts-patch: a *program* transformer. Every file that marks a function is compiled, and a second
 * program is made whose host serves the text with the derivatives appended, so that `import { f_grad } from "./f"`
 * type-checks, and `.js` and `.d.ts` have them. Files without a marker keep the source file they have.
 *   { "compilerOptions": { "plugins": [{ "transform": "@adgen/transformer/tsc", "transformProgram": true }] } }
 */
import type ts from "typescript";
import { compile } from "../compile.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { sourcesOfProjects, withSources } from "../frontend/with-sources.ts";
import type { SourceOf } from "../frontend/with-sources.ts";
import { composeOutput } from "./compose-map.ts";
import type { Base64 } from "./compose-map.ts";
import { isMadeFrom, withSourceMark } from "./source-mark.ts";

/** What ts-patch hands in: the TypeScript that runs. */
export interface Extras {
  readonly ts: typeof ts;
}

/** The options of the plugin in tsconfig.json: those of `compile` that a file of JSON can say. */
export interface PluginConfig {
  readonly naming?: NonNullable<Parameters<typeof compile>[1]>["naming"];
}

type SourceMap = ReturnType<typeof compile>["map"];

/** A source file with its derivatives. */
interface Augmented {
  readonly sourceFile: ts.SourceFile;
  readonly originalText: string;
  readonly map: SourceMap;
  readonly diagnostics: readonly Diagnostic[];
  /** The files that it was made from, as they were. */
  readonly madeFrom: readonly ts.SourceFile[];
}

/** Across the programs of a watch: what did not change is not compiled again, and stays the same source file. */
const augmentedOfSource = new WeakMap<ts.SourceFile, Augmented>();

export default function transformProgram(
  program: ts.Program,
  host: ts.CompilerHost | undefined,
  config: PluginConfig,
  { ts }: Extras,
): ts.Program {
  const options = program.getCompilerOptions();
  const baseHost = host ?? ts.createCompilerHost(options);
  const augmentedOfFile = new Map<string, Augmented>();
  let found: ts.Program | undefined;
  const analysed = (): ts.Program =>
    (found ??= withSources(ts, program, baseHost, sourcesOfReferences(ts, program), isMadeFrom));
  for (const sourceFile of program.getSourceFiles()) {
    if (!mayBeMarked(sourceFile, program)) continue;
    const augmented = augment(sourceFile, { program, analysed, host: baseHost, config, ts });
    if (augmented) augmentedOfFile.set(sourceFile.fileName, augmented);
  }
  const outputs: Outputs = { augmentedOfFile, base64: ts.sys ?? {}, isComposite: options.composite === true };
  if (augmentedOfFile.size === 0) {
    if (outputs.isComposite) mapOutput(program, outputs);
    return program;
  }

  const references = program.getProjectReferences();
  const result = ts.createProgram({
    rootNames: program.getRootFileNames(),
    options,
    host: hostWith(baseHost, program, outputs),
    oldProgram: program,
    configFileParsingDiagnostics: program.getConfigFileParsingDiagnostics(),
    ...(references && { projectReferences: references }),
  });
  addDiagnostics(result, augmentedOfFile, { ts, analysed: found });
  mapOutput(result, outputs);
  return result;
}

/** By a search that finds too many rather than too few. */
function mayBeMarked(sourceFile: ts.SourceFile, program: ts.Program): boolean {
  if (sourceFile.isDeclarationFile || program.isSourceFileFromExternalLibrary(sourceFile)) return false;
  return sourceFile.text.includes("@differentiable") || sourceFile.text.includes("@adgen/runtime");
}

/** The projects that the program refers to, and those that they refer to. */
function sourcesOfReferences(tsInstance: typeof ts, program: ts.Program): SourceOf {
  const projects = new Set<ts.ResolvedProjectReference>();
  const add = (references: readonly (ts.ResolvedProjectReference | undefined)[] | undefined): void => {
    for (const reference of references ?? []) {
      if (!reference || projects.has(reference)) continue;
      projects.add(reference);
      add(reference.references);
    }
  };
  add(program.getResolvedProjectReferences());
  return sourcesOfProjects(
    tsInstance,
    [...projects].map(({ commandLine }) => commandLine),
  );
}

interface Surroundings {
  readonly program: ts.Program;
  /** The program in which functions of other projects have bodies. */
  readonly analysed: () => ts.Program;
  readonly host: ts.CompilerHost;
  readonly config: PluginConfig;
  readonly ts: typeof ts;
}

function augment(
  original: ts.SourceFile,
  { program, analysed, host, config, ts }: Surroundings,
): Augmented | undefined {
  const known = augmentedOfSource.get(original);
  if (known?.madeFrom.every((file) => program.getSourceFile(file.fileName) === file)) return known;
  const { fileName, text } = original;
  const around = analysed();
  const { code, map, diagnostics, dependencies } = compile(text, {
    fileName,
    ts,
    program: around,
    place: "append",
    ...(config.naming && { naming: config.naming }),
  });
  if (code === text && diagnostics.length === 0) return undefined;
  const augmented: Augmented = {
    sourceFile: code === text ? original : sourceFileOf(original, code, { program, host, ts }),
    originalText: text,
    map,
    diagnostics,
    madeFrom: dependencies.map((name) => around.getSourceFile(name)).filter((file) => file !== undefined),
  };
  augmentedOfSource.set(original, augmented);
  return augmented;
}

/** A source file of another text, parsed as the original was. */
function sourceFileOf(
  original: ts.SourceFile,
  text: string,
  { program, host, ts }: Pick<Surroundings, "program" | "host" | "ts">,
): ts.SourceFile {
  const parsed = ts.createSourceFile(
    original.fileName,
    text,
    {
      languageVersion: original.languageVersion,
      ...(original.impliedNodeFormat !== undefined && { impliedNodeFormat: original.impliedNodeFormat }),
      setExternalModuleIndicator: moduleIndicator(program, ts),
      jsDocParsingMode: host.jsDocParsingMode ?? ts.JSDocParsingMode.ParseAll,
    },
    true,
  );
  // What builder programs (--watch, --incremental) compare.
  const hash = host.createHash?.(text) ?? ts.sys?.createHash?.(text);
  return Object.assign(parsed, hash === undefined ? {} : { version: hash });
}

/** Internal to TypeScript: how its own hosts decide what is a module. Without it `moduleDetection` would be lost. */
function moduleIndicator(program: ts.Program, tsInstance: typeof ts): (file: ts.SourceFile) => void {
  const internal = tsInstance as typeof ts & {
    getSetExternalModuleIndicator?: (options: ts.CompilerOptions) => (file: ts.SourceFile) => void;
  };
  return internal.getSetExternalModuleIndicator?.(program.getCompilerOptions()) ?? (() => {});
}

/** The program's own host, but with the augmented files, and with the source files that are already parsed. */
function hostWith(host: ts.CompilerHost, program: ts.Program, outputs: Outputs): ts.CompilerHost {
  const { augmentedOfFile } = outputs;
  const overrides: Partial<ts.CompilerHost> = {
    getSourceFile: (fileName, ...rest) =>
      augmentedOfFile.get(fileName)?.sourceFile ??
      program.getSourceFile(fileName) ??
      host.getSourceFile(fileName, ...rest),
    readFile: (fileName) => augmentedOfFile.get(fileName)?.sourceFile.text ?? host.readFile(fileName),
    writeFile: (fileName, text, bom, onError, sources, data) =>
      host.writeFile(fileName, corrected({ fileName, text, sources, data }, outputs), bom, onError, sources, data),
  };
  // A host may be an object with a prototype. That of a watch also finds files by path, past the texts above, and its cache is
  // that of the first program, so that nothing is released from it here.
  const without = { getSourceFileByPath: undefined, onReleaseOldSourceFile: undefined };
  return Object.assign(Object.create(host) as ts.CompilerHost, overrides, without);
}

/** What is needed to correct what is written. */
interface Outputs {
  readonly isComposite: boolean;
  readonly augmentedOfFile: ReadonlyMap<string, Augmented>;
  readonly base64: Base64;
}

interface Output {
  readonly fileName: string;
  readonly text: string;
  readonly sources: readonly ts.SourceFile[] | undefined;
  /** Internal to TypeScript: `sourceMapUrlPos` is where the text ends that builders compare. */
  readonly data: ({ sourceMapUrlPos?: number } & ts.WriteFileCallbackData) | undefined;
}

/**
 * Source maps of the output lead to the user's lines, also from the derivatives, which are not in the file on disk; declarations of a
 * composite project say what they were made from.
 */
function corrected(output: Output, { augmentedOfFile, base64, isComposite }: Outputs): string {
  const { fileName, sources } = output;
  const source = sources?.length === 1 ? sources[0] : undefined;
  if (!source) return output.text;
  const augmented = augmentedOfFile.get(source.fileName);
  const original = augmented?.originalText ?? source.text;
  const isMarked = isComposite && /\.d\.[cm]?ts$/.test(fileName);
  const text = isMarked ? withSourceMark(output.text, original) : output.text;
  const { data } = output;
  if (data?.sourceMapUrlPos !== undefined) data.sourceMapUrlPos += text.length - output.text.length;
  if (!augmented) return text;
  return composeOutput(fileName, text, { original, augmented: augmented.sourceFile.text, map: augmented.map }, base64);
}

/** A builder (--watch, --incremental) writes by a callback of its own, not by the host. */
function mapOutput(program: ts.Program, outputs: Outputs): void {
  const emit = program.emit;
  program.emit = (target, writeFile, ...rest) => {
    const write: typeof writeFile =
      writeFile &&
      ((fileName, text, bom, onError, sources, data) =>
        writeFile(fileName, corrected({ fileName, text, sources, data }, outputs), bom, onError, sources, data));
    return emit(target, write, ...rest);
  };
}

type Check = (sourceFile?: ts.SourceFile, cancellationToken?: ts.CancellationToken) => readonly ts.Diagnostic[];

/** adgen's errors appear as tsc's own, at the place in the user's text, and fail the build. */
function addDiagnostics(
  program: ts.Program,
  augmentedOfFile: ReadonlyMap<string, Augmented>,
  { ts: tsInstance, analysed }: { readonly ts: typeof ts; readonly analysed: ts.Program | undefined },
): void {
  const distinct = new Map<string, ts.DiagnosticWithLocation>();
  for (const [fileName, { diagnostics }] of augmentedOfFile) {
    for (const diagnostic of diagnostics.filter(({ severity }) => severity === "error")) {
      const met = program.getSourceFile(fileName);
      const found = tscDiagnostic(diagnostic, { program, analysed, met, ts: tsInstance });
      if (found) distinct.set(`${found.file.fileName} ${found.start} ${String(found.messageText)}`, found);
    }
  }
  const added = [...distinct.values()];
  const withAdded =
    (check: Check): Check =>
    (sourceFile, cancellationToken) => [
      ...added.filter(({ file }) => sourceFile === undefined || file === sourceFile),
      ...check(sourceFile, cancellationToken),
    ];
  // The second, internal to TypeScript, is what builders ask.
  const internal = program as ts.Program & { getBindAndCheckDiagnostics?: Check };
  program.getSemanticDiagnostics = withAdded(program.getSemanticDiagnostics) as typeof program.getSemanticDiagnostics;
  if (internal.getBindAndCheckDiagnostics) {
    internal.getBindAndCheckDiagnostics = withAdded(internal.getBindAndCheckDiagnostics);
  }
}

interface Places {
  readonly program: ts.Program;
  readonly analysed: ts.Program | undefined;
  /** The file that was compiled. */
  readonly met: ts.SourceFile | undefined;
  readonly ts: typeof ts;
}

function tscDiagnostic(
  { code, fileName, span, message, related, fix }: Diagnostic,
  { program, analysed, met, ts: tsInstance }: Places,
): ts.DiagnosticWithLocation | undefined {
  const at = (name: string, { start, length }: Diagnostic["span"], messageText: string) => {
    const file = program.getSourceFile(name) ?? analysed?.getSourceFile(name);
    return (
      file && { category: tsInstance.DiagnosticCategory.Error, code: numberOf(code), file, start, length, messageText }
    );
  };
  const wayOut = fix && !message.includes(fix.title) ? ` (${fix.title})` : "";
  const found = at(fileName, span, `adgen ${code}: ${message}${wayOut}`);
  const others = related.map((item) => at(item.fileName ?? fileName, item.span, item.message));
  const relatedInformation = others.filter((other) => other !== undefined);
  if (!found) return undefined;
  if (program.getSourceFile(fileName) || !met) return { ...found, relatedInformation };
  // A file of another project: builds print what belongs to files of their own.
  const text = `in ${fileName}:${span.line}:${span.column}: ${found.messageText}`;
  return {
    ...found,
    file: met,
    start: 0,
    length: 0,
    messageText: text,
    relatedInformation: [found, ...relatedInformation],
  };
}

/** tsc prints codes as `TS` and a number: one that no message of its own has. */
function numberOf(code: string): number {
  return 990_000 + Number(code.slice(2));
}
