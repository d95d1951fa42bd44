/**
 * The IR of marked functions, before and after differentiation, with what is known of their parameters: what `explain`, `check` and
 * `--emit` look at. Nothing is emitted.
 */
import { countsOf } from "./analysis/counts.ts";
import { precisionOf } from "./analysis/precision.ts";
import { differentiateFile, guarded } from "./compile.ts";
import type { CompileOptions } from "./compile.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import type { LoweredFile } from "./frontend/lower.ts";
import type { FunctionId, IrFunction, Origin, Unit } from "./ir/ir.ts";
import type { Mode, Request } from "./ir/request.ts";
import type { Type } from "./ir/types.ts";
import type { PipelineResult, Product } from "./pipeline.ts";
import type { Note } from "./transform/adjoint/context.ts";
import { prefixesOf } from "./transform/prefixes.ts";
import type { Prefix } from "./transform/prefixes.ts";

/** A marked function with its IR at each stage. */
export interface Analysed {
  readonly name: string;
  readonly lowered: IrFunction;
  readonly forward: IrFunction | undefined;
  readonly reverse: IrFunction | undefined;
  /** Forward over reverse, where it was asked for. */
  readonly second: IrFunction | undefined;
  /** Those that are made of others: with the caller's buffers, and nested. */
  readonly into: IrFunction | undefined;
  readonly jacobian: IrFunction | undefined;
  readonly hessian: IrFunction | undefined;
  readonly unit: Unit;
  readonly parameters: readonly AnalysedParameter[];
  /** The parameters that derivatives are taken with respect to, or the fields of them: `x`, `options.rate`. */
  readonly wrt: readonly string[];
  /** How far numbers are rounded, relative to their size: 2⁻⁵², or more where single precision comes in. */
  readonly precision: number;
  /** Numbers of the parameters that count something: `n`, `network.hidden`. */
  readonly counts: ReadonlySet<string>;
  /** The user's own functions that take the place of derivatives. */
  readonly rules: { readonly jvp?: IrFunction; readonly vjp?: IrFunction };
  /** What is active, recorded or recomputed, and why. */
  readonly notes: readonly string[];
}

export interface AnalysedParameter {
  readonly name: string;
  readonly type: Type;
  readonly isOptional: boolean;
  readonly isDifferentiable: boolean;
  /** Its final content is an output that carries derivatives. */
  readonly isWritten: boolean;
}

