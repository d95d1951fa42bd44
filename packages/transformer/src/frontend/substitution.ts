/**
 * Generic functions are specialised where they are called: what the type parameters are there, by the signature that the checker
 * resolved, else by the values that are passed.
 */
import type ts from "typescript";
import { elementType, fieldType, unionOf } from "../ir/types.ts";
import { resolve } from "../ir/assignable.ts";
import type { Type, TypeTable } from "../ir/types.ts";
import { isUntyped, withoutLiterals } from "./type-predicates.ts";
import type { Substitution } from "./type-memory.ts";
import type { Lowering } from "./lowering.ts";
import type { FunctionNode } from "./syntax.ts";

type Bind = (parameter: ts.Type, type: Type) => void;

/** The substitution for a call: what its surroundings give, and its own type parameters. `args` where they are at hand. */
export function substitutionFor(
  cx: Lowering,
  { node, outer }: { readonly node: FunctionNode; readonly outer: Substitution | undefined },
  call: ts.Node,
  args: readonly Type[] | undefined,
): Substitution | undefined {
  const { ts, oracle } = cx;
  const parameters = oracle.typeParametersOf(node).map((one) => oracle.typeAt(one));
  if (parameters.length === 0) return outer;
  const found = new Map(outer?.types);
  const wanted = new Set(parameters);
  const bind: Bind = (parameter, type) => {
    if (wanted.has(parameter) && !found.has(parameter) && !isUntyped(type)) found.set(parameter, withoutLiterals(type));
  };
  const declared = oracle.signatureOf(node);
  if (declared && args) {
    for (const [i, parameter] of declared.getParameters().entries()) {
      const type = args[i];
      if (type) matchOneOrMany(cx, oracle.typeOfSymbol(parameter), type, bind);
    }
  }
  const resolved = ts.isCallExpression(call) ? oracle.signatureOfCall(call) : undefined;
  if (declared && resolved?.getDeclaration() === node) matchSignatures(cx, declared, resolved, bind);
  // A function that calls itself passes its own type parameters on.
  for (const parameter of parameters) {
    const own = cx.file.typeLowering.current?.types.get(parameter);
    if (own && !found.has(parameter)) found.set(parameter, own);
  }
  if (declared && args) {
    for (const [i, parameter] of declared.getParameters().entries()) {
      const type = args[i];
      if (type) matchValue(cx, oracle.typeOfSymbol(parameter), type, bind);
    }
  }
  return cx.file.typeLowering.substitution(found);
}

function matchSignatures(cx: Lowering, declared: ts.Signature, resolved: ts.Signature, bind: Bind, depth = 0): void {
  const { oracle } = cx;
  const given = resolved.getParameters();
  for (const [i, parameter] of declared.getParameters().entries()) {
    const other = given[i];
    if (other) match(cx, oracle.typeOfSymbol(parameter), oracle.typeOfSymbol(other), bind, depth);
  }
  match(cx, oracle.returnTypeOfSignature(declared), oracle.returnTypeOfSignature(resolved), bind, depth);
}

/** Finds type parameters in a declared type by what stands in their places in an instantiated one. */
function match(cx: Lowering, declared: ts.Type, actual: ts.Type, bind: Bind, depth: number): void {
  const { ts, oracle } = cx;
  if (declared === actual || depth > 6) return;
  if (declared.flags & ts.TypeFlags.TypeParameter) {
    bind(declared, cx.file.lowerType(actual));
    return;
  }
  if (declared.isUnion()) {
    matchUnion(cx, declared, actual, bind, depth);
    return;
  }
  if ((declared.flags & ts.TypeFlags.Object) === 0 || (actual.flags & ts.TypeFlags.Object) === 0) return;
  const [own, other] = [oracle.typeArgumentsOf(declared), oracle.typeArgumentsOf(actual)];
  for (const [i, argument] of own.entries()) if (other[i]) match(cx, argument, other[i], bind, depth + 1);
  if (own.length > 0) return;
  const [call] = oracle.callSignaturesOf(declared);
  const [made] = oracle.callSignaturesOf(actual);
  if (call && made) matchSignatures(cx, call, made, bind, depth + 1);
  for (const property of oracle.propertiesOf(declared)) {
    const counterpart = oracle.propertyOf(actual, property.name);
    if (counterpart) match(cx, oracle.typeOfSymbol(property), oracle.typeOfSymbol(counterpart), bind, depth + 1);
  }
}

