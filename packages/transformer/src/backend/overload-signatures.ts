/** The signatures of the derivatives of a function with overloads: what the one of the body is for each of them. */
import { assertNever } from "../base/assert-never.ts";
import { gradType, hessianType, hvpType, jacobianType, jvpType, vjpType } from "../ir/derivative-types.ts";
import type { Shape } from "../ir/derivative-types.ts";
import type { IrFunction } from "../ir/ir.ts";
import type { FunctionSource, Mode, SourceOverload } from "../ir/request.ts";
import { numberType, tangentOf, undefinedType, unionOf } from "../ir/types.ts";
import type { Type, TypeTable } from "../ir/types.ts";
import type { Signature, SignatureParameter } from "./signature.ts";

export interface OverloadContext {
  readonly mode: Mode;
  readonly source: FunctionSource;
  /** Whether generated text calls it, with arguments of all the types: that asks for a signature of its own. */
  readonly isCalled: boolean;
  readonly types: TypeTable;
  readonly typeText: (type: Type) => string;
}

export function overloadSignatures(fn: IrFunction, signature: Signature, cx: OverloadContext): readonly Signature[] {
  const overloads = cx.source.overloads ?? [];
  const own = overloads.map((overload) => {
    const own = parameterTypes(fn, overload, cx);
    const parameters = signature.parameters.map((parameter, i) => withType(parameter, own[i] ?? undefinedType, cx));
    return { ...signature, parameters, result: cx.typeText(resultOf(overload, cx)), doc: [] };
  });
  const all = signature.parameters.map((parameter) => withoutDefault(parameter));
  return own.length > 0 && cx.isCalled ? [...own, { ...signature, parameters: all, doc: [] }] : own;
}

function withoutDefault({ value, name, type, optional, default: initial }: SignatureParameter): SignatureParameter {
  return optional === true || initial !== undefined ? { value, name, type, optional: true } : { value, name, type };
}

function withType(parameter: SignatureParameter, type: Type, { typeText }: OverloadContext): SignatureParameter {
  const { value, name } = parameter;
  const isOptional = parameter.optional === true || parameter.default !== undefined;
  if (!isOptional) return { value, name, type: typeText(type) };
  const members = type.kind === "union" ? type.members.filter(({ kind }) => kind !== "undefined") : [type];
  return { value, name, type: typeText(unionOf(members)), optional: true };
}

/** Those of the function, then the directions, or the seed and what else the mode takes. */
function parameterTypes(
  fn: IrFunction,
  { params, result }: SourceOverload,
  { mode, source, types }: OverloadContext,
): readonly Type[] {
  const shadows = params.filter((_, i) => source.parameters[i]?.differentiable).map((type) => shadowOf(type, types));
  const seed = mode === "vjp" ? [shadowOf(result, types)] : [];
  const isDirected = mode === "jvp" || mode === "hvp" || mode === "into";
  const further = isDirected ? shadows : seed;
  const rest = fn.params.slice(params.length + further.length).map((param) => fn.values[param]!.type);
  return [...params, ...further, ...rest];
}

function shadowOf(type: Type, types: TypeTable): Type {
  return tangentOf(type, types) ?? undefinedType;
}

function resultOf({ params, result }: SourceOverload, { mode, source, types }: OverloadContext): Type {
  const shape: Shape = { params: params.map((type, i) => ({ name: source.parameters[i]?.name, type })), result };
  const mask = source.parameters.map(({ differentiable }) => differentiable);
  switch (mode) {
    case "jvp":
      return jvpType(shape, types);
    case "vjp":
      return vjpType(shape, mask, types);
    case "grad":
      return gradType(shape, mask, types);
    case "hvp":
      return hvpType(shape, mask, types);
    case "hessian":
      return hessianType(shape, mask, types);
    case "jacobian":
      return jacobianType(shape, mask, types);
    case "into":
      return numberType;
    default:
      return assertNever(mode, "mode");
  }
}
