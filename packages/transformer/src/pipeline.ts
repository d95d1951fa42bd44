/**
 * The compiler, in order:
 *   unit      open · find requests · lower                    (frontend/)
 *   prepare   inline small callees · tidy the primal, every bit kept   (optimize/)
 *   forward   activity → tangent                              (analysis/, transform/tangent)
 *   reverse   structure exits → activity → recording → adjoint   (transform/structure-exits, transform/adjoint/)
 *   tidy      carried invariants · simplify · drop unused     (optimize/)
 *   text      names → emit → splice                           (backend/)
 * A pass takes a function and gives one; what is known of a function lies beside it, never in it.
 */
import { calleesOf } from "./analysis/call-groups.ts";
import { InternalError } from "./base/internal-error.ts";
import { diagnostic } from "./diagnostics/catalogue.ts";
import { keptBy } from "./analysis/kept.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import type { LoweredFile } from "./frontend/lower.ts";
import { functionId } from "./ir/ir.ts";
import type { FunctionId, IrFunction, Op, Origin, Unit, ValueId } from "./ir/ir.ts";
import type { DerivedFunction } from "./ir/derived.ts";
import type { Mode, OperatorUse, OwnRule, Request } from "./ir/request.ts";
import { eachOp } from "./ir/visit.ts";
import { verify } from "./ir/verify.ts";
import { carriedInvariants } from "./optimize/carried-invariants.ts";
import { dropUnused } from "./optimize/drop-unused.ts";
import { hoistInvariants } from "./optimize/hoist-invariants.ts";
import { inlineBodies, inlineCalls, inlineSmall } from "./optimize/inline-calls.ts";
import { writtenFieldsOf } from "./optimize/pass.ts";
import type { Pass, PassContext } from "./optimize/pass.ts";
import { scalarsForRecords } from "./optimize/scalars/scalars-for-records.ts";
import { simplify } from "./optimize/simplify.ts";
import { arityOf, isPrimName, scalarRules } from "./rules/scalar.ts";
import type { CalleeVariant, Note } from "./transform/adjoint/context.ts";
import { chooseFields } from "./transform/chosen-fields.ts";
import { DerivedCalls } from "./transform/derived-calls.ts";
import { Derivatives } from "./transform/derivatives.ts";
import { canTellApart } from "./transform/members.ts";
import { isJacobianRecursive } from "./transform/rows.ts";
import { typeText } from "./backend/type-text.ts";
import { tangentOf } from "./ir/types.ts";
import type { Lost } from "./transform/derivatives.ts";
import { UntoldMembers } from "./transform/untold-members.ts";
import { guardMissing } from "./transform/guard-missing.ts";
import { expandShadows } from "./transform/expand-shadows.ts";
import { differentiate } from "./transform/modes.ts";
import type { DifferentiateOptions, ModeFunction } from "./transform/modes.ts";
import { traced } from "./trace.ts";
import type { Trace } from "./trace.ts";

export const prepare: readonly Pass[] = [simplify, scalarsForRecords, simplify, hoistInvariants, simplify, dropUnused];
export const tidy: readonly Pass[] = [
  carriedInvariants,
  simplify,
  dropUnused,
  scalarsForRecords,
  carriedInvariants,
  simplify,
  hoistInvariants,
  dropUnused,
];

export interface PipelineOptions {
  readonly nameOf: (mode: Mode, name: string) => string;
  readonly trace?: Trace | undefined;
  /** Checks every invariant after every pass. */
  readonly verify?: boolean | undefined;
}

/** One request, differentiated. */
export interface Product {
  readonly request: Request;
  readonly functions: readonly ModeFunction[];
  readonly notes: readonly Note[];
}

/** A call of an operator in the text, and the function that stands in its place. */
export interface ResolvedUse {
  readonly use: OperatorUse;
  readonly fn: FunctionId;
  /** The function of the user whose parameters it has first; undefined where it takes them as lists. */
  readonly like: FunctionId | undefined;
  /** Parameters with a default in the text: the seed. */
  readonly defaults: ReadonlyMap<ValueId, string>;
}