export interface AnalysedFile {
  readonly functions: readonly Analysed[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Every marked function. */
export function analyse(sourceText: string, options: CompileOptions = {}): AnalysedFile {
  return analysed(sourceText, { modes: ["jvp", "vjp"], ...options });
}

/**
 * Every marked function, in the modes of its marker, and every function with a rule of its own; with second derivatives where the result is
 * a number.
 */
export function analyseForCheck(sourceText: string, options: CompileOptions = {}): AnalysedFile {
  return analysed(sourceText, options, (lowered) => {
    const marked = new Set(lowered.requests.map((request) => request.function));
    const ruled = [...lowered.rules.keys()].filter((id) => !marked.has(id));
    return withRequests(lowered, [...lowered.requests, ...ruled.flatMap((id) => requestOf(id, lowered))]);
  });
}

export interface AnalysedPrefix {
  readonly analysed: Analysed;
  /** Of what it ends with. */
  readonly origin: Origin;
}

/** A function up to each of its ops in turn, as far as that can be differentiated. */
export function analysePrefixes(sourceText: string, options: CompileOptions, name: string): readonly AnalysedPrefix[] {
  const { only: _, ...others } = options;
  let prefixes: readonly Prefix[] = [];
  const { functions } = analysed(sourceText, others, (lowered) => {
    const id = [...lowered.requests.map((request) => request.function), ...lowered.rules.keys()].find(
      (one) => lowered.sources.get(one)?.name === name,
    );
    const fn = id && lowered.unit.functions.get(id);
    const source = id && lowered.sources.get(id);
    if (!fn || !source) return { ...lowered, requests: [] };
    prefixes = prefixesOf(fn, lowered.unit.types);
    const withPrefixes: LoweredFile = {
      ...lowered,
      unit: {
        ...lowered.unit,
        functions: new Map([
          ...lowered.unit.functions,
          ...prefixes.map((prefix) => [prefix.fn.id, prefix.fn] as const),
        ]),
      },
      sources: new Map([
        ...lowered.sources,
        ...prefixes.map((prefix) => [prefix.fn.id, { ...source, id: prefix.fn.id }] as const),
      ]),
    };
    const requests = prefixes.map(({ fn: { id: cut, name: called, origin } }) => ({
      function: cut,
      name: called,
      modes: [],
      span: origin,
    }));
    return withRequests({ ...withPrefixes, uses: [] }, requests);
  });
  const originOf = new Map(prefixes.map(({ fn, origin }) => [fn.id, origin]));
  return functions.flatMap((one) => {
    const origin = originOf.get(one.lowered.id);
    return origin ? [{ analysed: one, origin }] : [];
  });
}

function requestOf(id: FunctionId, { sources, unit }: LoweredFile): readonly Request[] {
  const source = sources.get(id);
  const fn = unit.functions.get(id);
  return source && fn ? [{ function: id, name: source.name, modes: [], span: fn.origin }] : [];
}

function withRequests(lowered: LoweredFile, requests: readonly Request[]): LoweredFile {
  const always = (id: FunctionId): readonly Mode[] =>
    lowered.unit.functions.get(id)?.resultType.kind === "number" ? ["jvp", "vjp", "hvp"] : ["jvp", "vjp"];
  const modesOf = (request: Request): readonly Mode[] => [...new Set([...always(request.function), ...request.modes])];
  return { ...lowered, requests: requests.map((request) => ({ ...request, modes: modesOf(request) })) };
}

function analysed(
  sourceText: string,
  options: CompileOptions,
  select?: (lowered: LoweredFile) => LoweredFile,
): AnalysedFile {
  const nothing = (diagnostics: readonly Diagnostic[]): AnalysedFile => ({ functions: [], diagnostics });
  return guarded(options.fileName ?? "module.ts", nothing, () => {
    const { lowered, result, diagnostics } = differentiateFile(sourceText, options, select);
    if (!lowered || !result) return nothing(diagnostics);
    return { functions: result.products.map((product) => described(product, lowered, result)), diagnostics };
  });
}

function noteText({ origin, within, name, how, because }: Note): string {
  return `line ${origin.line}${within === undefined ? "" : `, ${within}`}  ${name ?? "a value"} is ${how}: ${because}`;
}

function described({ request, functions, notes }: Product, lowered: LoweredFile, { all }: PipelineResult): Analysed {
  const of = (mode: Mode): IrFunction | undefined => functions.find((one) => one.mode === mode)?.fn;
  const fn = all.functionOf(request.function);
  const parameters = lowered.sources.get(request.function)?.parameters ?? [];
  const written = all.writtenParameters(request.function);
  const rules = lowered.rules.get(request.function) ?? {};
  return {
    name: request.name,
    lowered: fn,
    forward: of("jvp"),
    reverse: of("vjp"),
    second: of("hvp"),
    into: of("into"),
    jacobian: of("jacobian"),
    hessian: of("hessian"),
    unit: all.unit,
    parameters: fn.params.map((param, i) => ({
      name: fn.values[param]!.name ?? `arg${i + 1}`,
      type: fn.values[param]!.type,
      isOptional: parameters[i]?.optional ?? false,
      isDifferentiable: parameters[i]?.differentiable ?? false,
      isWritten: written[i] ?? false,
    })),
    wrt: parameters.flatMap(({ name, differentiable, fields }) =>
      !differentiable ? [] : (fields?.map((field) => `${name}.${field}`) ?? [name]),
    ),
    precision: precisionOf(request.function, all.unit),
    counts: countsOf(request.function, all.unit),
    rules: {
      ...(rules.jvp && { jvp: all.functionOf(rules.jvp) }),
      ...(rules.vjp && { vjp: all.functionOf(rules.vjp) }),
    },
    notes: notes.map(noteText),
  };
}
