/**
 * Functions with rules of their own: what the user wrote takes the place of the derivative that would be made of the body.
 *   jvp rule    the tangent of f is a call of the rule, with zeros for what is not differentiated
 *   vjp rule    the adjoint of f calls the rule with the adjoint of the result, and adds what it gives to the shadows
 * A rule is a function like any other, so that higher orders differentiate its body. Where f has a rule for one mode only, the other is
 * made of the body of f, which stands in the unit once more under another name.
 */
import { FunctionBuilder } from "../ir/build.ts";
import type { RegionBuilder } from "../ir/build.ts";
import { functionId } from "../ir/ir.ts";
import type { FunctionId, IrFunction, Origin, ValueId } from "../ir/ir.ts";
import type { Key } from "../ir/ir.ts";
import { booleanType, elementType, numberType, tangentOf, undefinedType, unionOf } from "../ir/types.ts";
import type { Field, Type, TypeTable } from "../ir/types.ts";

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
  const held = params.flatMap((param) => numbersIn(param, into, origin));
  const sum = held.reduce((before, value) => into.prim("add", [before, value], origin), into.number(0, origin));
  return builder.finish(params, fn.resultType, into.returns(memoryOf(fn.resultType, { sum, into, origin }), origin));
}

/** The numbers that a value holds, one for all elements of an array. */
function numbersIn(value: ValueId, into: RegionBuilder, origin: Origin): readonly ValueId[] {
  const type = into.fn.typeOf(value);
  if (!tangentOf(type, into.fn.types)) return [];
  if (type.kind === "number") return [value];
  if (type.kind === "union") {
    return type.members.flatMap((member) =>
      tangentOf(member, into.fn.types) ? numbersIn(into.cast(value, member, origin), into, origin) : [],
    );
  }
  return partsOf(type, into, origin).flatMap(([key, part]) =>
    numbersIn(into.load(value, key, part, origin), into, origin),
  );
}

interface Making {
  readonly sum: ValueId;
  readonly into: RegionBuilder;
  readonly origin: Origin;
}

/** A value of a type in which every number is `sum`; of a union, any of its members. */
function memoryOf(type: Type, { sum, into, origin }: Making): ValueId {
  const make = (part: Type): ValueId => memoryOf(part, { sum, into, origin });
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
      return into.array(type.elements.map(make), type, origin);
    case "record": {
      const fields = type.fields.map((field) => [field.name, make(heldBy(field))] as const);
      return into.record(Object.fromEntries(fields), origin, type);
    }
    case "union":
      return type.members
        .map((member) => (own: RegionBuilder) => own.cast(memoryOf(member, { sum, into: own, origin }), type, origin))
        .reduce((before, next) => (own) => {
          const [then, otherwise] = [own.fn.region(), own.fn.region()];
          return own.if_({
            condition: own.undef(booleanType, origin),
            then: then.yields([next(then)], origin),
            else: otherwise.yields([before(otherwise)], origin),
            results: [{ type }],
            origin,
          })[0]!;
        })(into);
    default:
      return into.undef(type, origin);
  }
}

function heldBy({ type, optional }: Field): Type {
  return optional ? unionOf([type, undefinedType]) : type;
}

function partsOf(type: Type, into: RegionBuilder, origin: Origin): readonly (readonly [Key, Type])[] {
  if (type.kind === "tuple") return type.elements.map((part, i) => [{ kind: "field", name: String(i) }, part]);
  if (type.kind === "record") return type.fields.map((field) => [{ kind: "field", name: field.name }, heldBy(field)]);
  const element = elementType(type, into.fn.types) ?? numberType;
  return [[{ kind: "index", index: into.number(0, origin) }, element]];
}
