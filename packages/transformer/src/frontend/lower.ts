/**
 * From an opened file to a unit of IR: the marked functions and every function that they reach. A function with an error is left
 * out, with all that call it; the others go on.
 */
import { pointsTo } from "../analysis/points-to.ts";
import { diagnostic } from "../diagnostics/catalogue.ts";
import type { Code } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { DerivedFunction } from "../ir/derived.ts";
import type { FunctionId, IrFunction, Unit } from "../ir/ir.ts";
import type { FunctionSource, Mode, OperatorUse, OwnRule, Request } from "../ir/request.ts";
import { fieldType, isReference, tangentOf } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import { exportStyleOf } from "./common-js.ts";
import type { ExportStyle } from "./common-js.ts";
import { FileLowering } from "./file-lowering.ts";
import type { Attempt } from "./file-lowering.ts";
import type { FunctionEntry } from "./function-entry.ts";
import { groupsOf, refuseGiven, refuseMixed } from "./function-groups.ts";
import { refuseMovedFunctions } from "./function-moves.ts";
import { movedBounds } from "./held-bounds.ts";
import { lowerFunction } from "./lower-function.ts";
import { hiddenClassIn, nonNullish } from "./type-predicates.ts";
import { checkModuleState } from "./module-state.ts";
import type { Word } from "./marker-text.ts";
import { filesReached, listedExports, localNames, moduleNames } from "./module-names.ts";
import type { Opened } from "./open.ts";
import type { OutsideName, Place } from "./outside-names.ts";
import { OwnRules, ownRulesOf } from "./own-rules.ts";
import { findOperatorUses } from "./operator-uses.ts";
import { findMarked } from "./requests.ts";
import type { Marked } from "./requests.ts";
import { sourceOf } from "./signature.ts";
import { originOf, spanOf } from "./span.ts";
import { suggest } from "./suggest.ts";
import { reportTypeErrors } from "./type-errors.ts";

export interface LowerOptions {
  readonly place?: Place | undefined;
  /** Instead of what the markers say; what does not fit a function is left out. */
  readonly modes?: readonly Mode[] | undefined;
}

export interface LoweredFile {
  readonly unit: Unit;
  readonly requests: readonly Request[];
  readonly sources: ReadonlyMap<FunctionId, FunctionSource>;
  /** Own rules, by the function that each is of. */
  readonly rules: ReadonlyMap<FunctionId, OwnRule>;
  /** What operators make of functions of the unit, by what calls name it. */
  readonly derived: ReadonlyMap<FunctionId, DerivedFunction>;
  /** How many variables each function captures: its last parameters. */
  readonly captured: ReadonlyMap<FunctionId, number>;
  /** The functions whose own text calls operators, themselves or through others: uncompiled, they throw. */
  readonly throwing: ReadonlySet<FunctionId>;
  /** Every name that is declared inside of functions. */
  readonly localNames: ReadonlySet<string>;
  readonly exportStyle: ExportStyle;
  /** The file's own name. */
  readonly fileName: string;
  /** Calls of operators in the text of the file. */
  readonly uses: readonly OperatorUse[];
  readonly diagnostics: readonly Diagnostic[];
  /** The project files that the result depends on, but for the file itself. */
  readonly dependencies: readonly string[];
  /** Every name declared at or imported into module level. */
  readonly moduleNames: ReadonlySet<string>;
  /** Every name that a list `export { … }` exports: also of functions that are yet to be generated. */
  readonly listedExports: ReadonlySet<string>;
  /** The names of marked functions with errors. */
  readonly failed: readonly string[];
  /** What the functions name of other modules, and the main file has no name for. */
  readonly outside: readonly OutsideName[];
}

/** Lowered anew, with what was found out, where that shows that loops do not count, or that functions have to be followed as data. */
export function lowerFile(opened: Opened, options: LowerOptions = {}): LoweredFile {
  return attempt(opened, options, { uncounted: new Set(), followed: new Set(), groupOf: new Map() });
}

