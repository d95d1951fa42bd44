/** Optional chaining: behind a missing link the whole rest of the chain is skipped. */
import type ts from "typescript";
import { branch } from "../branch.ts";
import { isPresent } from "../known-condition.ts";
import type { ValueId } from "../../ir/ir.ts";
import { elementType, undefinedType, unionOf } from "../../ir/types.ts";
import { nonNullish } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import { accessOf } from "./access.ts";
import { callKnown, lowerCall } from "./call.ts";
import { callMethod } from "./library-call.ts";

type Link = ts.PropertyAccessExpression | ts.ElementAccessExpression | ts.CallExpression | ts.NonNullExpression;

export function lowerChain(cx: Lowering, node: ts.Expression): ValueId {
  const { ts } = cx;
  const links: Link[] = [];
  let base: ts.Expression = node;
  while (ts.isOptionalChain(base) || (ts.isNonNullExpression(base) && links.length > 0)) {
    links.unshift(base as Link);
    base = (base as Link).expression;
  }
  const from = (value: ValueId, i: number): ValueId => {
    const link = links[i];
    if (!link || cx.poison.has(value)) return value;
    if (ts.isNonNullExpression(link)) return from(value, i + 1);
    const present = isPresent(cx, value);
    if (!link.questionDotToken || present === true) return onward(value, link, i);
    if (present === false) return value;
    const origin = cx.origin(link);
    const result = branch(cx, {
      condition: cx.isMissing(value, origin),
      assigned: cx.assignedIn(node),
      origin,
      then: () => cx.undefined(origin),
      else: () => onward(cx.coerce(value, nonNullish(cx.typeOf(value)), origin), link, i),
      type: (types) => unionOf([...types, undefinedType]),
    });
    return result ?? value;
  };
  const onward = (value: ValueId, link: Link, i: number): ValueId => {
    if (ts.isCallExpression(link)) {
      const fn = cx.functionOf.get(value);
      if (fn) return from(callKnown(cx, fn, link), i + 1);
      return cx.refuse("AD2031", link, `which function \`${link.expression.getText()}\` is, is not known`);
    }
    if (ts.isNonNullExpression(link)) return from(value, i + 1);
    const next = links[i + 1];
    if (next && ts.isCallExpression(next) && !next.questionDotToken && ts.isPropertyAccessExpression(link)) {
      return from(methodCall(cx, next, value, link.name.text), i + 2);
    }
    return from(accessOf(cx, value, link), i + 1);
  };
  return from(cx.expression(base), 0);
}

function methodCall(cx: Lowering, node: ts.CallExpression, ref: ValueId, name: string): ValueId {
  const type = nonNullish(cx.typeOf(ref));
  const isHost = elementType(type, cx.fn.types) !== undefined || type.kind === "string" || type.kind === "opaque";
  return isHost ? callMethod(cx, node, ref, name) : lowerCall(cx, node, ref);
}
