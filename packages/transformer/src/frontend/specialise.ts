/**
 * A function of the program, called with functions: lifted once for each of the functions that it is called with. These are no
 * parameters of the lifted function; what they are made of comes in their place.
 *
 *   solve(f, x)   with   f = (t) => a * t + b      =>   solve_f(x, a, b)
 */
import type ts from "typescript";
import type { Origin, ValueId } from "../ir/ir.ts";
import { typeKey } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import { standIn } from "./function-join.ts";
import type { ClosureShape, ClosureValue, FunctionValue, Given, Shape, Specialisation } from "./function-value.ts";
import type { Lowering } from "./lowering.ts";
import type { LoweredParameter } from "./function-entry.ts";
import { nonNullish } from "./type-predicates.ts";
import type { Substitution } from "./type-memory.ts";
import type { EntryNode, FunctionNode } from "./syntax.ts";

export interface SpecialCall {
  readonly specialisation: Specialisation;
  readonly values: readonly ValueId[];
}

/** A function to be called: what it is made for, apart from the functions that are passed to it. */
export interface Target {
  readonly node: EntryNode;
  readonly substitution: Substitution | undefined;
  /** Tells apart what else it may be made for. */
  readonly mark?: string;
  /** What the overload gives that is called. */
  readonly result?: Type | undefined;
  /** The parameters as written. */
  readonly parameters: readonly LoweredParameter[];
}

/** Takes arguments apart; undefined where nothing among them asks for it. `names` are those of the parameters. */
export function specialise(
  cx: Lowering,
  { node, substitution, mark = "", result, parameters: written }: Target,
  args: readonly ValueId[],
  names: readonly string[],
): SpecialCall | undefined {
  const isSpecial =
    args.some((value) => cx.functionOf.has(value) || cx.membersOf.has(value)) ||
    args.some((value, i) => cx.typeOf(value).kind === "undefined" && takesFunction(written[i]));
  if (!isSpecial && !substitution && !result) return undefined;
  const values: ValueId[] = [];
  const parameters: { name: string; type: Type }[] = [];
  const take = (value: ValueId, name: string): number => {
    values.push(value);
    parameters.push({ name, type: cx.typeOf(value) });
    return values.length - 1;
  };
  const giveValue = (value: ValueId, name: string, isInside = false): Given => {
    const fn = cx.functionOf.get(value);
    if (fn) return { kind: "function", shape: shapeOf(fn) };
    const members = cx.membersOf.get(value);
    if (!members && cx.typeOf(value).kind === "undefined") return { kind: "absent" };
    if (!members) return { kind: "value", index: take(value, name) };
    return {
      kind: "members",
      index: isInside ? undefined : take(value, name),
      cls: cx.classOf.get(value),
      isTextless: cx.textless.has(value),
      members: [...members].map(([key, member]) => [key, giveValue(member, key, true)]),
    };
  };
  const shapeOfClosure = (fn: ClosureValue): ClosureShape => ({
    kind: "closure",
    node: fn.node,
    substitution: fn.substitution,
    captured: [...fn.captured].map(([symbol, value]) => [symbol, giveValue(value, symbol.name)]),
  });
  const shapeOf = (fn: FunctionValue): Shape => {
    switch (fn.kind) {
      case "closure":
        return shapeOfClosure(fn);
      case "derived":
        return { kind: "derived", target: fn.target, closure: shapeOfClosure(fn.closure) };
      case "choice":
        return {
          kind: "choice",
          condition: take(fn.condition, "condition"),
          then: shapeOf(fn.then),
          else: shapeOf(fn.else),
        };
      case "math":
      case "host":
      case "missing":
        return fn;
    }
  };
  const given = args.map((value, i) => giveValue(value, names[i] ?? `arg${i + 1}`));
  const types = parameters.map(({ type }) => typeKey(type));
  const head = `${numberOf(node)}${mark}${result ? `:${typeKey(result)}` : ""}<${substitution?.key ?? ""}>`;
  const key = `${head}(${given.map(keyOf).join()})${types.join()}`;
  return { specialisation: { key, substitution, given, parameters, result }, values };
}

/** How many functions an argument may be made of, and how often one function may hold another made in the same place. */
const most = { functions: 400, nested: 16 };

export const wrappedTooOften =
  "the function calls itself with a function that holds the one it was given, without an end";

