/** What a call passes: one value for each parameter. */
import type ts from "typescript";
import type { Element, ValueId } from "../../ir/ir.ts";
import type { Type } from "../../ir/types.ts";
import type { FunctionEntry, LoweredParameter } from "../function-entry.ts";
import { isUntyped, optionalOf, withoutLiterals } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import type { FunctionNode } from "../syntax.ts";
import { lowerElements } from "./elements.ts";
import { keep, noteKept } from "./function-field.ts";

/** The arguments of a call as written, for the parameters as written. */
export function argumentsFor(
  cx: Lowering,
  entry: Pick<FunctionEntry, "parameters">,
  values: readonly ts.Expression[],
  node: ts.Node,
): readonly ValueId[] {
  const parameters = entry.parameters.filter((parameter) => parameter.node !== undefined);
  const given = lowerElements(cx, values, (i) => typeOfArgument(parameters, i));
  return fitArguments(cx, parameters, given, node);
}

/** What a member of a class inside a function uses of the variables around the class; they must be at hand where it is called. */
export function capturedBy(cx: Lowering, entry: Pick<FunctionEntry, "captures">, node: ts.Node): readonly ValueId[] {
  return entry.captures.map((symbol) => {
    const held = cx.env.get(symbol);
    if (held === undefined) return cx.refuse("AD2005", node, `it uses \`${symbol.name}\`, which is not at hand here`);
    return cx.file.closures.isBoxed(symbol) ? held : cx.read(symbol, cx.origin(node));
  });
}

export function typeOfArgument(parameters: readonly LoweredParameter[], i: number): Type | undefined {
  const parameter = parameters[Math.min(i, parameters.length - 1)];
  if (!parameter) return undefined;
  return parameter.rest && parameter.type.kind === "array" ? parameter.type.element : parameter.type;
}

/** One value for each parameter: missing ones are `undefined`, what a rest parameter takes is one array. */
export function fitArguments(
  cx: Lowering,
  parameters: readonly LoweredParameter[],
  given: readonly Element[],
  node: ts.Node & { readonly arguments?: readonly ts.Expression[] | undefined },
): readonly ValueId[] {
  const origin = cx.origin(node);
  return parameters.map((parameter, i) => {
    const { type, rest } = parameter;
    if (rest) {
      const items = given
        .slice(i)
        .map(({ kind, value }): Element =>
          kind === "value" && type.kind === "array"
            ? { kind, value: cx.coerce(value, type.element, origin) }
            : { kind, value },
        );
      const areFunctions = items.every(({ kind, value }) => kind === "value" && cx.functionOf.has(value));
      const kept = keep(
        cx,
        items.map(({ value }, k) => [areFunctions ? String(k) : undefined, value]),
      );
      const held = items.map(({ kind }, k): Element => ({ kind, value: kept.values[k]! }));
      return noteKept(cx, cx.at.array(held, type, origin), kept);
    }
    const one = given[i];
    if (!one) return cx.undefined(origin);
    if (one.kind === "spread") {
      return cx.refuse("AD2031", node.arguments?.[i] ?? node, "how many arguments this gives is not known");
    }
    return passed(cx, one.value, parameter, node.arguments?.[i] ?? node);
  });
}

function passed(cx: Lowering, value: ValueId, parameter: LoweredParameter, node: ts.Node): ValueId {
  const { type } = parameter;
  // A callback's parameter without a type of its own is what it is given.
  const isHidden = parameter.node?.type !== undefined && isUntyped(type) && type.kind === "opaque";
  const { kind } = cx.typeOf(value);
  if (isHidden && (kind === "number" || kind === "array" || kind === "typed-array" || kind === "record")) {
    return cx.refuse("AD2001", node, `\`${node.getText()}\` is passed as ${type.text}`);
  }
  return cx.functionOf.has(value) ? value : cx.coerce(value, type, cx.origin(node));
}

export interface Overload {
  readonly parameters: readonly (Type | undefined)[];
  readonly result: Type;
}

/** What the overload that is called takes and gives: the function is specialised for it. */
export function overloadAt(cx: Lowering, target: FunctionNode, node: ts.CallExpression): Overload | undefined {
  const { oracle } = cx;
  if (oracle.overloadsOf(target).length === 0) return undefined;
  const signature = oracle.signatureOfCall(node);
  if (!signature) return undefined;
  const parameters = signature.getParameters().map((symbol) => {
    const declaration = symbol.valueDeclaration;
    const isPlain = declaration && cx.ts.isParameter(declaration) && !declaration.dotDotDotToken;
    return isPlain ? cx.file.lowerType(oracle.typeOfSymbol(symbol)) : undefined;
  });
  const result = withoutLiterals(cx.file.lowerType(oracle.returnTypeOfSignature(signature)));
  return { parameters, result };
}

export function overloaded(
  parameters: readonly LoweredParameter[],
  overload: Overload | undefined,
): readonly LoweredParameter[] {
  if (!overload) return parameters;
  return parameters.map((parameter, i) => {
    const type = parameter.rest ? undefined : overload.parameters[i];
    return type && !isUntyped(type) ? { ...parameter, type: parameter.optional ? optionalOf(type) : type } : parameter;
  });
}