function attempt(opened: Opened, options: LowerOptions, known: Attempt): LoweredFile {
  const { ts, sourceFile } = opened;
  const { marked, diagnostics: markerFindings } = findMarked(opened);
  const file = new FileLowering(opened, options.place ?? "append", known);
  file.diagnostics.push(...markerFindings);
  for (const { node } of marked) file.marked.add(node);
  const entries = marked.map((one) => file.entryOf(one.node));
  for (const entry of entries) refuseShared(file, entry);
  const uses = findOperatorUses(file, marked);
  const ownRules = new OwnRules(file);
  const lowered = new Map<FunctionId, IrFunction>();
  do {
    for (let entry = file.queue.shift(); entry; entry = file.queue.shift()) {
      const fn = lowerOne(file, entry);
      if (fn) lowered.set(entry.id, fn);
    }
    file.queue.push(...file.followed.outdatedCallers());
  } while (ownRules.enter() || file.queue.length > 0);
  file.families.settle();
  for (const [id, fn] of file.constructors) if (fn) lowered.set(id, fn);
  const moved = movedBounds(file.heldBounds, lowered, file.derived);
  if (moved.size > 0) return attempt(opened, options, { ...known, uncounted: new Set([...known.uncounted, ...moved]) });
  refuseMovedFunctions(file, lowered);
  refuseMixed(file, lowered);
  for (const { derived, span } of uses) refuseGiven(file, targetBehind(file, derived), span);
  reportTypeErrors(file, [...file.entries.values()]);
  const memory = pointsTo({ functions: lowered });
  checkModuleState(file, lowered, memory);
  refuseCircles(file);
  const rules = ownRulesOf(file, ownRules.found);

  const requests: Request[] = [];
  const sources = new Map<FunctionId, FunctionSource>();
  const failed: string[] = [];
  const broken = brokenFunctions(file);
  const functions = new Map([...lowered].filter(([id]) => !broken.has(id)));
  for (const entry of file.entries.values()) {
    const fn = functions.get(entry.id);
    if (fn) sources.set(entry.id, sourceOf(file, entry, fn, markerOf(marked, entry)?.marker));
  }
  const isWriting = (id: FunctionId): boolean => {
    const { types } = file.typeLowering;
    const fn = functions.get(id);
    const writes = memory.get(id)?.effect.writes;
    return (
      fn?.params.some((param, i) => writes?.[i] && tangentOf(fn.values[param]!.type, types) !== undefined) ?? false
    );
  };
  for (const [i, one] of marked.entries()) {
    const entry = entries[i]!;
    const isWrtGood = checkWrt(file, one, entry);
    const source = sources.get(entry.id);
    const isGood = source !== undefined && isWrtGood && checkShape(file, one, entry, source, isWriting);
    const modes = isGood ? modesFor(file, one, entry, source, options.modes) : undefined;
    if (!modes) failed.push(entry.name);
    else requests.push({ function: entry.id, modes, name: entry.name, span: originOf(one.node, sourceFile) });
  }
  const found: LoweredFile = {
    unit: { functions, types: file.typeLowering.types },
    requests,
    sources,
    derived: file.derived,
    rules,
    captured: new Map([...file.entries.values()].map(({ id, captures }) => [id, captures.length])),
    throwing: throwing(file),
    localNames: localNames(ts, sourceFile),
    exportStyle: exportStyleOf(ts, sourceFile),
    fileName: opened.fileName,
    uses: uses.filter(({ derived }) => functions.has(targetBehind(file, derived))),
    diagnostics: inOrder(file.diagnostics, opened.fileName),
    dependencies:
      marked.length + uses.length > 0 ? filesReached(file.oracle, sourceFile).map((one) => one.fileName) : [],
    moduleNames: moduleNames(ts, sourceFile),
    listedExports: listedExports(ts, sourceFile),
    failed,
    outside: file.outside.added,
  };
  const followed = new Set([...known.followed, ...file.families.wanted]);
  if (followed.size === 0 || known.followed.size > mostFollowed) return found;
  const groupOf = groupsOf(file, known.groupOf);
  const isJoined = [...known.groupOf].some(([node, group]) => groupOf.get(node) !== group);
  if (followed.size === known.followed.size && !isJoined) return found;
  return better(found, attempt(opened, options, { ...known, followed, groupOf }));
}

/** How many signatures may be followed before no more are asked for. */
const mostFollowed = 12;

/** Functions are followed as data only where that harms no other function. */
function better(found: LoweredFile, other: LoweredFile): LoweredFile {
  if (other.failed.some((name) => !found.failed.includes(name))) return found;
  const isHelp = other.failed.length < found.failed.length;
  return isHelp || errorsOf(other) < errorsOf(found) ? other : found;
}

