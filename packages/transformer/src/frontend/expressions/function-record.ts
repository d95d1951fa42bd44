/** Functions that are followed as data (function-families.ts): the records that stand for them, and calls by these. */
import type ts from "typescript";
import { freeName, freshName } from "../../base/fresh-name.ts";
import type { ValueId } from "../../ir/ir.ts";
import type { RecordType } from "../../ir/types.ts";
import { branch } from "../branch.ts";
import { nameOfFunction } from "../function-entry.ts";
import { tagField } from "../function-families.ts";
import type { Family, Member } from "../function-families.ts";
import type { FunctionValue } from "../function-value.ts";
import type { Lowering } from "../lowering.ts";
import { isWrappedTooOften, receive, specialise, wrappedTooOften } from "../specialise.ts";
import type { FunctionNode } from "../syntax.ts";
import { applyFunction } from "./apply.ts";
import { lowerElements } from "./elements.ts";

/** The record that stands for a function that is known. */
export function functionRecord(cx: Lowering, value: ValueId, family: Family): ValueId {
  const fn = cx.functionOf.get(value)!;
  const node = cx.functionNodeOf.get(value)!;
  const origin = cx.origin(node);
  if (fn.kind === "missing") return cx.refuse("AD2011", node, `\`${fn.text}\``, family.type);
  if (fn.kind === "choice") {
    const side = (one: FunctionValue) => (): ValueId => {
      const standing = cx.at.undef({ kind: "opaque", text: "Function" }, origin);
      cx.functionOf.set(standing, one);
      cx.functionNodeOf.set(standing, node);
      return functionRecord(cx, standing, family);
    };
    const { condition } = fn;
    const made = branch(cx, { condition, assigned: new Set(), origin, then: side(fn.then), else: side(fn.else) });
    return made ?? cx.undefined(origin);
  }
  if (isWrappedTooOften(cx, [value])) return cx.refuse("AD2011", node, wrappedTooOften, family.type);
  const target = { node: node as FunctionNode, substitution: undefined, parameters: [] };
  const special = specialise(cx, target, [value], [])!;
  const { key, given, parameters } = special.specialisation;
  const ownKey = key.slice(key.indexOf("("));
  let member = family.members.get(ownKey);
  const taken = new Set([tagField]);
  const names = parameters.map(({ name }) => freshName(name, taken));
  if (!member) {
    const tag = freeName(wishFor(cx, fn), new Set([...family.members.values()].map((one) => one.tag)));
    const type: RecordType = {
      kind: "record",
      fields: [
        { name: tagField, type: { kind: "string", text: JSON.stringify(tag) } },
        ...parameters.map((one, i) => ({ name: names[i]!, type: one.type })),
      ],
    };
    family.members.set(ownKey, (member = { type, tag }));
    cx.file.followed.madeOf.set(member, { given: given[0]!, node });
  }
  const fields = Object.fromEntries(special.values.map((one, i) => [names[i]!, one]));
  const record = cx.at.record({ [tagField]: cx.at.const_(member.tag, origin), ...fields }, origin, member.type);
  return cx.at.cast(record, family.type, origin);
}

/** What a function is called where it is told from others. */
function wishFor(cx: Lowering, fn: FunctionValue): string {
  switch (fn.kind) {
    case "closure":
      return nameOfFunction(cx.ts, fn.node);
    case "derived":
      return fn.target.operator;
    case "math":
      return fn.name;
    case "host":
      return fn.text;
    case "missing":
    case "choice":
      return "fn";
  }
}

/** A call of the function for which a record stands. */
export function callRecord(cx: Lowering, family: Family, value: ValueId, node: ts.CallExpression): ValueId {
  const origin = cx.origin(node);
  const entry = cx.file.followed.callerOf(family, node, cx.entry.id);
  const { parameters } = family;
  const given = lowerElements(cx, node.arguments, (i) => parameters[i]?.type);
  if (given.some(({ kind }) => kind === "spread"))
    return cx.refuse("AD2031", node, "how many arguments this gives is not known", family.result);
  const args = parameters.map(({ type }, i) => {
    const one = given[i];
    return one ? cx.coerce(one.value, type, origin) : cx.undefined(origin);
  });
  return cx.at.call(entry.id, [cx.coerce(value, family.type, origin), ...args], family.result, origin);
}

/** The body of the function that calls the members of a family. */
export function callMembers(cx: Lowering, family: Family, params: readonly ValueId[]): void {
  const { result } = family;
  const caller = cx.file.followed.callers.get(family);
  const [self, ...args] = params;
  if (!caller || self === undefined) return;
  const { node } = caller;
  const origin = cx.origin(node);
  const members = [...family.members.values()];
  caller.known = members.length;
  const tag = cx.at.load(self, tagField, { kind: "string" }, origin);
  const answer = (member: Member): void => {
    const own = cx.at.cast(self, member.type, origin);
    const [, ...fields] = member.type.fields;
    const values = fields.map(({ name, type }) => cx.at.load(own, name, type, origin, name));
    const made = cx.file.followed.madeOf.get(member)!;
    const fn = cx.functionOf.get(receive(cx, made.given, values, { node: made.node, origin }))!;
    const value = applyFunction(cx, fn, args, node);
    if (!cx.isEnded)
      cx.leave({
        kind: "return",
        value: result.kind === "void" ? undefined : cx.coerce(value, result, origin),
        origin,
      });
  };
  for (const [i, member] of members.entries()) {
    if (i === members.length - 1) {
      answer(member);
      continue;
    }
    branch(cx, {
      condition: cx.at.prim("eq", [tag, cx.at.const_(member.tag, origin)], origin),
      assigned: new Set(),
      origin,
      then: () => void answer(member),
      else: () => undefined,
    });
  }
  if (members.length > 0) return;
  cx.leave({ kind: "return", value: result.kind === "void" ? undefined : cx.at.undef(result, origin), origin });
}
