/**
 * Own rules: `// @derivative of f` in front of a function with the signature of `f_jvp` or `f_vjp`, which takes the place of the derivative
 * that would be generated. It must fit f, by its types.
 */
import type ts from "typescript";
import type { Code } from "../diagnostics/catalogue.ts";
import { diagnostic } from "../diagnostics/catalogue.ts";
import { jvpType, vjpType } from "../ir/derivative-types.ts";
import { functionId } from "../ir/ir.ts";
import type { FunctionId } from "../ir/ir.ts";
import type { OwnRule } from "../ir/request.ts";
import { tangentOf } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import { printType } from "../ir/print-type.ts";
import type { FileLowering } from "./file-lowering.ts";
import type { FunctionEntry } from "./function-entry.ts";
import { filesReached } from "./module-names.ts";
import type { Oracle } from "./oracle.ts";
import { functionBehind, markerComments } from "./requests.ts";
import { spanOf } from "./span.ts";
import { functionBehind as targetBehind } from "./static-target.ts";
import type { FunctionNode } from "./syntax.ts";

const word = "@derivative";

interface Found {
  readonly target: FunctionEntry;
  readonly rule: FunctionEntry;
  /** Where the marker stands. */
  readonly at: Place;
}

interface Place {
  readonly sourceFile: ts.SourceFile;
  readonly start: number;
}

/** A rule as it is written; what it is of may not be called at all. */
interface Written {
  readonly target: ts.Symbol | undefined;
  readonly name: string;
  readonly node: FunctionNode | undefined;
  readonly at: Place;
}

/**
 * The rules of the file, and those of the files that it reaches for functions that it calls. `enter` makes the entries of those whose targets
 * are called by now; those of the file itself are entered, or refused, at once.
 */
export class OwnRules {
  readonly found: Found[] = [];
  readonly #file: FileLowering;
  readonly #waiting: Written[] = [];

  constructor(file: FileLowering) {
    this.#file = file;
    const { oracle, opened } = file;
    for (const sourceFile of [opened.sourceFile, ...filesReached(oracle, opened.sourceFile)]) {
      if (!sourceFile.text.includes(word)) continue;
      for (const written of this.#rulesIn(sourceFile)) {
        const { target } = written;
        // What has no body can only be called where its rule is known before.
        if (target && written.node && !bodyOf(oracle, target)) file.enterHost(target);
        if (sourceFile === opened.sourceFile) this.#enter(written);
        else this.#waiting.push(written);
      }
    }
  }