export interface PipelineResult {
  readonly products: readonly Product[];
  readonly uses: readonly ResolvedUse[];
  /** Every function that the text may need: the user's, the asked for, the private ones; tidied. */
  readonly all: Derivatives<CalleeVariant>;
  readonly diagnostics: readonly Diagnostic[];
}

export function runPipeline(lowered: LoweredFile, options: PipelineOptions): PipelineResult {
  const { derived } = lowered;
  const runner = new Runner(options, (id) => derived.has(id));
  const { types } = lowered.unit;
  const context: PassContext = { types, writtenFields: writtenFieldsOf(lowered.unit.functions.values()) };
  const prepared = inlineCalls(guardMissing(lowered.unit), {
    tidy: (fn) => runner.run(prepare, fn, context, lowered.unit),
    kept: new Set(lowered.rules.keys()),
  });
  const all = new Derivatives<CalleeVariant>({ functions: prepared, types }, lowered.rules);
  const given = new Set(all.functions.keys());
  const now = (): PassContext => ({ types: all.types, writtenFields: writtenFieldsOf(all.functions.values()) });
  const calls = new DerivedCalls(all, {
    derived,
    nameOf: options.nameOf,
    prepare: (fn) => runner.run(prepare, inlineSmall(fn, all.unit, lowered.rules), now(), all.unit),
    tidy: (fn) => runner.run(tidy, inlineSmall(fn, all.unit, lowered.rules), now(), all.unit),
  });
  const products: Product[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const request of lowered.requests) {
    const source = lowered.sources.get(request.function)!;
    const before = all.lost.length;
    try {
      calls.resolve(request.function);
      const refused = [
        ...refusedRepeats(all, request),
        ...refusedShapes(all, request, lowered),
        ...refusedUnions(all, request, lowered),
      ];
      diagnostics.push(...refused);
      if (refused.length > 0) continue;
      const modes: DifferentiateOptions = {
        mask: source.parameters.map((parameter) => parameter.differentiable),
        modes: request.modes,
        nameOf: (mode) => options.nameOf(mode, request.name),
        isAskedFor: true,
      };
      const alone = before > 0 ? lostAlone(all, request, modes) : [];
      diagnostics.push(...lostDerivatives(alone));
      if (alone.length > 0) continue;
      const { functions, notes } = differentiate(all, request.function, modes);
      const problems = problemsOf(request.function, before, { lowered, all, calls });
      diagnostics.push(...problems);
      if (problems.length > 0) continue;
      const chosen = chooseFields(all, functions, source);
      for (const { fn } of chosen)
        all.add(inlineBodies(fn, chosen === functions ? [] : functions.map((made) => made.fn), all.unit));
      const rule = lowered.rules.get(request.function);
      products.push({
        request,
        functions: chosen.map((one) => underItsName(one, rule, all)),
        notes: [...notes, ...notesOfCallees(chosen, all)],
      });
    } catch (error) {
      // What is lost is the user's to know; what comes of going on all the same is not.
      const problems = problemsOf(request.function, before, { lowered, all, calls });
      diagnostics.push(...problems);
      if (problems.length > 0) continue;
      if (!(error instanceof InternalError)) throw error;
      error.functionName ??= request.name;
      diagnostics.push(fault(error, lowered, request));
    }
  }
  const uses = resolveUses({ lowered, all, calls }, diagnostics);
  // What only lost derivatives led to makes no sense, and is not printed.
  const left = all.lost.length === 0 ? undefined : reachableFrom(products, uses, all);
  const isSenseless = (id: FunctionId): boolean => left !== undefined && !left.has(id);
  const made = [...all.functions.keys()].filter((id) => !given.has(id) && !isSenseless(id));
  const senseless = new Set([...all.functions.keys()].filter(isSenseless));
  const failures = new Failures();
  for (const id of made) failures.watch(id, () => all.functions.set(id, expandShadows(all, all.functionOf(id))));
  const tidying = now();
  for (const [id, fn] of all.functions) {
    // Functions that expansions added come here too.
    if (given.has(id) || senseless.has(id) || failures.has(id)) continue;
    failures.watch(id, () => all.functions.set(id, runner.run(tidy, fn, tidying, all.unit)));
  }
  const whole = products.filter((product) => {
    const error = failures.behind(reachableFrom([product], [], all));
    if (error) diagnostics.push(fault(error, lowered, product.request));
    return error === undefined;
  });
  const wholeUses = uses.filter((use) => {
    const error = failures.behind(reachableFrom([], [use], all));
    if (error) diagnostics.push(faultOfUse(error, lowered, use.use));
    return error === undefined;
  });
  const tidied = whole.map((product) => ({
    ...product,
    functions: product.functions.map((made) => ({ ...made, fn: all.functionOf(made.fn.id) })),
  }));
  return { products: tidied, uses: wholeUses, all, diagnostics: [...withoutDoubles(diagnostics), ...zeroNotes(all)] };
}

