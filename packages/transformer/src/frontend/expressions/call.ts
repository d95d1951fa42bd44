/** Calls, by what is certainly called. */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import { fieldType, tangentOf } from "../../ir/types.ts";
import { classSubstitution } from "../class-types.ts";
import { standIn } from "../function-join.ts";
import type { ClosureValue, FunctionValue } from "../function-value.ts";
import { nonNullish } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import { superCall } from "../lower-constructor.ts";
import { targetOf } from "../static-target.ts";
import { substitutionFor } from "../substitution.ts";
import type { FunctionNode } from "../syntax.ts";
import { bare } from "../syntax.ts";
import { applyFunction, callClosure, parametersOf } from "./apply.ts";
import { argumentsFor, fitArguments, overloadAt, overloaded, typeOfArgument } from "./arguments.ts";
import { lowerArrayMethod } from "./array-method.ts";
import { lowerElements } from "./elements.ts";
import { keptMember } from "./function-field.ts";
import { boundTo, functionOfField, seesReceiver } from "./bound-function.ts";
import { closureOf, functionNamed } from "./function-literal.ts";
import { callRecord } from "./function-record.ts";
import { hostCall } from "./host-call.ts";
import { lowerLibraryCall } from "./library-call.ts";
import { lowerMath } from "./math.ts";
import { readMember } from "./memory.ts";
import { callDerived, callDerivedTarget } from "./operator-call.ts";
import { callAmong, callMethod, receiverOf } from "./receiver.ts";

/** `receiver`: the value that a method is called on, where it is at hand. */
export function lowerCall(cx: Lowering, node: ts.CallExpression, receiver?: ValueId): ValueId {
  const { ts } = cx;
  const callee = bare(ts, node.expression);
  if (callee.kind === ts.SyntaxKind.SuperKeyword) return lowerSuper(cx, node);
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return cx.refuse("AD2019", callee, "`import()` is asynchronous");
  const target = targetOf(cx.oracle, callee);
  switch (target.kind) {
    case "function": {
      if (cx.file.inspections.isInspection(target.node)) return inspect(cx, node);
      if (!ts.isPropertyAccessExpression(callee) || !seesReceiver(cx, target.node)) {
        return callFunction(cx, target.node, node);
      }
      const ref = receiver ?? cx.expression(callee.expression);
      return callKnown(cx, boundTo(cx, closureOf(cx, target.node), ref), node);
    }
    case "math":
      return lowerMath(cx, target.name, node);
    case "operator":
      return target.name === "stopGradient" ? stopGradient(cx, node) : lowerOperator(cx, node);
    case "derived":
      return target.operator === "checkpoint" ? callCheckpoint(cx, node) : callDerivedTarget(cx, target, node);
    case "method":
      return callMethod(cx, target.node, node, receiver);
    case "class":
      return cx.refuse("AD2005", node, `\`${callee.getText()}\` is a class`);
    case "library":
      return lowerLibraryCall(cx, node, target);
    case "ambient": {
      const symbol = cx.oracle.symbolAt(ts.isPropertyAccessExpression(callee) ? callee.name : callee);
      const host = symbol && cx.file.hostOf(symbol);
      return host ? callFunction(cx, host.node as FunctionNode, node) : hostCall(cx, node, "effect");
    }
    case "unknown":
      return callValue(cx, node, callee, receiver);
  }
}

/** Where it gives an answer, it is called for that; else for what it throws. */
function inspect(cx: Lowering, node: ts.CallExpression): ValueId {
  return hostCall(cx, node, cx.file.typeAt(node).kind === "boolean" ? "reads" : "effect");
}

/** `super(…)`. */
function lowerSuper(cx: Lowering, node: ts.CallExpression): ValueId {
  const base = cx.construction && cx.file.classes.baseOf(cx.construction.class);
  if (typeof base !== "object") {
    return cx.refuse("AD2005", node, "what the class extends is not a class of the program");
  }
  const heritage = cx.construction && cx.file.classes.heritageOf(cx.construction.class);
  const substitution = heritage && classSubstitution(cx.file, cx.oracle.typeAt(heritage));
  const args = argumentsFor(cx, cx.file.constructorOf(base, cx.entry.id, substitution), node.arguments, node);
  superCall(cx, args, node);
  return cx.undefined(cx.origin(node));
}

/** The argument itself, of which derivatives take no notice. */
function stopGradient(cx: Lowering, node: ts.CallExpression): ValueId {
  const [argument] = node.arguments;
  if (!argument) return cx.refuse("AD2016", node, "`stopGradient` is called without a value");
  const value = cx.expression(argument);
  if (cx.poison.has(value) || !tangentOf(cx.typeOf(value), cx.fn.types)) return value;
  return cx.at.stop(value, cx.origin(node));
}

