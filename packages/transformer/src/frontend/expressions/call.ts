/** Calls, by what is certainly called. */
import type ts from "typescript";
import type { Element, ValueId } from "../../ir/ir.ts";
import type { Type } from "../../ir/types.ts";
import type { FunctionEntry } from "../file-lowering.ts";
import type { Lowering } from "../lowering.ts";
import { targetOf } from "../static-target.ts";
import type { FunctionNode } from "../syntax.ts";
import { bare } from "../syntax.ts";
import { lowerArrayMethod } from "./array-method.ts";
import { lowerElements } from "./elements.ts";
import { hostCall } from "./host-call.ts";
import { lowerLibraryCall } from "./library-call.ts";
import { lowerMath } from "./math.ts";

export function lowerCall(cx: Lowering, node: ts.CallExpression): ValueId {
  const { ts } = cx;
  const callee = bare(ts, node.expression);
  if (callee.kind === ts.SyntaxKind.SuperKeyword) return cx.refuse("AD2005", callee, "`super` belongs to classes");
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return cx.refuse("AD2019", callee, "`import()` is asynchronous");
  const target = targetOf(cx.oracle, callee);
  switch (target.kind) {
    case "function":
      return callFunction(cx, target.node, node);
    case "math":
      return lowerMath(cx, target.name, node);
    case "operator":
      return cx.refuse("AD2016", node, `\`${callee.getText()}\` is a derivative operator`);
    case "class":
      return cx.refuse("AD2005", node, `\`${callee.getText()}\` belongs to a class`);
    case "library":
      return lowerLibraryCall(cx, node, target);
    case "ambient":
      return hostCall(cx, node, "effect");
    case "unknown":
      return callValue(cx, node, callee);
  }
}

/** A call of a value: of a method that the library types, or of something that cannot be followed. */
function callValue(cx: Lowering, node: ts.CallExpression, callee: ts.Expression): ValueId {
  const { ts } = cx;
  if (ts.isCallExpression(callee)) {
    const inner = targetOf(cx.oracle, callee.expression);
    if (inner.kind === "operator") {
      return cx.refuse("AD2016", callee, `\`${callee.getText()}\` is a derivative operator`);
    }
  }
  if (ts.isIdentifier(callee) || ts.isPropertyAccessExpression(callee)) {
    const symbol = cx.oracle.symbolAt(ts.isIdentifier(callee) ? callee : callee.name);
    const declaration = symbol?.valueDeclaration;
    if (declaration?.getSourceFile().isDeclarationFile) return hostCall(cx, node, "effect");
  }
  if (ts.isPropertyAccessExpression(callee)) {
    const ref = cx.expression(callee.expression);
    if (cx.poison.has(ref)) return ref;
    const method = lowerArrayMethod(cx, node, ref, callee.name.text);
    if (method !== undefined) return method;
    const type = cx.typeOf(ref);
    if (type.kind === "opaque" && type.text === "any") return hostCall(cx, node, "effect", ref);
  }
  const isParameter = ts.isIdentifier(callee) || ts.isPropertyAccessExpression(callee);
  return cx.refuse(
    isParameter ? "AD2011" : "AD2031",
    callee,
    `which function \`${callee.getText()}\` is, is not known when the program is compiled`,
  );
}

export function callFunction(cx: Lowering, target: FunctionNode, node: ts.CallExpression): ValueId {
  const entry = cx.file.entryOf(target, cx.entry.id);
  const origin = cx.origin(node);
  const args = [...argumentsFor(cx, entry, node)];
  for (const symbol of entry.captures) args.push(cx.read(symbol, origin));
  return cx.at.call(entry.id, args, entry.result, origin);
}

/** One value for each parameter as written: missing ones are `undefined`, what a rest parameter takes is one array. */
function argumentsFor(cx: Lowering, entry: FunctionEntry, node: ts.CallExpression): readonly ValueId[] {
  const origin = cx.origin(node);
  const written = entry.parameters.filter(({ node: parameter }) => parameter !== undefined);
  const typeAt = (i: number): Type | undefined => {
    const parameter = written[Math.min(i, written.length - 1)];
    if (!parameter) return undefined;
    return parameter.rest && parameter.type.kind === "array" ? parameter.type.element : parameter.type;
  };
  const given: readonly Element[] = lowerElements(cx, node.arguments, typeAt);
  const args: ValueId[] = [];
  for (const [i, parameter] of written.entries()) {
    if (parameter.rest) {
      const rest = given
        .slice(i)
        .map(({ kind, value }): Element =>
          kind === "value" && parameter.type.kind === "array"
            ? { kind, value: cx.coerce(value, parameter.type.element, origin) }
            : { kind, value },
        );
      args.push(cx.at.array(rest, parameter.type, origin));
      continue;
    }
    const one = given[i];
    if (one?.kind === "spread") {
      args.push(cx.refuse("AD2031", node.arguments[i] ?? node, "how many arguments this gives is not known"));
    } else if (one) {
      args.push(passed(cx, one.value, parameter.type, node.arguments[i] ?? node));
    } else {
      args.push(cx.undefined(origin));
    }
  }
  return args;
}

function passed(cx: Lowering, value: ValueId, type: Type, node: ts.Node): ValueId {
  const isHidden = type.kind === "opaque" && (type.text === "any" || type.text === "unknown");
  const { kind } = cx.typeOf(value);
  if (isHidden && (kind === "number" || kind === "array" || kind === "typed-array" || kind === "record")) {
    return cx.refuse("AD2001", node, `\`${node.getText()}\` is passed as ${type.text}`);
  }
  return cx.coerce(value, type, cx.origin(node));
}