  /** Whether there were any new. */
  enter(): boolean {
    const { oracle } = this.#file;
    const called = this.#waiting.filter(({ target }) => {
      const node = target && (bodyOf(oracle, target) ?? this.#file.hostOf(target)?.node);
      return node !== undefined && this.#file.isEntered(node);
    });
    for (const written of called) {
      this.#waiting.splice(this.#waiting.indexOf(written), 1);
      this.#enter(written);
    }
    return called.length > 0;
  }

  #rulesIn(sourceFile: ts.SourceFile): readonly Written[] {
    const { ts, oracle } = this.#file;
    return markerComments(ts, sourceFile, sourceFile.text, word).flatMap(({ start, rest, end }) => {
      const at = { sourceFile, start };
      const name = /^\s+of\s+([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)\s*$/.exec(rest)?.[1];
      if (name === undefined) {
        if (sourceFile === this.#file.opened.sourceFile)
          report(this.#file, "AD2040", "a rule is written `// @derivative of f`, or `of C.m` for a method", at);
        return [];
      }
      return [{ name, target: oracle.pathAt(name, sourceFile), node: functionBehind(ts, sourceFile, end), at }];
    });
  }

  #enter({ name, target, node, at }: Written): void {
    if (!node) return report(this.#file, "AD1003", "the marker does not stand in front of a function", at);
    const body = target && bodyOf(this.#file.oracle, target);
    const of = body ? this.#file.entryOf(body) : target && this.#file.hostOf(target);
    if (!of) return report(this.#file, "AD2040", `\`${name}\` is no function that can be told here`, at);
    this.found.push({ target: of, rule: this.#file.entryOf(node, of.id), at });
  }
}

/** The function, or the method, that a symbol certainly is. */
function bodyOf(oracle: Oracle, symbol: ts.Symbol): FunctionNode | undefined {
  const declared = symbol.declarations?.find(
    (one) => oracle.ts.isMethodDeclaration(one) && oracle.ts.isClassLike(one.parent) && one.body !== undefined,
  );
  return (declared as ts.MethodDeclaration | undefined) ?? targetBehind(oracle, symbol);
}

function report(file: FileLowering, code: Code, message: string, { sourceFile, start }: Place): void {
  const span = spanOf(sourceFile, start, word.length);
  file.diagnostics.push(diagnostic(code, "error", message, { fileName: file.nameOf(sourceFile), span }));
}

/** The rules that fit. */
export function ownRulesOf(file: FileLowering, found: readonly Found[]): ReadonlyMap<FunctionId, OwnRule> {
  const rules = new Map<FunctionId, { jvp?: FunctionId; vjp?: FunctionId }>();
  for (const { target: written, rule, at } of found) {
    // A method may have been entered for several classes of its receiver.
    for (const target of file.entriesOf(written.node)) {
      const kind = kindOf(file, target, rule);
      if (kind !== "jvp" && kind !== "vjp") {
        report(file, "AD2040", `\`${rule.name}\` does not fit \`${target.name}\`: ${kind}`, at);
        file.broken.add(target.id);
        continue;
      }
      const known = rules.get(target.id) ?? {};
      if (known[kind]) report(file, "AD1007", `\`${target.name}\` has two rules of this kind`, at);
      rules.set(target.id, { ...known, [kind]: functionId(rule.id) });
    }
  }
  return rules;
}

/** Which derivative a rule is, or why it is none. */
function kindOf(file: FileLowering, target: FunctionEntry, rule: FunctionEntry): string {
  const { types } = file.typeLowering;
  const own = target.parameters;
  const unfit = [...own.map(({ type }) => type), target.result].find((type) => !isPlain(type));
  if (unfit || target.captures.length > 0 || rule.captures.length > 0) {
    return "a rule is of a function at module level over numbers, arrays, tuples, records and unions of them";
  }
  const mask = own.map(({ type }) => tangentOf(type, types) !== undefined);
  const seed = tangentOf(target.result, types);
  if (!mask.includes(true) || !seed) return "there is nothing to differentiate";
  const shape = { params: own, result: target.result };
  const dots = own.flatMap(({ type }, i) => (mask[i] ? [tangentOf(type, types)!] : []));
  const fits = (params: readonly Type[], result: Type): boolean =>
    rule.parameters.length === params.length &&
    params.every((type, i) => file.fits(type, rule.parameters[i]!.type)) &&
    file.fits(rule.result, result);
  const params = own.map(({ type }) => type);
  const jvp = { params: [...params, ...dots], result: jvpType(shape, types) };
  const vjp = { params: [...params, seed], result: vjpType(shape, mask, types) };
  if (fits(jvp.params, jvp.result)) return "jvp";
  if (fits(vjp.params, vjp.result)) return "vjp";
  return mismatch(file, rule, [
    { name: `${target.name}_jvp`, ...jvp },
    { name: `${target.name}_vjp`, ...vjp },
  ]);
}

interface Wanted {
  readonly name: string;
  readonly params: readonly Type[];
  readonly result: Type;
}

/** What is wrong about the one that a rule is nearest to: by its name, else by what it returns, else by its number of parameters. */
function mismatch(file: FileLowering, rule: FunctionEntry, wanted: readonly Wanted[]): string {
  const text = (type: Type): string => printType(type, "wishes");
  const near =
    wanted.find(({ name }) => name === rule.name) ??
    wanted.find(({ result }) => file.fits(rule.result, result)) ??
    wanted.find(({ params }) => params.length === rule.parameters.length);
  if (!near) return `it has the signature of neither ${wanted.map(({ name }) => `\`${name}\``).join(" nor ")}`;
  if (near.params.length !== rule.parameters.length)
    return `\`${near.name}\` has ${near.params.length} parameters, and it has ${rule.parameters.length}`;
  const wrong = rule.parameters.find(({ type }, i) => !file.fits(near.params[i]!, type));
  if (wrong) {
    const asked = near.params[rule.parameters.indexOf(wrong)]!;
    return `its parameter \`${wrong.name}\` is \`${text(wrong.type)}\`, and \`${near.name}\` takes \`${text(asked)}\` there`;
  }
  return `it returns \`${text(rule.result)}\`, and \`${near.name}\` \`${text(near.result)}\``;
}

/** Numbers, and arrays, tuples, records and unions of them, with what is carried along. */
function isPlain(type: Type): boolean {
  switch (type.kind) {
    case "array":
      return isPlain(type.element);
    case "tuple":
      return type.elements.every(isPlain);
    case "record":
      return type.fields.every((field) => isPlain(field.type));
    case "union":
      return type.members.every(isPlain);
    case "named":
    case "void":
      return false;
    default:
      return true;
  }
}
