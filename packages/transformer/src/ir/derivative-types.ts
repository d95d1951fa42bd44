/**
 * The types of derivative functions, from the types of what is differentiated (CONTRACT, Generated functions): what a mode returns, for
 * the transforms that make it and for the front end that calls it before it is made.
 */
import { InternalError } from "../base/internal-error.ts";
import type { IrFunction } from "./ir.ts";
import { arrayOf, GrowingTypes, tangentOf, typeKey, undefinedType, unionOf } from "./types.ts";
import type { Field, Type, TypeTable } from "./types.ts";

/** A function as far as its derivatives depend on it. */
export interface Shape {
  readonly params: readonly { readonly name: string | undefined; readonly type: Type }[];
  readonly result: Type;
}

export function shapeOf(fn: IrFunction): Shape {
  return {
    params: fn.params.map((param) => ({ name: fn.values[param]!.name, type: fn.values[param]!.type })),
    result: fn.resultType,
  };
}

/** What `grad` gives: the bare adjoint of one differentiable parameter, or the labelled tuple of several, in their order. */
export function gradType({ params }: Shape, mask: readonly boolean[], types: TypeTable): Type {
  const wanted = params.flatMap(({ name, type }, i) => (mask[i] ? [{ name: name ?? `arg${i + 1}`, type }] : []));
  const adjoints = wanted.map(({ type }) => tangentOf(type, types) ?? undefinedType);
  if (adjoints.length === 1) return adjoints[0]!;
  return { kind: "tuple", elements: adjoints, labels: wanted.map(({ name }) => name) };
}

function tangentOfResult({ result }: Shape, types: TypeTable): Type {
  const tangent = tangentOf(result, types);
  if (!tangent) throw new InternalError("the result carries no derivative");
  return tangent;
}

/** What is returned; a `void` function gives `undefined`. */
function valueOf({ result }: Shape): Type {
  return result.kind === "void" ? undefinedType : result;
}

function recordOf(fields: Readonly<Record<string, Type>>): Type {
  return { kind: "record", fields: Object.entries(fields).map(([name, type]): Field => ({ name, type })) };
}

export function jvpType(shape: Shape, types: TypeTable): Type {
  return recordOf({ value: valueOf(shape), tangent: tangentOf(shape.result, types) ?? undefinedType });
}

export function vjpType(shape: Shape, mask: readonly boolean[], types: TypeTable): Type {
  return recordOf({ value: valueOf(shape), grad: gradType(shape, mask, types) });
}

export function hvpType(shape: Shape, mask: readonly boolean[], types: TypeTable): Type {
  const grad = gradType(shape, mask, types);
  return recordOf({ value: valueOf(shape), grad, hvp: grad });
}

/** `grad` with each number replaced by what `grad` returns. */
export function hessianType(shape: Shape, mask: readonly boolean[], types: TypeTable): Type {
  const grad = gradType(shape, mask, types);
  return rowsType(grad, grad, types);
}

/** The result with each number replaced by what `grad` would return for it. */
export function jacobianType(shape: Shape, mask: readonly boolean[], types: TypeTable): Type {
  return rowsType(tangentOfResult(shape, types), gradType(shape, mask, types), types);
}

/**
 * A tangent with each of its numbers replaced by a `row`; a typed array, whose elements stop being numbers, becomes an array. A type that
 * contains itself becomes another one, in the table.
 */
export function rowsType(type: Type, row: Type, types: TypeTable): Type {
  const inner = (part: Type): Type => rowsType(part, row, types);
  switch (type.kind) {
    case "number":
      return row;
    case "typed-array":
      return row.kind === "number" ? type : arrayOf(row);
    case "array":
      return arrayOf(inner(type.element));
    case "tuple":
      return { ...type, elements: type.elements.map(inner) };
    case "record":
      return { kind: "record", fields: type.fields.map((field) => ({ ...field, type: inner(field.type) })) };
    case "dictionary":
      return { ...type, value: inner(type.value) };
    case "union":
      return unionOf(type.members.map(inner));
    case "named":
      if (!(types instanceof GrowingTypes)) throw new InternalError(`the rows of ${type.name} need a table that grows`);
      return types.variant(type.name, `Rows`, typeKey(row), inner);
    default:
      return type;
  }
}