/** What is kept in the callees that derivatives call. */
function notesOfCallees(functions: readonly ModeFunction[], all: Derivatives<CalleeVariant>): readonly Note[] {
  const reached = new Set(functions.map(({ fn }) => fn.id));
  for (const id of reached) for (const callee of calleesOf(all.functionOf(id))) reached.add(callee);
  const variants = [...all.variants.values()].filter(({ adjoint }) => reached.has(adjoint));
  return variants.flatMap(({ notes, name }) => notes.map((note) => ({ ...note, within: name })));
}

/** What is lost, asked anew: a callee that a function before has come to already is not looked at again. */
function lostAlone(
  all: Derivatives<CalleeVariant>,
  { function: id }: Request,
  options: DifferentiateOptions,
): readonly Lost[] {
  const alone = new Derivatives<CalleeVariant>(all.unit);
  try {
    differentiate(alone, id, options);
  } catch (error) {
    if (alone.lost.length === 0 && !(error instanceof InternalError)) throw error;
  }
  return alone.lost;
}

/** A note for each place where a derivative is 0 on purpose; variants of a function say it once. */
function zeroNotes(all: Derivatives<CalleeVariant>): readonly Diagnostic[] {
  const notes = new Map<string, Diagnostic>();
  for (const { fn, zero } of all.zerosOnPurpose) {
    const { op, code } = zero;
    const key = `${fn.fileName}:${op.origin.start}:${op.origin.length}:${code}`;
    if (!notes.has(key))
      notes.set(key, diagnostic(code, "note", zeroMessage(fn, op), { fileName: fn.fileName, span: spanOf(op.origin) }));
  }
  return [...notes.values()];
}

function zeroMessage(fn: IrFunction, op: Op): string {
  if (op.kind === "store" || op.kind === "fill") {
    const { type } = fn.values[op.ref]!;
    return `what is stored into ${type.kind === "typed-array" ? `an \`${type.name}\`` : "this array"} has derivative 0`;
  }
  const source = op.kind === "prim" && isPrimName(op.prim) ? scalarRules[op.prim].source : op.kind;
  const text = typeof source === "string" ? source : source.kind === "expansion" ? op.kind : source.token;
  return `\`${text}\` takes an active value, and its derivative is 0`;
}

/** The functions that derivatives of a function are made of. */
function reachedFrom(id: FunctionId, { unit, derived, rules }: LoweredFile): ReadonlySet<FunctionId> {
  const reached = new Set([id]);
  for (const next of reached) {
    const fn = unit.functions.get(next);
    if (fn) eachOp(fn.body, (op) => void (op.kind === "call" && reached.add(op.callee)));
    const made = derived.get(next);
    if (made) reached.add(made.of);
    for (const rule of Object.values(rules.get(next) ?? {})) reached.add(rule);
  }
  return reached;
}

interface Work {
  readonly lowered: LoweredFile;
  readonly all: Derivatives<CalleeVariant>;
  readonly calls: DerivedCalls;
}

