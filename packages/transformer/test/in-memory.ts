/** Small projects in memory: compiled through `resolve`, type-checked, and run as CommonJS. */
import { posix } from "node:path";
import ts from "typescript";
import type { ProjectFile } from "../src/frontend/open.ts";

export type Files = Readonly<Record<string, string>>;

/** What an import of a project file means: a relative one, or a package of the folder `packages`. */
export function resolveIn(files: Files): (specifier: string, from: string) => ProjectFile | undefined {
  return (specifier, from) => {
    const path = specifier.startsWith(".")
      ? posix.join(posix.dirname(posix.join("/", from)), specifier)
      : `/packages/${specifier}/index.ts`;
    const stem = path.replace(/\.([cm]?)[jt]s$/, "");
    const found = [`${stem}.d.ts`, path, `${stem}.ts`, `${stem}.js`, `${path}.js`, `${path}.cjs`].find(
      (name) => files[name.slice(1)] !== undefined,
    );
    return found === undefined ? undefined : { fileName: found, text: files[found.slice(1)] ?? "" };
  };
}

export type Module = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** Runs a file with all that it imports. */
export function load(files: Files, name: string): Module {
  const resolve = resolveIn(withoutDeclarations(files));
  const loaded = new Map<string, { exports: object }>();
  const require = (from: string) => (specifier: string) => {
    const found = resolve(specifier, from);
    if (!found) throw new Error(`${from} imports ${specifier}, which is not there`);
    return run(found.fileName);
  };
  const run = (fileName: string): object => {
    const known = loaded.get(fileName);
    if (known) return known.exports;
    const module = { exports: {} };
    loaded.set(fileName, module);
    const { outputText } = ts.transpileModule(files[fileName.slice(1)] ?? "", {
      fileName,
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
        allowJs: true,
        esModuleInterop: true,
      },
    });
    new Function("require", "module", "exports", outputText)(require(fileName), module, module.exports);
    return module.exports;
  };
  return run(`/${name}`) as Module;
}

function withoutDeclarations(files: Files): Files {
  return Object.fromEntries(Object.entries(files).filter(([name]) => !name.endsWith(".d.ts")));
}

/** The gradient by differences of order four. */
export function differences(f: (...args: readonly number[]) => number, args: readonly number[]): readonly number[] {
  const h = 1e-3;
  return args.map((_, i) => {
    const at = (steps: number): number => f(...args.map((x, j) => (i === j ? x + steps * h : x)));
    return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * h);
  });
}