/** `checkpoint(f)(x)`. */
function callCheckpoint(cx: Lowering, node: ts.CallExpression): ValueId {
  const fn = functionNamed(cx, node.expression);
  if (fn) return callKnown(cx, fn, node);
  const text = node.expression.getText();
  return cx.refuse(
    "AD2016",
    node.expression,
    `which function \`${text}\` is, is not known when the program is compiled`,
  );
}

/** `grad(f)` itself: a function. */
function lowerOperator(cx: Lowering, node: ts.CallExpression): ValueId {
  const made = functionNamed(cx, node);
  if (made) return standIn(cx, made, node);
  return cx.refuse(
    "AD2016",
    node,
    `which function \`${node.getText()}\` is, is not known when the program is compiled`,
  );
}

/** A call of a value: of one that stands for a function, of a method that the library types, or of something that cannot be followed. */
function callValue(cx: Lowering, node: ts.CallExpression, callee: ts.Expression, receiver?: ValueId): ValueId {
  const { ts } = cx;
  const symbol = ts.isIdentifier(callee) ? cx.oracle.symbolAt(callee) : undefined;
  const isKnown =
    (symbol && cx.env.has(symbol)) ||
    ts.isCallExpression(callee) ||
    ts.isConditionalExpression(callee) ||
    ts.isElementAccessExpression(callee);
  if (isKnown) {
    const value = cx.expression(callee);
    const known = cx.functionOf.get(value);
    if (known) return callKnown(cx, known, node);
    if (cx.poison.has(value)) return value;
    const family = cx.file.families.in(cx.typeOf(value));
    if (family) return callRecord(cx, family, value, node);
  }
  if (ts.isIdentifier(callee) || ts.isPropertyAccessExpression(callee)) {
    const named = cx.oracle.symbolAt(ts.isIdentifier(callee) ? callee : callee.name);
    const declaration = named?.valueDeclaration;
    if (declaration?.getSourceFile().isDeclarationFile) return hostCall(cx, node, "effect");
  }
  if (ts.isPropertyAccessExpression(callee)) {
    const members = cx.oracle.membersAt(callee.expression);
    const isOfClasses = members.some((type) => cx.file.classes.familyOf(type.getSymbol()) !== undefined);
    const ref = receiver ?? receiverOf(cx, callee.expression);
    if (cx.poison.has(ref)) return ref;
    const kept = keptMember(cx, ref, callee.name.text);
    const held = kept === undefined ? undefined : cx.functionOf.get(kept);
    const isFixed = held !== undefined || functionOfField(cx, callee, ref) !== undefined;
    const field = isFixed ? undefined : fieldType(nonNullish(cx.typeOf(ref)), callee.name.text, cx.fn.types);
    const family = field && cx.file.families.in(field);
    if (family) return callRecord(cx, family, readMember(cx, ref, callee.name.text, callee), node);
    if (!held && isOfClasses) return callAmong(cx, { name: callee.name.text, declared: undefined }, node, ref);
    const fn = kept === undefined ? functionOfField(cx, callee, ref) : held;
    if (fn) return callKnown(cx, boundTo(cx, fn, ref), node);
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
  return callKnown(cx, closureOf(cx, target), node);
}

/** A call of a function that is known, with the arguments as written. */
export function callKnown(cx: Lowering, fn: FunctionValue, node: ts.CallExpression): ValueId {
  switch (fn.kind) {
    case "closure": {
      return callWritten(cx, fn, node);
    }
    case "derived":
      return callDerived(cx, fn, node);
    case "math":
      return lowerMath(cx, fn.name, node);
    case "host":
    case "missing":
    case "choice": {
      const given = lowerElements(cx, node.arguments, () => undefined);
      const spread = given.findIndex(({ kind }) => kind === "spread");
      if (spread >= 0) return cx.refuse("AD2031", node, "how many arguments this gives is not known");
      return applyFunction(
        cx,
        fn,
        given.map(({ value }) => value),
        node,
      );
    }
  }
}

function callWritten(cx: Lowering, fn: ClosureValue, node: ts.CallExpression): ValueId {
  const outer = fn.substitution;
  const overload = overloadAt(cx, fn.node, node);
  const expected = { ...fn, substitution: substitutionFor(cx, { node: fn.node, outer }, node, undefined) };
  const shown = overloaded(parametersOf(cx, expected), overload);
  const given = lowerElements(cx, node.arguments, (i) => typeOfArgument(shown, i));
  const types = given.map(({ value }) => cx.typeOf(value));
  const made = { ...fn, substitution: substitutionFor(cx, { node: fn.node, outer }, node, types) };
  const parameters = overloaded(parametersOf(cx, made), overload);
  return callClosure(cx, made, { args: fitArguments(cx, parameters, given, node), result: overload?.result }, node);
}
