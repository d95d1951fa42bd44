/** The program around a file: by its tsconfig, loaded once for all the files that it governs. */
import { readFileSync, statSync } from "node:fs";
import { dirname, isAbsolute, resolve } from "node:path";
import { sourcesOfProjects, withSources } from "@adgen/transformer";
import { Project, ts } from "ts-morph";
import type typescript from "typescript";
import { CommandError } from "./command-error.ts";
import { nearestAbove } from "./target.ts";

const own = ts as unknown as typeof typescript;

export interface Configuration {
  /** Its absolute file name. */
  readonly fileName: string;
  readonly options: ts.CompilerOptions;
  readonly fileNames: readonly string[];
  /** The projects that it refers to, and those that they refer to. */
  readonly references: readonly ts.ParsedCommandLine[];
}

export interface LoadedProgram {
  readonly ts: typeof ts;
  readonly program: ts.Program;
}

/** Projects of one run. */
export class Projects {
  private readonly configurations = new Map<string, Configuration>();
  private readonly followedOf = new WeakMap<ts.Program, ts.Program>();
  private readonly projects = new Map<string, Project>();
  /** The one that governs every file; where there is none, the nearest above each does. */
  readonly tsconfig: string | undefined;

  constructor(tsconfig: string | undefined) {
    this.tsconfig = tsconfig;
  }

  configurationOf(fileName: string): Configuration | undefined {
    const tsconfig = this.tsconfig ?? nearestAbove(dirname(fileName), ["tsconfig.json"]);
    if (tsconfig === undefined) return undefined;
    const known = this.configurations.get(tsconfig);
    if (known) return known;
    const read = readConfiguration(tsconfig);
    this.configurations.set(tsconfig, read);
    return read;
  }

  /** Says which files will be asked for, so that one program holds them all. */
  announce(fileNames: readonly string[]): void {
    for (const fileName of fileNames) {
      const configuration = this.configurationOf(fileName);
      if (configuration) this.projectOf(configuration).addSourceFileAtPathIfExists(fileName);
    }
  }

  /** Without a tsconfig the compiler's own defaults serve, and there is no program. */
  programOf(fileName: string): LoadedProgram | undefined {
    const configuration = this.configurationOf(fileName);
    if (!configuration) return undefined;
    const project = this.projectOf(configuration);
    project.addSourceFileAtPathIfExists(fileName);
    return { ts, program: this.followed(project.getProgram().compilerObject, configuration) };
  }

  /** A program in which functions of other projects have bodies. */
  private followed(program: ts.Program, { references, options }: Configuration): ts.Program {
    let found = this.followedOf.get(program);
    if (!found) {
      // ts-morph carries its own TypeScript; all that is handed over here is of that copy.
      const host = ts.createCompilerHost(options) as unknown as typescript.CompilerHost;
      const known = sourcesOfProjects(own, references as unknown as readonly typescript.ParsedCommandLine[]);
      found = withSources(own, program as unknown as typescript.Program, host, known) as unknown as ts.Program;
      this.followedOf.set(program, found);
    }
    return found;
  }

  /** Reads changed files again. */
  refresh(fileNames: readonly string[]): void {
    for (const project of this.projects.values()) {
      for (const fileName of fileNames) project.getSourceFile(fileName)?.refreshFromFileSystemSync();
    }
  }

  private projectOf(configuration: Configuration): Project {
    const known = this.projects.get(configuration.fileName);
    if (known) return known;
    const project = new Project({ compilerOptions: configuration.options, skipAddingFilesFromTsConfig: true });
    // What the project declares for everyone; its sources come with the files that import them.
    project.addSourceFilesAtPaths(configuration.fileNames.filter((name) => /\.d\.[cm]?ts$/.test(name)));
    this.projects.set(configuration.fileName, project);
    return project;
  }
}

/** What cannot be read is said where the project itself is built. */
function referencesOf(
  { projectReferences = [] }: ts.ParsedCommandLine,
  known: Map<string, ts.ParsedCommandLine>,
): readonly ts.ParsedCommandLine[] {
  for (const reference of projectReferences) {
    const fileName = ts.resolveProjectReferencePath(reference);
    const parsed = known.has(fileName) ? undefined : parseConfiguration(fileName, []);
    if (!parsed) continue;
    known.set(fileName, parsed);
    referencesOf(parsed, known);
  }
  return [...known.values()];
}

function parseConfiguration(fileName: string, errors: ts.Diagnostic[]): ts.ParsedCommandLine | undefined {
  return ts.getParsedCommandLineOfConfigFile(
    fileName,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => void errors.push(diagnostic),
    },
  );
}

/** A tsconfig as its compiler reads it, with what it extends. */
function readConfiguration(fileName: string): Configuration {
  const errors: ts.Diagnostic[] = [];
  const parsed = parseConfiguration(fileName, errors);
  // 18002 and 18003: no inputs. The command brings its own.
  errors.push(...(parsed?.errors ?? []).filter(({ code }) => code !== 18002 && code !== 18003));
  const [first] = errors;
  if (parsed && !first) {
    const { options, fileNames } = parsed;
    return { fileName, options, fileNames, references: referencesOf(parsed, new Map()) };
  }
  const why = first ? ts.flattenDiagnosticMessageText(first.messageText, " ") : "it cannot be read";
  throw new CommandError("AD1022", `\`${fileName}\`: ${why}`, "mend it, or name another with --project");
}

/** The tsconfig that `--project` names: a file, or a folder that has a tsconfig.json. */
export function tsconfigOf(name: string, cwd: string): string {
  const path = resolve(cwd, name);
  const stats = statSync(path, { throwIfNoEntry: false });
  const file = stats?.isDirectory() ? resolve(path, "tsconfig.json") : path;
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) return file;
  throw new CommandError(
    "AD1022",
    `there is no tsconfig at \`${name}\``,
    "name a tsconfig.json or the folder that has one",
  );
}

/** What a relative import of a file without a project means: the file itself, or with an extension added or exchanged. */
export function resolveOnDisk(specifier: string, from: string): { fileName: string; text: string } | undefined {
  if (!specifier.startsWith(".") && !isAbsolute(specifier)) return undefined;
  const path = resolve(dirname(from), specifier);
  const stem = path.replace(/\.([cm]?)js$/, "");
  const kind = /\.([cm])js$/.exec(path)?.[1] ?? "";
  const candidates =
    stem === path
      ? [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`]
      : [`${stem}.${kind}ts`, `${stem}.tsx`, path];
  for (const fileName of candidates) {
    if (statSync(fileName, { throwIfNoEntry: false })?.isFile())
      return { fileName, text: readFileSync(fileName, "utf8") };
  }
  return undefined;
}
