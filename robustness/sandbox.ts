/**
 * Runs a module that came from a package: as CommonJS, with nothing of the host in reach, with a time limit. A module may `require` files
 * of its own package and of the packages beside it, never Node's.
 */
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { runInThisContext } from "node:vm";
import ts from "typescript";
import { fileOf } from "./corpus.ts";

export class OutOfTime extends Error {
  override name = "OutOfTime";
}

/** The module asks for something that it is not given. */
export class NotInReach extends Error {
  override name = "NotInReach";
}

/** Names of hosts that a module finds undefined. */
const hidden: readonly string[] =
  "process Buffer global globalThis window self document navigator location fetch performance setTimeout setInterval \
setImmediate queueMicrotask WebAssembly Worker WebSocket localStorage".split(" ");

const silent = { log() {}, warn() {}, error() {}, info() {}, debug() {}, assert() {} };

/** What the text exports, and what `expression` is inside of it. */
export function runModule(fileName: string, text: string, expression: string, milliseconds: number): unknown {
  const loaded = new Map<string, { exports: unknown }>();
  let result: unknown;
  const load = (file: string, source: string, tail: string): unknown => {
    const known = loaded.get(file);
    if (known) return known.exports;
    const module: { exports: unknown } = { exports: {} };
    loaded.set(file, module);
    if (file.endsWith(".json")) return (module.exports = JSON.parse(source));
    const require = (specifier: string): unknown => {
      const found = fileOf(specifier, file, "code");
      if (found === undefined) throw new NotInReach(specifier);
      return load(found, readFileSync(found, "utf8"), "");
    };
    const code = `(function (exports, require, module, __dirname, __filename, console, __give, ${hidden.join(", ")}) {${toCommonJs(file, source)}\n${tail}\n})`;
    const run = runInThisContext(code, { filename: file }) as (...args: unknown[]) => void;
    run.call(
      module.exports,
      module.exports,
      require,
      module,
      dirname(file),
      file,
      silent,
      (value: unknown) => (result = value),
    );
    return module.exports;
  };
  within(milliseconds, () => load(fileName, text, `__give(${expression});`));
  return result;
}

let pending: (() => void) | undefined;
Object.defineProperty(globalThis, "__adgenRobustness", { value: () => pending?.() });

/** Runs something that may not end. */
export function within<T>(milliseconds: number, act: () => T): T {
  const outcome: { value?: T } = {};
  pending = () => (outcome.value = act());
  try {
    runInThisContext("__adgenRobustness()", { timeout: milliseconds });
  } catch (error) {
    if ((error as { code?: unknown } | undefined)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT") throw new OutOfTime();
    throw error;
  }
  return outcome.value as T;
}

function toCommonJs(fileName: string, text: string): string {
  const compilerOptions: ts.CompilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ESNext,
    allowJs: true,
    esModuleInterop: true,
    experimentalDecorators: true,
  };
  // Whatever the package says of its modules.
  const name = fileName.endsWith("ts") ? "module.ts" : "module.js";
  return ts.transpileModule(text, { fileName: name, compilerOptions, reportDiagnostics: false }).outputText;
}