/** The functions that stand in the place of operator calls in the text. */
function resolveUses(work: Work, diagnostics: Diagnostic[]): readonly ResolvedUse[] {
  const { lowered, all, calls } = work;
  const uses: ResolvedUse[] = [];
  for (const use of lowered.uses) {
    const before = all.lost.length;
    let made: ResolvedUse | undefined;
    let found: readonly Diagnostic[] = [];
    try {
      made = { use, ...calls.use(use, (of) => writtenOf(lowered, of)) };
    } catch (error) {
      if (!(error instanceof InternalError)) throw error;
      found = [faultOfUse(error, lowered, use)];
    }
    const problems = problemsOf(use.derived, before, work);
    diagnostics.push(...(problems.length > 0 ? problems : found));
    if (problems.length === 0 && made) uses.push(made);
  }
  return uses;
}

/**
 * Why a function has no derivatives after all: they would be lost, or its effects would happen many times. What is lost in a function is
 * noticed when it is first looked at, be it for another: `before` is how much was lost before this one was.
 */
function problemsOf(id: FunctionId, before: number, { lowered, all, calls }: Work): readonly Diagnostic[] {
  const reached = reachedFrom(id, lowered);
  const isReached = ({ fn }: Lost): boolean => reached.has(functionId(fn.id.replace(/^structured:/, "")));
  const within = [...reached].flatMap((one) => calls.lostIn.get(one) ?? []);
  const lost = new Set([...all.lost.slice(before), ...all.lost.filter(isReached), ...within]);
  const repeated = calls.repeated.filter((derived) => reached.has(derived.id)).map((derived) => repeats(derived, all));
  const writing = calls.writing.filter((derived) => reached.has(derived.id)).map((derived) => writes(derived, all));
  const nested = calls.recursive.filter((derived) => reached.has(derived.id)).map((derived) => nests(derived, all));
  const ruled = [...reached].filter((one) => lowered.rules.has(one)).flatMap((one) => writtenUnderRule(one, all));
  const found = [...lostDerivatives([...lost]), ...repeated, ...writing, ...nested, ...ruled];
  // Where something could not be made, its callers have no flow to look at.
  if (found.length > 0) return found;
  return [...reached].filter((one) => calls.isWhole(one)).flatMap((one) => stoppedWrites(one, all));
}

function writes({ of, fileName, origin }: DerivedFunction, all: Derivatives<CalleeVariant>): Diagnostic {
  const message = `\`${all.functionOf(of).name}\` writes into memory that it is given or captures: mark it, and call its derivatives by name`;
  return diagnostic("AD2016", "error", message, { fileName, span: spanOf(origin) });
}

/** A rule that has the name of the derivative is that derivative. */
function underItsName(made: ModeFunction, rule: OwnRule | undefined, all: Derivatives<CalleeVariant>): ModeFunction {
  const id = made.mode === "jvp" || made.mode === "vjp" ? rule?.[made.mode] : undefined;
  const own = id && all.functionOf(id);
  return own?.name === made.fn.name ? { ...made, fn: own, defaults: new Map() } : made;
}

/** A rule has no place for the adjoint of what is written. */
function writtenUnderRule(id: FunctionId, all: Derivatives<CalleeVariant>): readonly Diagnostic[] {
  if (!all.writtenParameters(id).includes(true)) return [];
  const { name, fileName, origin } = all.functionOf(id);
  const message = `\`${name}\` writes into a parameter, and no rule says what becomes of its adjoint`;
  return [diagnostic("AD2040", "error", message, { fileName, span: spanOf(origin) })];
}

function stoppedWrites(id: FunctionId, all: Derivatives<CalleeVariant>): readonly Diagnostic[] {
  const fn = all.functions.get(id);
  if (!fn) return [];
  const { fileName } = fn;
  const message = "what `stopGradient` gave is written to";
  return all
    .flow(id)
    .stoppedWrites.map((op) => diagnostic("AD2038", "error", message, { fileName, span: spanOf(op.origin) }));
}

function nests({ of, fileName, origin }: DerivedFunction, all: Derivatives<CalleeVariant>): Diagnostic {
  const message = `the Jacobian of \`${all.functionOf(of).name}\` would hold a type that contains itself inside another`;
  return diagnostic("AD2037", "error", message, { fileName, span: spanOf(origin) });
}