function errorsOf({ diagnostics }: LoweredFile): number {
  return diagnostics.filter(({ severity }) => severity === "error").length;
}

/** A marked nested function gets what it captures as parameters: a variable that others go on writing cannot be one. */
function refuseShared(file: FileLowering, { id, node, captures }: FunctionEntry): void {
  const shared = captures.find((symbol) => file.closures.isBoxed(symbol));
  if (!shared) return;
  const message = `the function shares \`${shared.name}\`, which is assigned anew, with others`;
  file.refuse("AD2012", node.name ?? node, message, id);
}

/** An expression nested beyond the stack is the user's to split, not a crash. */
function lowerOne(file: FileLowering, entry: FunctionEntry): IrFunction | undefined {
  try {
    return lowerFunction(file, entry);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    file.refuse("AD2028", entry.node.name ?? entry.node, `\`${entry.name}\` is nested too deeply`, entry.id);
    return undefined;
  }
}

/** The function that operators are applied to. */
function targetBehind(file: FileLowering, id: FunctionId): FunctionId {
  const made = file.derived.get(id);
  return made ? targetBehind(file, made.of) : id;
}

/** A function that calls a derivative of itself, itself or through others, has derivatives without end. */
function refuseCircles(file: FileLowering): void {
  for (const { node, of, caller } of file.derivedCalls) {
    const reached = new Set([of]);
    for (const next of reached) for (const callee of file.calleesOf.get(next) ?? []) reached.add(callee);
    if (reached.has(caller))
      file.refuse("AD2016", node, `\`${node.getText()}\` is a derivative of the function that it stands in`, caller);
  }
}

function throwing(file: FileLowering): ReadonlySet<FunctionId> {
  return withCallers(
    file,
    file.derivedCalls.map(({ caller }) => caller),
  );
}

/** The functions with errors and all that reach them. */
function brokenFunctions(file: FileLowering): ReadonlySet<FunctionId> {
  return withCallers(file, file.broken);
}

function withCallers(file: FileLowering, some: Iterable<FunctionId>): ReadonlySet<FunctionId> {
  const callersOf = new Map<FunctionId, FunctionId[]>();
  for (const [caller, callees] of file.calleesOf) {
    for (const callee of callees) callersOf.set(callee, [...(callersOf.get(callee) ?? []), caller]);
  }
  const found = new Set(some);
  for (const id of found) for (const caller of callersOf.get(id) ?? []) found.add(caller);
  return found;
}

function markerOf(marked: readonly Marked[], entry: FunctionEntry): Marked | undefined {
  return marked.find(({ node }) => node === entry.node);
}

function report(file: FileLowering, code: Code, message: string, { text, start }: Word): false {
  const { fileName, sourceFile } = file.opened;
  const span = spanOf(sourceFile, start, text.length);
  file.diagnostics.push(diagnostic(code, "error", message, { fileName, span }));
  return false;
}

/** Whether what stands behind `wrt:` can be differentiated. */
function checkWrt(file: FileLowering, { marker }: Marked, entry: FunctionEntry): boolean {
  let isGood = marker.findings.length === 0;
  for (const word of marker.wrt ?? []) {
    const [name = "", ...path] = word.text.split(".");
    const parameter = entry.parameters.find((one) => one.name === name);
    if (!parameter) {
      const near = suggest(
        name,
        entry.parameters.map((one) => one.name),
      );
      const hint = near === undefined ? "" : `; did you mean \`${near}\`?`;
      isGood = report(file, "AD1006", `\`${name}\` is no parameter of \`${entry.name}\`${hint}`, word);
      continue;
    }
    let type: Type | undefined = nonNullish(parameter.type);
    for (const field of path) type = type && fieldType(nonNullish(type), field, file.typeLowering.types);
    if (type && tangentOf(type, file.typeLowering.types)) continue;
    const code = path.length > 0 ? "AD1024" : "AD1023";
    isGood = report(file, code, `\`${word.text}\` holds no number that could carry a derivative`, word);
  }
  return isGood;
}

