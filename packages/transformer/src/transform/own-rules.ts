/**
 * Functions with rules of their own: what the user wrote takes the place of the derivative that would be made of the body.
 *   jvp rule    the tangent of f is a call of the rule, with zeros for what is not differentiated
 *   vjp rule    the adjoint of f calls the rule with the adjoint of the result, and adds what it gives to the shadows
 * A rule is a function like any other, so that higher orders differentiate its body. Where f has a rule for one mode only, the other is
 * made of the body of f, which stands in the unit once more under another name.
 */
import { InternalError } from "../base/internal-error.ts";
import { FunctionBuilder } from "../ir/build.ts";
import type { RegionBuilder } from "../ir/build.ts";
import { functionId } from "../ir/ir.ts";
import type { FunctionId, IrFunction, Origin, ValueId } from "../ir/ir.ts";
import type { Key } from "../ir/ir.ts";
import { elementType, numberType, tangentOf } from "../ir/types.ts";
import type { Type, TypeTable } from "../ir/types.ts";
import { overElements } from "./spread.ts";

/** The function as it is without rules. */
export function bodyId(id: FunctionId): FunctionId {
  return functionId(`body of ${id}`);
}

/** A function of the same shape in which every number of the parameters reaches every number of the result: what flow is told of it. */
export function standIn(fn: IrFunction, types: TypeTable): IrFunction {
  const { id, name, fileName, origin } = fn;
  const builder = new FunctionBuilder({ id, name, fileName, origin }, types);
  const params = fn.params.map((param) => builder.value(fn.values[param]!.type, fn.values[param]!.name));
  const into = builder.region();
  let sum = into.number(0, origin);
  const add = (value: ValueId): void => {
    const type = builder.typeOf(value);
    if (!tangentOf(type, types)) return;
    if (type.kind === "number") {
      sum = into.prim("add", [sum, value], origin);
      return;
    }
    for (const [key, part] of partsOf(type, into, origin)) add(into.load(value, key, part, origin));
  };
  for (const param of params) add(param);
  const make = (type: Type): ValueId => {
    switch (type.kind) {
      case "number":
        return type.discrete ? into.undef(type, origin) : sum;
      case "typed-array": {
        const made = into.allocate(type, { length: into.number(1, origin) }, origin);
        into.store(made, into.number(0, origin), sum, origin);
        return made;
      }
      case "array":
        return into.array([make(type.element)], type, origin);
      case "tuple":
        return into.array(
          type.elements.map((element) => make(element)),
          type,
          origin,
        );
      case "record":
        return into.record(
          Object.fromEntries(type.fields.map((field) => [field.name, make(field.type)])),
          origin,
          type,
        );
      default:
        return into.undef(type, origin);
    }
  };
  return builder.finish(params, fn.resultType, into.returns(make(fn.resultType), origin));
}

function partsOf(type: Type, into: RegionBuilder, origin: Origin): readonly (readonly [Key, Type])[] {
  if (type.kind === "tuple") return type.elements.map((part, i) => [{ kind: "field", name: String(i) }, part]);
  if (type.kind === "record") return type.fields.map(({ name, type: part }) => [{ kind: "field", name }, part]);
  const element = elementType(type, into.fn.types) ?? numberType;
  return [[{ kind: "index", index: into.number(0, origin) }, element]];
}

/** Adds an adjoint that a rule gave to a shadow. */
export function addAdjoint(into: RegionBuilder, shadow: ValueId, amount: ValueId, origin: Origin): void {
  const type = into.fn.typeOf(shadow);
  const one = (body: RegionBuilder, key: Key, part: Type): void => {
    if (part.kind === "undefined") return;
    const more = body.load(amount, key, part, origin);
    const held = body.load(shadow, key, part, origin);
    if (part.kind !== "number") return addAdjoint(body, held, more, origin);
    body.store(shadow, key, body.prim("add", [held, more], origin), origin);
  };
  switch (type.kind) {
    case "typed-array":
    case "array": {
      const part = type.kind === "array" ? type.element : numberType;
      overElements(shadow, [], into, origin, (body, index) => {
        one(body, { kind: "index", index }, part);
        return [];
      });
      return;
    }
    case "tuple":
      for (const [i, part] of type.elements.entries()) one(into, { kind: "field", name: String(i) }, part);
      return;
    case "record":
      for (const { name, type: part } of type.fields) one(into, { kind: "field", name }, part);
      return;
    default:
      throw new InternalError(`an adjoint of type ${type.kind} from a rule`);
  }
}