/** `T | undefined`, `T | T[]`: what is left of the actual members is T, where arrays stand for the arrays. */
function matchUnion(cx: Lowering, declared: ts.UnionType, actual: ts.Type, bind: Bind, depth: number): void {
  const members = actual.isUnion() ? actual.types : [actual];
  const { oracle } = cx;
  const array = declared.types.find((one) => oracle.isArray(one));
  const isArrays = (member: ts.Type): boolean => array !== undefined && oracle.isArray(member);
  const left = members.filter((member) => !declared.types.includes(member));
  for (const member of left) if (array && isArrays(member)) match(cx, array, member, bind, depth + 1);
  const rest = left.filter((member) => !isArrays(member));
  for (const one of declared.types) {
    if (one.flags & cx.ts.TypeFlags.TypeParameter) {
      if (rest.length > 0) bind(one, unionOf(rest.map((member) => cx.file.lowerType(member))));
    } else {
      for (const member of rest) match(cx, one, member, bind, depth + 1);
    }
  }
}

/**
 * `T | T[]`: the value says what T is. TypeScript may infer either of both, and takes what `Array.isArray` finds in it for
 * `any`, so that a call with one of its elements would be of the same T.
 */
function matchOneOrMany(cx: Lowering, declared: ts.Type, type: Type, bind: Bind): void {
  const { ts, oracle } = cx;
  if (!declared.isUnion()) return;
  const one = declared.types.find((member) => member.flags & ts.TypeFlags.TypeParameter);
  const isMany = (member: ts.Type): boolean => oracle.isArray(member) && oracle.typeArgumentsOf(member)[0] === one;
  if (!one || !declared.types.some(isMany)) return;
  const shape = resolve(type, cx.fn.types) ?? type;
  const elements = (shape.kind === "union" ? shape.members : [shape]).map((member) => {
    return elementType(resolve(member, cx.fn.types) ?? member, cx.fn.types) ?? member;
  });
  const found = elements.filter((element) => element.kind !== "undefined" && element.kind !== "null");
  if (found.length > 0) bind(one, unionOf(found));
}

/** The same by the type of a value. */
function matchValue(cx: Lowering, declared: ts.Type, type: Type, bind: Bind, depth = 0): void {
  const { ts, oracle } = cx;
  const table: TypeTable = cx.fn.types;
  if (depth > 6) return;
  if (declared.flags & ts.TypeFlags.TypeParameter) {
    if (type.kind !== "undefined") bind(declared, type);
    return;
  }
  if (declared.isUnion()) {
    const parameter = declared.types.find((one) => one.flags & ts.TypeFlags.TypeParameter);
    if (parameter) matchValue(cx, parameter, type, bind, depth + 1);
    return;
  }
  if (oracle.isArray(declared)) {
    const [element] = oracle.typeArgumentsOf(declared);
    const held = elementType(type, table);
    if (element && held) matchValue(cx, element, held, bind, depth + 1);
    return;
  }
  if (oracle.isTuple(declared)) {
    for (const [i, element] of oracle.typeArgumentsOf(declared).entries()) {
      const held = fieldType(type, String(i), table) ?? elementType(type, table);
      if (held) matchValue(cx, element, held, bind, depth + 1);
    }
    return;
  }
  if ((declared.flags & ts.TypeFlags.Object) === 0) return;
  for (const property of oracle.propertiesOf(declared)) {
    const held = fieldType(type, property.name, table);
    if (held) matchValue(cx, oracle.typeOfSymbol(property), held, bind, depth + 1);
  }
}
