/**
 * The one core (CONTRACT): a text in, the text with its derivatives out. Pure in text, options and what `resolve` gives; total: what
 * the user did wrong is a diagnostic, and so is a fault of adgen's own (AD9001). Every host is a thin layer over this.
 *
 *   compile("// @differentiable\nexport function f(x: number) { return x * x; }").code
 */
import type ts from "typescript";
import { freshName } from "./base/fresh-name.ts";
import { emitFunction } from "./backend/emit.ts";
import type { Signature } from "./backend/signature.ts";
import { renameTypes } from "./backend/rename-types.ts";
import { calleesOf } from "./analysis/call-groups.ts";
import { overloadSignatures } from "./backend/overload-signatures.ts";
import { mentionedTypes, parametersOf, reachable } from "./backend/gather.ts";
import { docOf, replacementOf } from "./backend/operator-text.ts";
import type { Replacement } from "./backend/operator-text.ts";
import { shareEqual } from "./backend/share-equal.ts";
import { appendRegion, siblingText, stripRegion } from "./backend/splice.ts";
import type { Chunk, SourceMap } from "./backend/splice.ts";
import { emitTypedefs, emitTypes } from "./backend/emit-types.ts";
import { typeText } from "./backend/type-text.ts";
import { InternalError } from "./base/internal-error.ts";
import { diagnostic } from "./diagnostics/catalogue.ts";
import type { Diagnostic, Span } from "./diagnostics/diagnostic.ts";
import { defaultTypeScript } from "./frontend/library.ts";
import { isJavaScript } from "./frontend/javascript.ts";
import { identifiersIn } from "./frontend/module-names.ts";
import { lowerFile } from "./frontend/lower.ts";
import type { LoweredFile } from "./frontend/lower.ts";
import { inOriginalPlaces } from "./frontend/original-places.ts";
import { open } from "./frontend/open.ts";
import type { Opened, Resolve } from "./frontend/open.ts";
import { functionEffects } from "./ir/effects.ts";
import type { FunctionId, IrFunction, Origin } from "./ir/ir.ts";
import type { Mode } from "./ir/request.ts";
import { runPipeline } from "./pipeline.ts";
import type { PipelineResult, Product, ResolvedUse } from "./pipeline.ts";
import type { Trace } from "./trace.ts";
import { outsideHead, siblingHead } from "./frontend/sibling.ts";

export type Naming = Partial<Record<Mode, string>>;

export interface CompileOptions {
  readonly fileName?: string;
  readonly ts?: typeof ts;
  /** The program that holds the file with exactly this text. */
  readonly program?: ts.Program;
  /** The project file that an import means, where there is no program. */
  readonly resolve?: Resolve;
  /** Names of generated functions: `{ jvp: "{name}_jvp" }`. */
  readonly naming?: Naming;
  /** Instead of what the markers say. */
  readonly modes?: readonly Mode[];
  readonly place?: "append" | "sibling";
  readonly trace?: Trace;
  /** Sibling: how it imports the original; without it, `./file.ts`. */
  readonly importSpecifier?: string;
  /** Only the functions of these names. */
  readonly only?: readonly string[];
  /** Checks every invariant of the IR after every pass. */
  readonly verify?: boolean;
}

export interface CompiledFunction {
  readonly name: string;
  readonly span: Span;
  /** The name of each generated function. */
  readonly modes: Partial<Record<Mode, string>>;
}

export interface CompileResult {
  readonly code: string;
  readonly map: SourceMap;
  readonly diagnostics: readonly Diagnostic[];
  readonly functions: readonly CompiledFunction[];
  /** The files that the result depends on. */
  readonly dependencies: readonly string[];
}

const suffixes: Record<Mode, string> = {
  jvp: "{name}_jvp",
  vjp: "{name}_vjp",
  grad: "{name}_grad",
  hvp: "{name}_hvp",
  into: "{name}_grad_into",
  jacobian: "{name}_jacobian",
  hessian: "{name}_hessian",
};