/** Whether there is anything to differentiate: the marker is told what is missing. */
function checkShape(
  file: FileLowering,
  { word }: Marked,
  entry: FunctionEntry,
  source: FunctionSource,
  isWriting: (id: FunctionId) => boolean,
): boolean {
  const { types } = file.typeLowering;
  const outside = [...entry.parameters.map(({ type }) => type), entry.result];
  const hidden = outside.map((type) => hiddenClassIn(type, types)).find((name) => name !== undefined);
  if (hidden !== undefined) {
    const message = `\`${entry.name}\` takes or gives a \`${hidden}\`, which generated text cannot name or read`;
    return report(file, "AD2005", message, word);
  }
  const hasInput = source.parameters.some(({ differentiable }) => differentiable);
  const hasOutput = tangentOf(entry.result, types) !== undefined || isWriting(entry.id);
  if (hasInput && hasOutput) return true;
  const missing = [
    ...(hasInput ? [] : ["a parameter that holds numbers"]),
    ...(hasOutput ? [] : ["a result that holds numbers, or a parameter that it writes them into"]),
  ];
  return report(
    file,
    "AD1008",
    `\`${entry.name}\` has nothing to differentiate: it lacks ${missing.join(" and ")}`,
    word,
  );
}

const needNumber: ReadonlySet<Mode> = new Set<Mode>(["grad", "hvp", "hessian", "into"]);

/** Their shapes nest, or are the caller's. */
const needWhole: ReadonlySet<Mode> = new Set<Mode>(["hessian", "jacobian", "into"]);

/** The modes to emit, or undefined where one that was asked for does not fit. */
function modesFor(
  file: FileLowering,
  { marker, word }: Marked,
  entry: FunctionEntry,
  source: FunctionSource,
  instead: readonly Mode[] | undefined,
): readonly Mode[] | undefined {
  const isNumber = entry.result.kind === "number";
  const asked = instead ?? marker.modes;
  if (!asked) return isNumber ? ["jvp", "vjp", "grad"] : ["jvp", "vjp"];
  const withoutBuffer = asked.includes("into") ? parameterWithoutBuffer(file, entry, source) : undefined;
  const inFields = source.parameters.find(({ fields }) => fields !== undefined)?.name;
  const unfit = asked.filter(
    (mode) =>
      (!isNumber && needNumber.has(mode)) ||
      (mode === "into" && withoutBuffer) ||
      (inFields !== undefined && needWhole.has(mode)),
  );
  if (instead || unfit.length === 0) return asked.filter((mode) => !unfit.includes(mode));
  for (const mode of unfit) {
    const message =
      isNumber && withoutBuffer
        ? `\`into\` writes into the caller's memory; \`${withoutBuffer}\` has none of a fixed shape: leave it out with \`wrt:\``
        : inFields !== undefined && needWhole.has(mode)
          ? `\`${mode}\` takes parameters whole: name \`${inFields}\` after \`wrt:\`, not fields of it`
          : `\`${mode}\` needs a result that is a number; \`${entry.name}\` has another`;
    report(file, "AD1017", message, word);
  }
  return undefined;
}

/** The first differentiable parameter whose adjoint the caller cannot hand in: a number, or what may be missing or have several shapes. */
function parameterWithoutBuffer(file: FileLowering, entry: FunctionEntry, source: FunctionSource): string | undefined {
  const { types } = file.typeLowering;
  const unfit = entry.parameters.find(({ type, optional }, i) => {
    if (!source.parameters[i]?.differentiable) return false;
    const tangent = tangentOf(type, types);
    return optional || tangent === undefined || !isReference(tangent) || !isFixed(tangent);
  });
  return unfit?.name;
}

function isFixed(type: Type): boolean {
  switch (type.kind) {
    case "array":
      return isFixed(type.element);
    case "tuple":
      return type.elements.every((element) => element.kind === "undefined" || isFixed(element));
    case "record":
      return type.fields.every((field) => !field.optional && isFixed(field.type));
    default:
      return type.kind === "number" || type.kind === "typed-array";
  }
}

/** By file, the main one first, then by place. */
function inOrder(diagnostics: readonly Diagnostic[], main: string): readonly Diagnostic[] {
  const rank = ({ fileName }: Diagnostic): number => (fileName === main ? 0 : 1);
  return diagnostics.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      a.fileName.localeCompare(b.fileName) ||
      a.span.start - b.span.start ||
      a.code.localeCompare(b.code),
  );
}
