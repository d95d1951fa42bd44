/**
 * Own rules: `// @derivative of f` in front of a function with the signature of `f_jvp` or `f_vjp`, which takes the place of the derivative
 * that would be generated. It must fit f, by its types.
 */
import type { Code } from "../diagnostics/catalogue.ts";
import { diagnostic } from "../diagnostics/catalogue.ts";
import { jvpType, vjpType } from "../ir/derivative-types.ts";
import { functionId } from "../ir/ir.ts";
import type { FunctionId } from "../ir/ir.ts";
import type { OwnRule } from "../ir/request.ts";
import { tangentOf } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import type { FileLowering, FunctionEntry } from "./file-lowering.ts";
import { functionBehind, markerComments } from "./requests.ts";
import { spanOf } from "./span.ts";
import { targetOfName } from "./static-target.ts";

const word = "@derivative";

interface Found {
  readonly target: FunctionEntry;
  readonly rule: FunctionEntry;
  readonly start: number;
}

/** The rules of a file with what they are of; both are entered into the file. */
export function enterOwnRules(file: FileLowering): readonly Found[] {
  const { ts, sourceFile, text } = file.opened;
  const found: Found[] = [];
  for (const { start, rest, end } of markerComments(ts, sourceFile, text, word)) {
    const name = /^\s+of\s+([A-Za-z_$][\w$]*)\s*$/.exec(rest)?.[1];
    if (name === undefined) {
      report(file, "AD1004", "a rule is written `// @derivative of f`", start);
      continue;
    }
    const node = functionBehind(ts, sourceFile, end);
    const target = targetOfName(file.oracle, sourceFile, name);
    if (!node) report(file, "AD1003", "the marker does not stand in front of a function", start);
    else if (target?.kind !== "function") {
      report(file, "AD2040", `\`${name}\` is no function of the program with a body`, start);
    } else {
      const of = file.entryOf(target.node);
      found.push({ target: of, rule: file.entryOf(node, of.id), start });
    }
  }
  return found;
}

function report(file: FileLowering, code: Code, message: string, start: number): void {
  const { fileName, sourceFile } = file.opened;
  const span = spanOf(sourceFile, start, word.length);
  file.diagnostics.push(diagnostic(code, "error", message, { fileName, span }));
}

/** The rules that fit. */
export function ownRulesOf(file: FileLowering, found: readonly Found[]): ReadonlyMap<FunctionId, OwnRule> {
  const rules = new Map<FunctionId, { jvp?: FunctionId; vjp?: FunctionId }>();
  for (const { target, rule, start } of found) {
    const kind = kindOf(file, target, rule);
    if (kind !== "jvp" && kind !== "vjp") {
      report(file, "AD2040", `\`${rule.name}\` does not fit \`${target.name}\`: ${kind}`, start);
      file.broken.add(target.id);
      continue;
    }
    const known = rules.get(target.id) ?? {};
    if (known[kind]) report(file, "AD1007", `\`${target.name}\` has two rules of this kind`, start);
    rules.set(target.id, { ...known, [kind]: functionId(rule.id) });
  }
  return rules;
}

/** Which derivative a rule is, or why it is none. */
function kindOf(file: FileLowering, target: FunctionEntry, rule: FunctionEntry): string {
  const { types } = file.typeLowering;
  const own = target.parameters;
  const unfit = [...own.map(({ type }) => type), target.result].find((type) => !isPlain(type));
  if (unfit || target.captures.length > 0 || rule.captures.length > 0) {
    return "a rule is of a function at module level over numbers, arrays, tuples and records of them";
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
  if (fits([...params, ...dots], jvpType(shape, types))) return "jvp";
  if (fits([...params, seed], vjpType(shape, mask, types))) return "vjp";
  return `it has the signature of neither \`${target.name}_jvp\` nor \`${target.name}_vjp\``;
}

/** Numbers, and arrays, tuples and records of them, with what is carried along. */
function isPlain(type: Type): boolean {
  switch (type.kind) {
    case "array":
      return isPlain(type.element);
    case "tuple":
      return type.elements.every(isPlain);
    case "record":
      return type.fields.every((field) => !field.optional && isPlain(field.type));
    case "union":
    case "named":
    case "void":
      return false;
    default:
      return true;
  }
}