export interface Compiled {
  readonly text: string;
  readonly opened: Opened | undefined;
  readonly lowered: LoweredFile | undefined;
  readonly result: PipelineResult | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export function compile(sourceText: string, options: CompileOptions = {}): CompileResult {
  const fileName = options.fileName ?? "module.ts";
  const place = options.place ?? "append";
  const nothing = (diagnostics: readonly Diagnostic[]): CompileResult => {
    const text = place === "append" ? sourceText : "";
    const { code, map } = appendRegion(text, [], { fileName });
    return { code, map, diagnostics, functions: [], dependencies: [] };
  };
  return guarded(fileName, nothing, () => {
    const { text, opened, lowered, result, diagnostics } = differentiateFile(sourceText, options);
    if (!opened || !lowered || !result) return nothing(diagnostics);
    const clashes: Diagnostic[] = [];
    const made = new Set<string>();
    const distinct = result.products.filter((product) => {
      const names = namesOf(product, lowered);
      const declared = names.find((name) => lowered.moduleNames.has(name));
      const clash = declared ?? names.find((name) => made.has(name));
      if (clash !== undefined) {
        const why = declared === undefined ? "is the derivative of another function" : "is declared";
        const span = spanOf(product.request.span, text);
        const message = `\`${clash}\` ${why} in this module already`;
        clashes.push(diagnostic("AD1009", "error", message, { fileName, span }));
        return false;
      }
      for (const name of names) made.add(name);
      return true;
    });
    const left: Diagnostic[] = [];
    const products =
      place === "sibling"
        ? distinct
        : distinct.flatMap((product) => reachedBy(product, { opened, lowered, text, left }));
    const functions = products.map((product) => describe(product, text));
    const [uses, found] = usesFor(place, lowered, result, products, text);
    const all = [...diagnostics, ...clashes, ...left, ...found];
    if (products.length + uses.length === 0) return { ...nothing(sorted(all)), dependencies: lowered.dependencies };
    const emitted = emitModule(products, uses, result, lowered, place);
    if (place === "append") {
      const { replacements } = emitted;
      const head = outsideHead(opened, emitted.chunks.map((chunk) => chunk.text).join("\n\n"), lowered.outside);
      const chunks = head === "" ? emitted.chunks : [{ text: `${head}\n`, segments: [] }, ...emitted.chunks];
      const { code, map } = appendRegion(sourceText, chunks, { fileName, replacements });
      return {
        code,
        map,
        diagnostics: sorted(all),
        functions,
        dependencies: lowered.dependencies,
      };
    }
    const head = siblingHead(opened, emitted.chunks.map((chunk) => chunk.text).join("\n\n"), {
      specifier: options.importSpecifier ?? `./${baseName(fileName)}`,
      outside: lowered.outside,
    });
    const { code, map } = siblingText(head.text, emitted.chunks, { fileName, source: sourceText });
    return {
      code,
      map,
      diagnostics: sorted([...all, ...head.diagnostics]),
      functions,
      dependencies: lowered.dependencies,
    };
  });
}

/** What `act` gives; where it fails, a diagnostic that says so: compiling is total. */
export function guarded<T>(fileName: string, nothing: (diagnostics: readonly Diagnostic[]) => T, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const span: Span = { start: 0, length: 0, line: 1, column: 1 };
    if (error instanceof RangeError && /call stack/i.test(error.message)) {
      return nothing([diagnostic("AD2028", "error", "the file is nested too deeply", { fileName, span })]);
    }
    const message =
      error instanceof InternalError
        ? `${error.message}${error.pass ? ` after ${error.pass}` : ""}${error.functionName ? ` (in ${error.functionName})` : ""}`
        : String(error instanceof Error ? error.stack : error);
    return nothing([diagnostic("AD9001", "error", message, { fileName, span })]);
  }
}

/** A file with the derivatives that are asked of it; `select` may ask for others. */
export function differentiateFile(
  sourceText: string,
  options: CompileOptions,
  select: (lowered: LoweredFile) => LoweredFile = (lowered) => lowered,
): Compiled {
  const fileName = options.fileName ?? "module.ts";
  const text = stripRegion(sourceText);
  const opening = open(text, {
    fileName,
    ts: options.ts ?? defaultTypeScript,
    program: options.program,
    resolve: options.resolve,
  });
  if (!opening.opened)
    return { text, opened: undefined, lowered: undefined, result: undefined, diagnostics: opening.diagnostics };
  const found = lowerFile(opening.opened, { modes: options.modes, place: options.place });
  const everything = isJavaScript(fileName) ? inOriginalPlaces(found, opening.opened) : found;
  const { only } = options;
  const selected = select(everything);
  const lowered = only
    ? { ...selected, requests: selected.requests.filter(({ name }) => only.includes(name)) }
    : selected;
  const nameOf = (mode: Mode, name: string): string =>
    (options.naming?.[mode] ?? suffixes[mode]).replaceAll("{name}", name);
  const result = runPipeline(lowered, { nameOf, trace: options.trace, verify: options.verify });
  const diagnostics = sorted([...opening.diagnostics, ...lowered.diagnostics, ...result.diagnostics]);
  return {
    text,
    opened: opening.opened,
    lowered,
    result,
    diagnostics: diagnostics.map((found) => located(found, text, fileName)),
  };
}