/** Whether arguments are functions that hold functions without an end in sight, as where a function calls itself with a wrapped one. */
export function isWrappedTooOften(cx: Lowering, args: readonly ValueId[]): boolean {
  let count = 0;
  const open = new Map<FunctionNode, number>();
  const isTooMuch = (value: ValueId): boolean => {
    const fn = cx.functionOf.get(value);
    if (fn) return isTooMuchOf(fn);
    return [...(cx.membersOf.get(value)?.values() ?? [])].some(isTooMuch);
  };
  const isTooMuchOf = (fn: FunctionValue): boolean => {
    if (++count > most.functions) return true;
    if (fn.kind === "choice") return isTooMuchOf(fn.then) || isTooMuchOf(fn.else);
    const closure = fn.kind === "derived" ? fn.closure : fn.kind === "closure" ? fn : undefined;
    if (!closure) return false;
    const depth = (open.get(closure.node) ?? 0) + 1;
    if (depth > most.nested) return true;
    open.set(closure.node, depth);
    const isOver = [...closure.captured.values()].some(isTooMuch);
    open.set(closure.node, depth - 1);
    return isOver;
  };
  return args.some(isTooMuch);
}

/** Whether a function may be passed there: where it is left out, that is known too. */
export function takesFunction(parameter: LoweredParameter | undefined): boolean {
  if (!parameter) return false;
  const type = nonNullish(parameter.type);
  const isOpaque = (one: Type): boolean => nonNullish(one).kind === "opaque";
  return isOpaque(type) || (type.kind === "record" && type.fields.some((field) => isOpaque(field.type)));
}

function keyOf(given: Given): string {
  switch (given.kind) {
    case "value":
      return `${given.index}`;
    case "absent":
      return "-";
    case "function":
      return keyOfShape(given.shape);
    case "members":
      return `${given.index}${given.cls ? `c${numberOf(given.cls)}` : ""}{${given.members.map(([name, member]) => `${name}:${keyOf(member)}`).join()}}`;
  }
}

function keyOfShape(shape: Shape): string {
  switch (shape.kind) {
    case "closure":
      return `f${numberOf(shape.node)}<${shape.substitution?.key ?? ""}>[${shape.captured.map(([, given]) => keyOf(given)).join()}]`;
    case "derived":
      return `${shape.target.node.getText()}@${shape.target.node.pos}:${keyOfShape(shape.closure)}`;
    case "math":
      return `Math.${shape.name}`;
    case "host":
      return shape.text;
    case "missing":
      return `?${shape.text}`;
    case "choice":
      return `${shape.condition}?${keyOfShape(shape.then)}:${keyOfShape(shape.else)}`;
  }
}

const numbers = new WeakMap<EntryNode, number>();
let next = 0;

/** Tells functions apart in keys, which are only compared. */
function numberOf(node: EntryNode): number {
  let number = numbers.get(node);
  if (number === undefined) numbers.set(node, (number = next++));
  return number;
}

/** Inside the lifted function: the value of a parameter or captured variable. */
export function receive(
  cx: Lowering,
  given: Given,
  params: readonly ValueId[],
  at: { node: ts.Node; origin: Origin },
): ValueId {
  switch (given.kind) {
    case "value":
      return params[given.index]!;
    case "absent":
      return cx.undefined(at.origin);
    case "function":
      return standIn(cx, receiveFunction(cx, given.shape, params, at), at.node);
    case "members": {
      const { index } = given;
      const value = index === undefined ? cx.at.undef({ kind: "undefined" }, at.origin) : params[index]!;
      if (given.isTextless) cx.textless.set(value, at.node);
      if (given.cls) cx.classOf.set(value, given.cls);
      cx.membersOf.set(value, new Map(given.members.map(([name, member]) => [name, receive(cx, member, params, at)])));
      return value;
    }
  }
}

function receiveFunction(
  cx: Lowering,
  shape: Shape,
  params: readonly ValueId[],
  at: { node: ts.Node; origin: Origin },
): FunctionValue {
  const closure = ({ node, substitution, captured }: ClosureShape): ClosureValue => ({
    kind: "closure",
    node,
    substitution,
    captured: new Map(captured.map(([symbol, given]) => [symbol, receive(cx, given, params, at)])),
  });
  switch (shape.kind) {
    case "closure":
      return closure(shape);
    case "derived":
      return { kind: "derived", target: shape.target, closure: closure(shape.closure) };
    case "choice":
      return {
        kind: "choice",
        condition: params[shape.condition]!,
        then: receiveFunction(cx, shape.then, params, at),
        else: receiveFunction(cx, shape.else, params, at),
      };
    case "math":
    case "host":
    case "missing":
      return shape;
  }
}
