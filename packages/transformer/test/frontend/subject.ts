/** A text lowered to IR, beside the text itself: both run, on the same host. */
import { dirname, join } from "node:path";
import * as runtime from "@adgen/runtime";
import ts from "typescript";
import { lowerFile } from "../../src/frontend/lower.ts";
import type { LoweredFile } from "../../src/frontend/lower.ts";
import { open } from "../../src/frontend/open.ts";
import { Interpreter } from "../../src/interpret/interpret.ts";
import { functionId } from "../../src/ir/ir.ts";
import { print } from "../../src/ir/print.ts";
import { verify } from "../../src/ir/verify.ts";
import { copyOf } from "../fixtures/tangent-space.ts";
import { arityOf } from "../../src/rules/scalar.ts";

export type Files = Readonly<Record<string, string>>;

export function lowerText(text: string, files: Files = {}, fileName = "main.ts"): LoweredFile {
  const resolve = (specifier: string, from: string): { fileName: string; text: string } | undefined => {
    const name = join(dirname(from), specifier);
    const found = files[name];
    return found === undefined ? undefined : { fileName: name, text: found };
  };
  const { opened, diagnostics } = open(text, { fileName, ts, resolve });
  if (!opened) throw new Error(`does not open: ${diagnostics.map(({ message }) => message).join("; ")}`);
  return lowerFile(opened);
}

/** `line code`, in order; errors only. */
export function errorsOf(text: string, files: Files = {}): readonly string[] {
  const { opened, diagnostics } = open(text, { fileName: "main.ts", ts });
  const all = opened ? lowerText(text, files).diagnostics : diagnostics;
  return all.map(({ span, code }) => `${span.line} ${code}`);
}

/** Every broken invariant of every function, with its IR. */
export function violations({ unit, derived }: LoweredFile): readonly string[] {
  return [...unit.functions.values()].flatMap((fn) =>
    verify(fn, { arities: arityOf, unit, isPromised: (id) => derived.has(id) }).map(
      ({ message }) => `${fn.name}: ${message}\n${print(fn)}`,
    ),
  );
}

export interface Outcome {
  readonly value: unknown;
  readonly thrown: unknown;
  /** The arguments after the call. */
  readonly args: readonly unknown[];
  readonly log: readonly string[];
}

export interface Subject {
  readonly lowered: LoweredFile;
  /** What the module exports: arguments may be instances of its classes. */
  readonly exports: Readonly<Record<string, unknown>>;
  /** Runs the text itself. */
  original(name: string, args: readonly unknown[]): Outcome;
  /** Runs its IR. */
  interpreted(name: string, args: readonly unknown[]): Outcome;
}

/** Both ways to run a text that lowers without an error. */
export function subjectOf(text: string, files: Files = {}, fileName = "main.ts"): Subject {
  const lowered = lowerText(text, files, fileName);
  const errors = lowered.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0)
    throw new Error(errors.map(({ code, message, span }) => `${span.line} ${code} ${message}`).join("\n"));
  const log: string[] = [];
  const module = loadModule(fileName, text, files, log);
  const run = (args: readonly unknown[], act: (args: readonly unknown[]) => unknown): Outcome => {
    log.length = 0;
    random = 1;
    const own = args.map(copyOf);
    try {
      const value = act(own);
      return { value, thrown: undefined, args: own, log: [...log] };
    } catch (thrown) {
      return { value: undefined, thrown, args: own, log: [...log] };
    }
  };
  const interpreter = new Interpreter(lowered.unit, {
    maxSteps: 1e7,
    prototypeOf: (name) => (module.evaluate(name, []) as { readonly prototype: object }).prototype,
    evaluateOpaque: (op, args) => {
      const code = op.pieces.map((piece, i) => piece + (i < args.length ? `$[${i}]` : "")).join("");
      return module.evaluate(toJavaScript(`(${code})`).replace(/;\s*$/, ""), args);
    },
  });
  return {
    lowered,
    exports: module.exports,
    original: (name, args) =>
      run(args, (given) => {
        const all = hasRest(text, name) ? [...given.slice(0, -1), ...(given.at(-1) as unknown[])] : given;
        return callIn(module, text, name)(...all);
      }),
    interpreted: (name, args) => run(args, (given) => interpreter.call(functionId(name), given)),
  };
}

/** A function of a module by its name; of a method (`C_m`) or a function that declares `this`, one that takes the receiver first. */
function callIn(module: Module, text: string, name: string): (...args: readonly unknown[]) => unknown {
  type Any = (this: unknown, ...args: readonly unknown[]) => unknown;
  const [owner = "", member = ""] = name.split("_");
  if (new RegExp(`class ${owner}\\b`).test(text)) {
    const cls = module.evaluate(owner, []) as Readonly<Record<string, Any>>;
    const own = cls[member];
    if (own) return (...args) => own.call(cls, ...args);
    return (self, ...args) => (self as Readonly<Record<string, Any>>)[member]?.(...args);
  }
  const found = module.evaluate(name, []) as Any;
  return new RegExp(`function ${name}\\(this:`).test(text) ? (self, ...args) => found.call(self, ...args) : found;
}

/** Whether a function takes its last arguments as a list. */
export function hasRest(text: string, name: string): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    const named = ts.isVariableDeclaration(node) ? node.initializer : node;
    const isMeant = (ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node)) && node.name?.getText() === name;
    if (isMeant && named && ts.isFunctionLike(named)) found ||= named.parameters.at(-1)?.dotDotDotToken !== undefined;
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("main.ts", text, ts.ScriptTarget.Latest, true));
  return found;
}

let random = 1;

/** Numbers that are the same in every run (Park and Miller 1988). */
function nextRandom(): number {
  random = (random * 48271) % 2147483647;
  return random / 2147483647;
}

interface Module {
  readonly exports: Record<string, unknown>;
  /** Evaluates an expression in the scope of the module; `$` are its values. */
  evaluate(code: string, $: readonly unknown[]): unknown;
}

function loadModule(fileName: string, text: string, files: Files, log: string[]): Module {
  const print = (...items: readonly unknown[]): void => void log.push(items.map(String).join(" "));
  const console = { log: print, warn: print, error: print, info: print };
  const math = Object.create(Math, { random: { value: nextRandom } }) as typeof Math;
  const require = (specifier: string): unknown => {
    if (specifier === "@adgen/runtime") return runtime;
    const name = join(dirname(fileName), specifier);
    return loadModule(name, files[name] ?? "", files, log).exports;
  };
  const body = `${toJavaScript(text)}\nreturn { exports, evaluate: (code, $) => { with (exports) return eval(code); } };`;
  return new Function("exports", "require", "console", "Math", body)({}, require, console, math) as Module;
}

function toJavaScript(text: string): string {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  return outputText.replace(/^"use strict";\n/, "");
}