function repeats({ mode, of, fileName, origin }: DerivedFunction, all: Derivatives<CalleeVariant>): Diagnostic {
  const message = `\`${mode}\` would call \`${all.functionOf(of).name}\` many times, which ${noticed}`;
  return diagnostic("AD2002", "error", message, { fileName, span: spanOf(origin) });
}

const noticed = "has an observable effect, reads a clock or asks for random numbers";

/** What several functions reach is said once. */
function withoutDoubles(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const keyOf = ({ code, fileName, span, message }: Diagnostic): string =>
    `${code} ${fileName} ${span.start} ${message}`;
  const seen = new Map(diagnostics.map((one) => [keyOf(one), one]));
  return [...seen.values()];
}

function writtenOf({ sources, captured }: LoweredFile, id: FunctionId): number {
  return (sources.get(id)?.parameters.length ?? 0) - (captured.get(id) ?? 0);
}

function faultOfUse(error: InternalError, { fileName }: LoweredFile, { text, span }: OperatorUse): Diagnostic {
  if (error instanceof UntoldMembers)
    return diagnostic("AD2039", "error", error.message, { fileName, span: spanOf(span) });
  const where = error.pass === undefined ? "" : ` after ${error.pass}`;
  return diagnostic("AD9001", "error", `${error.message}${where} (in ${text})`, { fileName, span: spanOf(span) });
}

const manyCalls: ReadonlySet<Mode> = new Set<Mode>(["jacobian", "hessian"]);

/** A Jacobian or Hessian calls the function many times: not where that would be noticed. */
function refusedRepeats(all: Derivatives<CalleeVariant>, request: Request): readonly Diagnostic[] {
  const modes = request.modes.filter((mode) => manyCalls.has(mode));
  if (modes.length === 0) return [];
  const isOutside = all.effectsOf(request.function)?.outside === true;
  const isWriting = all.writtenParameters(request.function).includes(true);
  if (!isOutside && !isWriting) return [];
  const { fileName } = all.functionOf(request.function);
  const reason = isOutside ? noticed : "writes into a parameter";
  return modes.map((mode) =>
    diagnostic("AD2002", "error", `\`${mode}\` would call \`${request.name}\` many times, which ${reason}`, {
      fileName,
      span: spanOf(request.span),
    }),
  );
}

/** The shadow of a union has the shape of the member that the value is. */
function refusedUnions(all: Derivatives<CalleeVariant>, request: Request, lowered: LoweredFile): readonly Diagnostic[] {
  const fn = all.functionOf(request.function);
  const source = lowered.sources.get(request.function);
  const params = fn.params.filter((_, i) => source?.parameters[i]?.differentiable);
  const found = [...params.map((param) => fn.values[param]!.type), fn.resultType].find(
    (type) => tangentOf(type, all.types) && !canTellApart(type, all.types),
  );
  if (!found) return [];
  const message = `the members of \`${typeText(found)}\` cannot be told apart`;
  return [diagnostic("AD2039", "error", message, { fileName: fn.fileName, span: spanOf(request.span) })];
}

/** The Jacobian repeats one shape inside another: not where that contains itself. */
function refusedShapes(all: Derivatives<CalleeVariant>, request: Request, lowered: LoweredFile): readonly Diagnostic[] {
  if (!request.modes.includes("jacobian")) return [];
  const fn = all.functionOf(request.function);
  const result = tangentOf(fn.resultType, all.types);
  const source = lowered.sources.get(request.function);
  const params = fn.params.flatMap((param, i) => {
    const type = tangentOf(fn.values[param]!.type, all.types);
    return type && source?.parameters[i]?.differentiable ? [type] : [];
  });
  if (!result || !isJacobianRecursive(params, result)) return [];
  const message = `the Jacobian of \`${request.name}\` would hold a type that contains itself inside another`;
  return [diagnostic("AD2037", "error", message, { fileName: fn.fileName, span: spanOf(request.span) })];
}

function reachableFrom(
  products: readonly Product[],
  uses: readonly ResolvedUse[],
  all: Derivatives<CalleeVariant>,
): ReadonlySet<FunctionId> {
  const asked = products.flatMap(({ functions }) => functions.map(({ fn }) => fn.id));
  const reached = new Set([...asked, ...uses.map(({ fn }) => fn)]);
  // A set is walked in the order of insertion, also by what is added on the way.
  for (const id of reached) for (const callee of calleesOf(all.functionOf(id))) reached.add(callee);
  return reached;
}

