/**
 * Calls of functions that are known when the program is compiled: of a name, of a value that stands for one, of a callback that a
 * built-in calls.
 *
 *   const fn = functionArgument(cx, node.arguments[0]);          // what the argument of `xs.map(…)` is; undefined where it is not known
 *   const y = applyFunction(cx, fn, [element, index, array], node);   // one call of it, in the region under construction
 *
 * `applyFunction` takes the values of the arguments in order, fits them to the parameters (missing ones are `undefined`, more than the
 * function takes are dropped, a rest parameter gets an array), and gives the value of the call. It may be called any number of times,
 * inside regions that the caller builds with `cx.within`; each call is lowered anew. What the function writes of the variables around
 * it is in `cx.assignedIn(call)`, where `call` is the call that the callback was handed to: a loop made for it carries these
 * (`carriedBy`, `bind`, `currentOf` of loop.ts).
 *
 * A small function, one that is written where it is used, and one that writes plain variables around it are expanded; all others are
 * lifted and called.
 */
import type ts from "typescript";
import { branch } from "../branch.ts";
import type { Element, ValueId } from "../../ir/ir.ts";
import { opaqueType, unionOf } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { sizeOf } from "../closures.ts";
import type { LoweredParameter } from "../function-entry.ts";
import type { ClosureValue, FunctionValue } from "../function-value.ts";
import type { Lowering } from "../lowering.ts";
import { isWrappedTooOften, specialise, wrappedTooOften } from "../specialise.ts";
import { substitutionFor } from "../substitution.ts";
import type { FunctionNode } from "../syntax.ts";
import { enclosingFunction, hasModifier } from "../syntax.ts";
import { fitArguments } from "./arguments.ts";
import { expandFunction } from "./expand.ts";
import { functionNamed } from "./function-literal.ts";
import { applyMath } from "./math.ts";
import { applyDerived } from "./operator-call.ts";

/** Nodes of syntax up to which a function is expanded wherever it is called. */
const small = 24;
/** Nodes that any function may gain by expansions, and those that none may exceed. */
const roomy = 60;
const largest = 40_000;

/** The function that an expression gives, evaluated here; undefined where it is not known which. */
export function functionArgument(cx: Lowering, node: ts.Expression): FunctionValue | undefined {
  const named = functionNamed(cx, node);
  if (named) return named;
  return cx.functionOf.get(cx.expression(node));
}

/** A call with values at hand. */
export function applyFunction(
  cx: Lowering,
  fn: FunctionValue,
  args: readonly ValueId[],
  node: ts.CallExpression,
): ValueId {
  switch (fn.kind) {
    case "closure": {
      const elements = args.map((value): Element => ({ kind: "value", value }));
      const types = args.map((value) => cx.typeOf(value));
      const made = { ...fn, substitution: substitutionFor(cx, { node: fn.node, outer: fn.substitution }, node, types) };
      return callClosure(cx, made, { args: fitArguments(cx, parametersOf(cx, made), elements, node) }, node);
    }
    case "derived":
      return applyDerived(cx, fn, args, node);
    case "math":
      return applyMath(cx, fn.name, args, node);
    case "host": {
      const parts = args.flatMap((value, i) => (i === 0 ? [value] : [", ", value]));
      return cx.opaque([`${fn.text}(`, ...parts, ")"], node, { type: cx.file.typeAt(node), effect: "reads" });
    }
    case "missing": {
      const origin = cx.origin(node);
      const message = JSON.stringify(fn.text);
      const error = cx.opaque([`new TypeError(${message})`], node, { type: opaqueType("TypeError"), effect: "pure" });
      cx.leave({ kind: "throw", value: error, origin });
      return cx.undefined(origin);
    }
    case "choice": {
      const value = branch(cx, {
        condition: fn.condition,
        assigned: new Set(),
        origin: cx.origin(node),
        then: () => applyFunction(cx, fn.then, args, node),
        else: () => applyFunction(cx, fn.else, args, node),
        type: unionOf,
      });
      return value ?? cx.undefined(cx.origin(node));
    }
  }
}

/** The parameters of a function as written, for what its type parameters are. */
export function parametersOf(cx: Lowering, { node, substitution }: ClosureValue): readonly LoweredParameter[] {
  return cx.file.typeLowering.under(substitution, () => cx.file.parametersOf(node));
}

/** What a call passes, one value for each parameter as written; `result` where it is of an overload. */
export interface Passed {
  readonly args: readonly ValueId[];
  readonly result?: Type | undefined;
}

