/**
 * How a file can import what another module exports: by the specifiers that it has itself, else by those of the files that it reaches,
 * each a relative path seen from the file.
 */
import type ts from "typescript";
import { requiredBy } from "./common-js.ts";
import { isOfPackage } from "./library.ts";
import type { TypeScript } from "./library.ts";
import type { Oracle } from "./oracle.ts";

export interface Way {
  readonly from: string;
  /** The name of the export: also "default". */
  readonly exportedAs: string;
}

/** The nearest ways from a file to all that the modules that it reaches export; made when it is first asked. */
export class Ways {
  readonly #oracle: Oracle;
  readonly #main: ts.SourceFile;
  #wayOf: ReadonlyMap<ts.Symbol, Way> | undefined;

  constructor(oracle: Oracle, main: ts.SourceFile) {
    this.#oracle = oracle;
    this.#main = main;
  }

  to(symbol: ts.Symbol): Way | undefined {
    this.#wayOf ??= waysFrom(this.#oracle, this.#main);
    return this.#wayOf.get(symbol);
  }
}

function waysFrom(oracle: Oracle, main: ts.SourceFile): ReadonlyMap<ts.Symbol, Way> {
  const { ts } = oracle;
  const wayOf = new Map<ts.Symbol, Way>();
  const reached = new Set([main]);
  for (const file of reached) {
    for (const specifier of specifiersOf(ts, file)) {
      const module = oracle.importAt(specifier);
      if (!module) continue;
      const target = module.declarations?.find((one) => ts.isSourceFile(one))?.getSourceFile();
      const isRelative = specifier.text.startsWith(".");
      const from =
        file === main || !isRelative
          ? specifier.text
          : target && relativeSpecifier(main.fileName, target.fileName, specifier.text);
      for (const exported of from === undefined ? [] : oracle.exportsOfModule(module)) {
        const symbol = oracle.aliased(exported);
        if (from !== undefined && exported.name !== "export=" && !wayOf.has(symbol))
          wayOf.set(symbol, { from, exportedAs: exported.name });
      }
      // Another package is reached by what it exports, never by its files.
      const isOwn = isRelative || isAlias(oracle.program.getCompilerOptions(), specifier.text);
      if (target && isOwn && !target.isDeclarationFile && !isOfPackage(target.fileName)) reached.add(target);
    }
  }
  return wayOf;
}

/** Whether a specifier means a file of the package itself: by its `imports`, or by `paths`. */
function isAlias({ paths }: ts.CompilerOptions, specifier: string): boolean {
  if (specifier.startsWith("#")) return true;
  return Object.keys(paths ?? {}).some((pattern) => {
    const [before = "", after] = pattern.split("*");
    return after === undefined ? specifier === pattern : specifier.startsWith(before) && specifier.endsWith(after);
  });
}

/** Where a file names other modules, in its order. */
export function specifiersOf(ts: TypeScript, file: ts.SourceFile): readonly ts.StringLiteral[] {
  return file.statements.flatMap((statement) => {
    const isImport = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    const specifier = isImport ? statement.moduleSpecifier : undefined;
    if (specifier && ts.isStringLiteral(specifier)) return [specifier];
    if (ts.isImportEqualsDeclaration(statement) && ts.isExternalModuleReference(statement.moduleReference)) {
      const { expression } = statement.moduleReference;
      return ts.isStringLiteral(expression) ? [expression] : [];
    }
    const variables = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
    return variables.flatMap(({ initializer }) => (initializer && requiredBy(ts, initializer)) ?? []);
  });
}

/** What a file imports to get at another one, with the extension (`.ts`, `.js` or none) that `like` has. */
function relativeSpecifier(from: string, to: string, like: string): string {
  const folders = from.split(/[\\/]/).slice(0, -1);
  const parts = to.split(/[\\/]/);
  let shared = 0;
  while (shared < folders.length && folders[shared] === parts[shared]) shared++;
  const up = folders.slice(shared).map(() => "..");
  const path = [...(up.length === 0 ? ["."] : up), ...parts.slice(shared)].join("/");
  if (/\.[cm]?tsx?$/.test(like)) return path;
  const [extension = ""] = /(\.d)?\.[cm]?[jt]sx?$/.exec(path) ?? [];
  const stem = path.slice(0, path.length - extension.length);
  const runs = extension.replace(".d.", ".").replace("t", "j").replace("x", "");
  return /\.[cm]?jsx?$/.test(like) || runs !== ".js" ? stem + runs : stem;
}