/** The names of what is generated for a function. */
function namesOf(product: Product, lowered: LoweredFile): readonly string[] {
  return product.functions.filter(({ fn }) => !lowered.sources.has(fn.id)).map(({ fn }) => fn.name);
}

interface Around {
  readonly opened: Opened;
  readonly lowered: LoweredFile;
  readonly text: string;
  /** Takes a note where nothing is left. */
  readonly left: Diagnostic[];
}

/** At the end of a module: the derivatives of an exported function, and of another those that the module names. */
function reachedBy(product: Product, { opened, lowered, text, left }: Around): readonly Product[] {
  const { request } = product;
  const isExported = lowered.sources.get(request.function)?.exported === true;
  if (isExported && lowered.exportStyle !== "export=") return [product];
  const names = identifiersIn(opened.ts, opened.sourceFile);
  const functions = product.functions.filter(({ fn }) => names.has(fn.name));
  if (functions.length > 0) return [{ ...product, functions }];
  const message = `the derivatives of \`${request.name}\` are left out: it is not exported, and the file names none of them`;
  left.push(diagnostic("AD3005", "note", message, { fileName: opened.fileName, span: spanOf(request.span, text) }));
  return [];
}

function describe({ request, functions }: Product, text: string): CompiledFunction {
  return {
    name: request.name,
    span: spanOf(request.span, text),
    modes: Object.fromEntries(functions.map(({ mode, fn }) => [mode, fn.name])),
  };
}

/** The operator calls that are replaced, and what is to be said of them: in a file that stays as it is, none can be. */
function usesFor(
  place: "append" | "sibling",
  { uses: all, fileName, localNames }: LoweredFile,
  { uses }: PipelineResult,
  products: readonly Product[],
  text: string,
): readonly [readonly ResolvedUse[], readonly Diagnostic[]] {
  if (place === "sibling") {
    const found = all.map(({ text: call, span, isInMarked }) =>
      isInMarked
        ? diagnostic(
            "AD3009",
            "note",
            `this file is left as it is: calling the function itself throws at \`${call}\``,
            {
              fileName,
              span: spanOf(span, text),
            },
          )
        : diagnostic("AD1016", "error", `\`${call}\` is called in a file that is left as it is`, {
            fileName,
            span: spanOf(span, text),
          }),
    );
    return [[], found];
  }
  const publicNames = new Map(
    products.flatMap(({ functions }) => functions.map(({ fn }) => [fn.id, fn.name] as const)),
  );
  const isHidden = ({ fn }: ResolvedUse): boolean => localNames.has(publicNames.get(fn) ?? "");
  const found = uses.filter(isHidden).map(({ use, fn }) =>
    diagnostic("AD1009", "error", `\`${publicNames.get(fn)}\` is the name of something else in this file`, {
      fileName,
      span: spanOf(use.span, text),
    }),
  );
  return [uses.filter((use) => !isHidden(use)), found];
}

interface EmittedModule {
  readonly chunks: readonly Chunk[];
  readonly replacements: readonly Replacement[];
}