export function callClosure(cx: Lowering, fn: ClosureValue, { args, result }: Passed, node: ts.Node): ValueId {
  const missing = missingCapture(cx, fn);
  if (missing) {
    return cx.refuse("AD2011", node, `\`${missing.name}\`, which the function uses, has no value where it is made`);
  }
  if (!result && isExpanded(cx, fn, args)) {
    cx.expandedSize += sizeOf(cx.ts, fn.node);
    if (cx.expandedSize <= largest) return expandFunction(cx, fn, args, node);
    return cx.refuse("AD2011", node, "functions made by functions would be written out too often here");
  }
  const origin = cx.origin(node);
  const captures = cx.file.captures.of(fn.node);
  const captured = captures.map((symbol) => {
    const held = fn.captured.get(symbol) ?? cx.env.get(symbol);
    return held ?? cx.read(symbol, origin);
  });
  const { node: target, substitution } = fn;
  const parameters = parametersOf(cx, fn);
  const names = [...parameters, ...captures].map(({ name }) => name);
  const all = [...args, ...captured];
  if (isWrappedTooOften(cx, all)) return cx.refuse("AD2011", node, wrappedTooOften);
  const special = specialise(cx, { node: target, substitution, result, parameters }, all, names);
  const entry = special
    ? cx.file.specialEntryOf(fn, cx.entry.id, special.specialisation)
    : cx.file.entryOf(fn.node, cx.entry.id);
  const values = special?.values ?? all;
  return fn.isCheckpoint
    ? cx.at.checkpoint(entry.id, values, entry.result, origin)
    : cx.at.call(entry.id, values, entry.result, origin);
}

/** A variable that a function uses and that neither it holds nor is at hand, since it belongs to a function that is not running here. */
function missingCapture(cx: Lowering, { node, captured }: ClosureValue): ts.Symbol | undefined {
  const { ts, entry, expansions } = cx;
  return cx.file.captures.of(node).find((symbol) => {
    if (captured.has(symbol) || cx.env.has(symbol) || !symbol.valueDeclaration) return false;
    const owner = enclosingFunction(ts, symbol.valueDeclaration);
    return owner !== entry.node && !expansions.some((running) => running === owner);
  });
}

/** Whether a function is expanded where it is called. One that gives functions always is: they are made of values of its body. */
function isExpanded(cx: Lowering, { node, captured, isCheckpoint }: ClosureValue, args: readonly ValueId[]): boolean {
  if (cx.expansions.includes(node) || node === cx.entry.node || !node.body) return false;
  if (node.asteriskToken || hasModifier(node, cx.ts.SyntaxKind.AsyncKeyword)) return false;
  // What it sees as `this` is no parameter of it.
  if (captured.has(cx.file.classes.receiverOf(node))) return true;
  const { closures, captures } = cx.file;
  if (closures.writesOf(node).size > 0 || givesFunction(cx, node)) return true;
  if (captures.isRecursive(node) || isCheckpoint) return false;
  if (cx.entry.family) return true;
  // The text stays in proportion to the source.
  if (cx.expandedSize > 2 * sizeOf(cx.ts, cx.entry.node) + roomy) return false;
  const isSmall = sizeOf(cx.ts, node) <= small;
  if (!enclosingFunction(cx.ts, node)) return isSmall && args.some((value) => cx.functionOf.has(value));
  return closures.callsOf(node) === 1 || isSmall;
}

function givesFunction(cx: Lowering, node: FunctionNode): boolean {
  const type = cx.oracle.returnTypeOf(node);
  return type !== undefined && holdsFunction(cx, type, 2);
}

/** Whether a type is a function, or an object with functions of its own in it. */
function holdsFunction(cx: Lowering, type: ts.Type, depth: number): boolean {
  const { oracle, ts } = cx;
  const symbol = type.getSymbol();
  if (oracle.isLibrarySymbol(symbol) && !oracle.isTuple(type)) return false;
  if (oracle.isCallable(type)) return true;
  if (depth === 0 || (type.flags & ts.TypeFlags.Object) === 0) return false;
  // The methods of a class are not in its instances.
  const isClass = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Class) !== 0;
  const isOwn = ({ flags }: ts.Symbol): boolean => !isClass || (flags & ts.SymbolFlags.Property) !== 0;
  const parts = oracle.isTuple(type)
    ? oracle.typeArgumentsOf(type)
    : oracle
        .propertiesOf(type)
        .filter(isOwn)
        .map((property) => oracle.typeOfSymbol(property));
  return parts.some((part) => holdsFunction(cx, part, depth - 1));
}
