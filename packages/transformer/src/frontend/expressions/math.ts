/** Calls of members of `Math`: primitives of the rule table. */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import { elementType, numberType } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { scalarRules } from "../../rules/scalar.ts";
import type { Lowering } from "../lowering.ts";
import { lowerElements } from "./elements.ts";
import { asNumber } from "./operand.ts";

type RuleName = keyof typeof scalarRules;

/** A call with values at hand, of which the function takes as many as it has parameters. */
export function applyMath(cx: Lowering, name: string, args: readonly ValueId[], node: ts.CallExpression): ValueId {
  const origin = cx.origin(node);
  if (!Object.hasOwn(scalarRules, name)) return cx.refuse("AD2017", node, `\`Math.${name}\` is not known`, numberType);
  const { variadic, params } = scalarRules[name as RuleName];
  const number = (value: ValueId | undefined): ValueId =>
    value === undefined ? cx.at.number(Number.NaN, origin) : asNumber(cx, value, node);
  const numbers = variadic ? args.map(number) : params.map((_, i) => number(args[i]));
  return cx.at.prim(name, numbers, origin);
}

export function lowerMath(cx: Lowering, name: string, node: ts.CallExpression): ValueId {
  const origin = cx.origin(node);
  if (!Object.hasOwn(scalarRules, name)) return cx.refuse("AD2017", node, `\`Math.${name}\` is not known`, numberType);
  const rule = scalarRules[name as RuleName];
  const elements = lowerElements(cx, node.arguments, () => numberType).map(({ kind, value }, i) => {
    if (kind === "value") return { kind, value: asNumber(cx, value, node.arguments[i] ?? node) };
    const element: Type | undefined = elementType(cx.typeOf(value), cx.fn.types);
    if (element && element.kind !== "opaque") return { kind, value };
    return { kind, value: cx.refuse("AD2001", node.arguments[i] ?? node, "what is spread here is of type any") };
  });
  const hasSpread = elements.some(({ kind }) => kind === "spread");
  if (rule.variadic) {
    if (hasSpread) return cx.at.fold(name, elements, origin);
    return cx.at.prim(
      name,
      elements.map(({ value }) => value),
      origin,
    );
  }
  if (hasSpread) return cx.refuse("AD2031", node, "how many arguments this gives is not known", numberType);
  const args = elements.slice(0, rule.params.length).map(({ value }) => value);
  while (args.length < rule.params.length) args.push(cx.at.number(Number.NaN, origin));
  return cx.at.prim(name, args, origin);
}