function emitModule(
  products: readonly Product[],
  uses: readonly ResolvedUse[],
  result: PipelineResult,
  lowered: LoweredFile,
  place: "append" | "sibling",
): EmittedModule {
  const { all } = result;
  const isListed = ({ name }: IrFunction): boolean => lowered.listedExports.has(name);
  const referenceOf = (id: FunctionId): string | undefined => {
    const source = lowered.sources.get(id);
    const isCallable = place === "append" || (source?.exported && !lowered.throwing.has(id));
    return isCallable ? source?.reference : undefined;
  };
  // A rule of the user's under the name of the derivative is there already.
  const asked = products.flatMap(({ functions }) =>
    functions.map(({ fn }) => fn).filter(({ id }) => !lowered.sources.has(id)),
  );
  const roots = [...asked, ...uses.map(({ fn }) => all.functionOf(fn))];
  const everything = reachable(roots, all.functions, (id) => referenceOf(id) !== undefined);
  const shared = shareEqual({ functions: everything, table: all.types }, new Set(roots.map(({ id }) => id)));

  // Names: what the user declared stays; what was asked for has the name asked for; the rest makes way.
  const taken = new Set<string>([...lowered.moduleNames, ...lowered.outside.map(({ name }) => name)]);
  for (const fn of asked) taken.add(fn.name);
  // What stands in the text must not be hidden there.
  if (uses.length > 0) for (const name of lowered.localNames) taken.add(name);
  const declared = { ...shared, types: mentionedTypes(shared.functions, shared.table) };
  const { functions, types, table } = renameTypes(declared, taken);
  const isPublic = new Set(asked.map((fn) => fn.id));
  const nameOf = new Map<FunctionId, string>();
  for (const fn of functions) nameOf.set(fn.id, isPublic.has(fn.id) ? fn.name : freshName(fn.name, taken));
  const calleeText = (id: FunctionId): string => nameOf.get(id) ?? referenceOf(id) ?? missing(id);

  const isVariadic = (id: FunctionId): boolean => !nameOf.has(id) && lowered.sources.get(id)?.isVariadic === true;

  const effects = functionEffects(all.unit);
  const language: "ts" | "js" = isJavaScript(lowered.fileName) ? "js" : "ts";
  const context = {
    types: table,
    calleeText,
    isVariadic,
    reserved: taken,
    effectOf: (id: FunctionId) => effectLevel(effects.get(id)),
    language,
  };
  const typesText = language === "ts" ? emitTypes(types) : emitTypedefs(types);
  const chunks: Chunk[] = types.length > 0 ? [{ text: typesText, segments: [] }] : [];
  const made = new Map(
    products.flatMap((product) => product.functions.map((one) => [one.fn.id, { ...one, product }] as const)),
  );
  const exportedNames: string[] = [];
  const called = new Set(functions.flatMap((fn) => [...calleesOf(fn)]));
  for (const fn of functions) {
    const request = made.get(fn.id);
    const source = request && lowered.sources.get(request.product.request.function);
    const used = uses.find((one) => one.fn === fn.id);
    const own = lowered.sources.get(used?.like ?? fn.id);
    const exported = request !== undefined && (place === "sibling" || (source!.exported && !isListed(fn)));
    if (exported && lowered.exportStyle !== "es") exportedNames.push(nameOf.get(fn.id)!);
    const signature: Signature = {
      name: nameOf.get(fn.id)!,
      exported: exported && lowered.exportStyle === "es",
      parameters: parametersOf(fn, source ?? own, {
        defaults: request?.defaults ?? used?.defaults ?? new Map(),
        optional: request?.optional,
        typeText,
      }),
      result: typeText(fn.resultType),
      doc: docOf(uses.filter((one) => one.fn === fn.id).map(({ use }) => use)),
    };
    const isCalled = called.has(fn.id);
    const overloads =
      request && source
        ? overloadSignatures(fn, signature, { mode: request.mode, source, isCalled, types: table, typeText })
        : [];
    chunks.push(emitFunction(fn, { ...signature, overloads }, context));
  }
  const exportText = wholeExportText(exportedNames, place, lowered.exportStyle);
  if (exportText !== "") chunks.push({ text: exportText, segments: [] });
  return { chunks, replacements: uses.map(({ use, fn }) => replacementOf(use, calleeText(fn), language)) };
}

/** A file of its own exports its functions together; a CommonJS module gets more exports, one with `export =` can have no others. */
function wholeExportText(
  names: readonly string[],
  place: "append" | "sibling",
  style: LoweredFile["exportStyle"],
): string {
  if (names.length === 0 || style === "es") return "";
  if (place === "append")
    return style === "common-js" ? names.map((name) => `module.exports.${name} = ${name};\n`).join("") : "";
  const whole = style === "common-js" ? "module.exports =" : "export =";
  const line = `${whole} { ${names.join(", ")} };\n`;
  return line.length <= 121 ? line : `${whole} {\n${names.map((name) => `  ${name},\n`).join("")}};\n`;
}

function missing(id: FunctionId): never {
  throw new InternalError(`${id} has no name in the text`);
}

function effectLevel(effects: unknown): "pure" | "reads" | "effect" {
  return effects === "pure" || effects === "reads" ? effects : "effect";
}

function sorted(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted((a, b) =>
    a.fileName === b.fileName ? a.span.start - b.span.start : a.fileName < b.fileName ? -1 : 1,
  );
}

/** A span with its column, found in the text. */
function located(found: Diagnostic, text: string, fileName: string): Diagnostic {
  return found.fileName === fileName
    ? { ...found, span: spanOf({ start: found.span.start, length: found.span.length, line: found.span.line }, text) }
    : found;
}

function spanOf({ start, length, line }: Origin, text: string): Span {
  const before = text.slice(0, start);
  return { start, length, line, column: start - (before.lastIndexOf("\n") + 1) + 1 };
}

function baseName(fileName: string): string {
  return fileName.slice(Math.max(fileName.lastIndexOf("/"), fileName.lastIndexOf("\\")) + 1);
}