class Runner {
  readonly #options: PipelineOptions;
  readonly #isPromised: (id: FunctionId) => boolean;

  constructor(options: PipelineOptions, isPromised: (id: FunctionId) => boolean) {
    this.#options = options;
    this.#isPromised = isPromised;
  }

  run(passes: readonly Pass[], fn: IrFunction, context: PassContext, unit: Unit): IrFunction {
    let now = fn;
    this.#check("made", now, now, unit);
    for (const pass of passes) {
      const before = now;
      now = traced(this.#options.trace, pass.name, () => pass.run(before, context));
      this.#check(pass.name, before, now, unit);
    }
    return now;
  }

  #check(pass: string, before: IrFunction, now: IrFunction, unit: Unit): void {
    if (!this.#options.verify || (before === now && pass !== "made")) return;
    const [violation] = verify(now, { arities: arityOf, unit, isPromised: this.#isPromised });
    if (!violation) return;
    const error = new InternalError(`${violation.invariant}: ${violation.message}`);
    error.pass = pass;
    error.functionName = now.name;
    throw error;
  }
}

function placeOf({ fileName, span }: Diagnostic): string {
  return `${fileName} ${span.start} ${span.length}`;
}

/** What is lost in a function is lost in the forms that it is brought into, too: it is said once. */
function lostDerivatives(lost: readonly Lost[]): readonly Diagnostic[] {
  const all = lost.map(({ fn, op }) => lostDerivative(fn, op));
  return [...new Map(all.map((one) => [placeOf(one), one])).values()];
}

/** A derivative that would silently be zero: an error until the user says that it shall be. */
function lostDerivative(fn: IrFunction, op: Op): Diagnostic {
  const place = { fileName: fn.fileName, span: spanOf(op.origin) };
  if (keptBy(op, fn) !== undefined)
    return diagnostic("AD2030", "error", "an active value is kept in a Map or Set", place);
  if (["store", "push", "fill", "array"].includes(op.kind)) {
    const written = "an active value is written into memory that comes from outside";
    return diagnostic("AD2018", "error", written, place);
  }
  // Host code that takes only texts has lost it already.
  const isHost = op.kind === "opaque" && !op.args.every((arg) => fn.values[arg]?.type.kind === "string");
  const message = isHost
    ? `\`${op.pieces.join("…")}\` receives an active value and has no derivative`
    : "an active value arrives here through something that carries no derivative";
  return diagnostic(isHost ? "AD2003" : "AD2029", "error", message, place);
}

/** The functions that could not be finished: what calls them is left out, and the others go on. */
class Failures {
  readonly #errors = new Map<FunctionId, InternalError>();

  watch(id: FunctionId, step: () => void): void {
    try {
      step();
    } catch (error) {
      if (!(error instanceof InternalError)) throw error;
      this.#errors.set(id, error);
    }
  }

  has(id: FunctionId): boolean {
    return this.#errors.has(id);
  }

  /** Why something is not whole that reaches these functions. */
  behind(reached: ReadonlySet<FunctionId>): InternalError | undefined {
    return [...this.#errors].find(([id]) => reached.has(id))?.[1];
  }
}

function fault(error: InternalError, lowered: LoweredFile, request: Request): Diagnostic {
  const source = lowered.sources.get(request.function)!;
  const where = error.pass === undefined ? "" : ` after ${error.pass}`;
  const fileName = lowered.unit.functions.get(request.function)!.fileName;
  if (error instanceof UntoldMembers)
    return diagnostic("AD2039", "error", error.message, { fileName, span: spanOf(request.span) });
  return diagnostic("AD9001", "error", `${error.message}${where} (in ${source.name})`, {
    fileName,
    span: spanOf(request.span),
  });
}

function spanOf(origin: Origin): Diagnostic["span"] {
  return { start: origin.start, length: origin.length, line: origin.line, column: 1 };
}
