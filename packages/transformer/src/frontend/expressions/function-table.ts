/**
 * Functions in arrays and records, taken out by an index or a key: which one it is, is a choice among those that were put in.
 *   const steps = [euler, rk4];  steps[k](x)     =>     k === 0 ? euler(x) : k === 1 ? rk4(x) : throw
 * The same of records that hold functions: each of their functions is such a choice.
 */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import type { Type } from "../../ir/types.ts";
import { standIn } from "../function-join.ts";
import type { FunctionValue } from "../function-value.ts";
import type { Lowering } from "../lowering.ts";

interface Taken {
  readonly node: ts.Node;
  /** Whether it is one of those that are there. */
  readonly isThere: boolean;
}

/** `ref[index]`, with the functions that it may be. */
export function loadElement(
  cx: Lowering,
  ref: ValueId,
  index: ValueId,
  element: Type,
  { node, isThere }: Taken,
): ValueId {
  const origin = cx.origin(node);
  const value = cx.at.load(ref, index, element, origin);
  const held = elementsHeld(cx, ref);
  if (!held) return value;
  const last = held.length - 1;
  const options = held.map((member, i): Option => ({
    member,
    condition: isThere && i === last ? undefined : cx.at.prim("eq", [index, cx.at.number(i, origin)], origin),
  }));
  note(cx, value, options, node);
  return value;
}

/** `ref[key]`: the function that it is; undefined where not all that `ref` holds are functions. */
export function functionAtKey(cx: Lowering, ref: ValueId, key: ValueId, taken: Taken): ValueId | undefined {
  const members = [...(cx.membersOf.get(ref) ?? [])];
  if (members.length === 0 || !members.every(([, member]) => cx.functionOf.has(member))) return undefined;
  const origin = cx.origin(taken.node);
  const options = members.map(([name, member], i): Option => ({
    member,
    condition:
      taken.isThere && i === members.length - 1
        ? undefined
        : cx.at.prim("eq", [key, cx.at.const_(name, origin)], origin),
  }));
  return standIn(cx, choiceOf(cx, options, notThere(taken.node)), taken.node);
}

/** How many functions, or records with functions, an array is known to hold. */
export function heldCount(cx: Lowering, ref: ValueId): number | undefined {
  return elementsHeld(cx, ref)?.length;
}

/** Whether a function may turn out not to be there. */
export function mayBeMissing(fn: FunctionValue | undefined): boolean {
  if (fn?.kind === "missing") return true;
  return fn?.kind === "choice" && (mayBeMissing(fn.then) || mayBeMissing(fn.else));
}

function elementsHeld(cx: Lowering, ref: ValueId): readonly ValueId[] | undefined {
  const members = cx.membersOf.get(ref);
  if (!members || !members.has("0")) return undefined;
  const held = [...members.values()];
  return held.every((_, i) => members.has(String(i))) ? held : undefined;
}

interface Option {
  readonly member: ValueId;
  /** Undefined: where none before is meant. */
  readonly condition: ValueId | undefined;
}

/** Says of a value that was read what it may be. */
function note(cx: Lowering, value: ValueId, options: readonly Option[], node: ts.Node): void {
  if (options.every(({ member }) => cx.functionOf.has(member))) {
    cx.functionOf.set(value, choiceOf(cx, options, notThere(node)));
    cx.functionNodeOf.set(value, node);
    return;
  }
  const maps = options.map(({ member }) => cx.membersOf.get(member));
  const [first] = maps;
  if (!first || maps.some((map) => map === undefined)) return;
  const members = new Map<string, ValueId>();
  for (const name of first.keys()) {
    const inner = options.flatMap(({ condition }, i): readonly Option[] => {
      const member = maps[i]?.get(name);
      return member === undefined ? [] : [{ condition, member }];
    });
    if (inner.length < options.length || !inner.every(({ member }) => cx.functionOf.has(member))) continue;
    const missing = `Cannot read properties of undefined (reading '${name}')`;
    members.set(name, standIn(cx, choiceOf(cx, inner, missing), node));
  }
  cx.membersOf.set(value, members);
  const textless = options.map(({ member }) => cx.textless.get(member)).find((one) => one !== undefined);
  if (textless) cx.textless.set(value, textless);
}

function notThere(node: ts.Node): string {
  return `${node.getText()} is not a function`;
}

function choiceOf(cx: Lowering, options: readonly Option[], text: string): FunctionValue {
  const missing: FunctionValue = { kind: "missing", text };
  return options.reduceRight<FunctionValue>((otherwise, { member, condition }) => {
    const fn = cx.functionOf.get(member) ?? missing;
    return condition === undefined ? fn : { kind: "choice", condition, then: fn, else: otherwise };
  }, missing);
}
