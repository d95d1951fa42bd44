/**
 * Calls of what an operator made, inside a differentiated function: `grad(f)(x)`, `const g = grad(f); g(x)`, `jvp(f)([x], [xDot])`. Each is
 * a call of a derived function, which is made before this function is differentiated, so that no order of modes is special.
 */
import type ts from "typescript";
import { derivedOf } from "../callable.ts";
import type { Derived } from "../callable.ts";
import type { Element, ValueId } from "../../ir/ir.ts";
import { tangentOf, undefinedType } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import type { LoweredParameter } from "../function-entry.ts";
import type { ClosureValue, DerivedValue } from "../function-value.ts";
import { includesUndefined } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import { functionBehindTarget } from "../static-target.ts";
import type { DerivedTarget } from "../static-target.ts";
import { bare } from "../syntax.ts";
import { fitArguments } from "./arguments.ts";
import { lowerElements } from "./elements.ts";
import { closureOf } from "./function-literal.ts";

export function callDerivedTarget(cx: Lowering, target: DerivedTarget, node: ts.CallExpression): ValueId {
  const inner = functionBehindTarget(cx.oracle, target);
  return callDerived(cx, { target, closure: inner && closureOf(cx, inner) }, node);
}

type Source = Pick<DerivedValue, "target"> & { readonly closure: ClosureValue | undefined };

/** A call with the arguments as written. */
export function callDerived(cx: Lowering, source: Source, node: ts.CallExpression): ValueId {
  const made = derivedOf(cx.file, source.target, cx.entry.id);
  if ("code" in made) return cx.refuse(made.code, made.node, made.message);
  if (made.operator === "vjp") return finish(cx, source, made, withSeed(cx, made, node), node);
  if (made.operator === "jvp" || made.operator === "hvp") {
    const [args, dots] = bothLists(cx, made, node.arguments, node);
    return finish(cx, source, made, [args, dots], node);
  }
  const parameters = writtenOf(made);
  const given = lowerElements(cx, node.arguments, (i) => parameters[Math.min(i, parameters.length - 1)]?.type);
  return finish(cx, source, made, [fitArguments(cx, parameters, given, node), []], node);
}

/** A call with values at hand. */
export function applyDerived(
  cx: Lowering,
  source: DerivedValue,
  args: readonly ValueId[],
  node: ts.CallExpression,
): ValueId {
  const made = derivedOf(cx.file, source.target, cx.entry.id);
  if ("code" in made) return cx.refuse(made.code, made.node, made.message);
  if (made.operator === "vjp" || made.operator === "jvp" || made.operator === "hvp") {
    return cx.refuse("AD2016", source.target.node, `\`${made.operator}\` of a function is called by its name only`);
  }
  const given = args.map((value): Element => ({ kind: "value", value }));
  return finish(cx, source, made, [fitArguments(cx, writtenOf(made), given, node), []], node);
}

/** The call: the arguments, what the function captures, then directions or the seed. */
function finish(
  cx: Lowering,
  { closure }: Source,
  made: Derived,
  [args, last]: readonly [readonly ValueId[], readonly ValueId[]],
  node: ts.Node,
): ValueId {
  const origin = cx.origin(node);
  const captures = made.captures.map(
    (symbol) => closure?.captured.get(symbol) ?? cx.env.get(symbol) ?? cx.read(symbol, origin),
  );
  const seeds = made.operator === "valueAndGrad" ? [cx.at.number(1, origin)] : last;
  return cx.at.call(made.id, [...args, ...captures, ...seeds], made.result, origin);
}

interface Place {
  readonly name: string;
  readonly type: Type;
}

function writtenOf(made: Derived): readonly LoweredParameter[] {
  return made.parameters.filter((parameter) => parameter.node !== undefined);
}

/** `([x, y], [xDot, yDot])`: all arguments, then one direction for every differentiable parameter. */
function bothLists(
  cx: Lowering,
  made: Derived,
  [args, dots]: readonly ts.Expression[],
  node: ts.CallExpression,
): [ValueId[], ValueId[]] {
  const directions = made.parameters.flatMap(({ name, type }, i): Place[] =>
    made.mask[i] ? [{ name: `${name}Dot`, type: tangentOf(type, cx.fn.types) ?? undefinedType }] : [],
  );
  return [listed(cx, writtenOf(made), args, node), listed(cx, directions, dots, node)];
}

/** The items of a list that is written out, or of a tuple. */
function listed(
  cx: Lowering,
  places: readonly Place[],
  list: ts.Expression | undefined,
  node: ts.CallExpression,
): ValueId[] {
  const origin = cx.origin(node);
  const literal = list && bare(cx.ts, list);
  const items: ValueId[] = [];
  if (literal && cx.ts.isArrayLiteralExpression(literal) && !literal.elements.some(cx.ts.isSpreadElement)) {
    for (const [i, element] of literal.elements.entries()) items.push(cx.expression(element, places[i]?.type));
  } else if (list) {
    const tuple = cx.expression(list, { kind: "tuple", elements: places.map(({ type }) => type) });
    const type = cx.typeOf(tuple);
    if (type.kind !== "tuple") {
      const message = `how many items \`${list.getText()}\` has is not known: write them out`;
      return places.map(() => cx.refuse("AD2016", list, message));
    }
    for (const [i, element] of type.elements.entries()) items.push(cx.at.load(tuple, String(i), element, origin));
  }
  return places.map(({ name, type }, i) => {
    const item = items[i];
    if (item !== undefined) return cx.coerce(item, type, origin);
    if (includesUndefined(type)) return cx.undefined(origin);
    return cx.refuse("AD2016", list ?? node, `\`${name}\` is missing`, type);
  });
}

/** The arguments as `f_vjp` takes them, a rest parameter as one array, and the seed: 1 where the result is a number and none is given. */
function withSeed(
  cx: Lowering,
  made: Derived,
  node: ts.CallExpression,
): readonly [readonly ValueId[], readonly ValueId[]] {
  const origin = cx.origin(node);
  const written = writtenOf(made).map((parameter) => ({ ...parameter, rest: false }));
  const seedType = tangentOf(made.of.result, cx.fn.types) ?? undefinedType;
  const given = lowerElements(cx, node.arguments, (i) => written[i]?.type ?? seedType);
  const args = fitArguments(cx, written, given, node);
  const seed = given[written.length];
  if (seed?.kind === "value") return [args, [cx.coerce(seed.value, seedType, origin)]];
  if (!seed && made.of.result.kind === "number") return [args, [cx.at.number(1, origin)]];
  const message = seed
    ? "which of these is the seed is not known"
    : `the seed is missing: \`${made.of.name}\` has no number for a result, so there is no default`;
  return [args, [cx.refuse("AD2016", node, message, seedType)]];
}
