/**
 * `wrt: opts.rate`: derivatives with respect to some fields of a parameter. What is made for the whole parameter is put behind a function
 * that takes a direction of these fields alone, and gives the adjoints of these alone.
 *   f_jvp(x, opts, xDot, optsDot: { rate })      f_vjp(x, opts, seed) → { value, grad: [x, opts: { rate }] }
 * What is computed for the other fields goes by the passes that drop what nobody reads.
 */
import { InternalError } from "../base/internal-error.ts";
import { FunctionBuilder } from "../ir/build.ts";
import type { RegionBuilder } from "../ir/build.ts";
import { functionId } from "../ir/ir.ts";
import type { IrFunction, Origin, ValueId } from "../ir/ir.ts";
import type { FunctionSource, Mode } from "../ir/request.ts";
import { fieldsOf, fieldType, undefinedType, unionOf } from "../ir/types.ts";
import type { Field, Type, TypeTable } from "../ir/types.ts";
import type { Derivatives } from "./derivatives.ts";
import type { ModeFunction } from "./modes.ts";

/** Chosen fields: each with its own chosen fields, or whole. */
type Choice = Choices | "whole";
interface Choices extends ReadonlyMap<string, Choice> {}

interface Chosen {
  readonly all: Derivatives;
  /** For each differentiable parameter, in order. */
  readonly choices: readonly Choice[];
  /** For each parameter of the user's function: its place among the differentiable ones. */
  readonly differentiable: readonly number[];
  readonly count: number;
}

/** The functions of a request, for the chosen fields only; as they are where all parameters are taken whole. */
export function chooseFields(
  all: Derivatives,
  functions: readonly ModeFunction[],
  { parameters }: FunctionSource,
): readonly ModeFunction[] {
  if (!parameters.some(({ fields }) => fields)) return functions;
  const wanted = parameters.flatMap((parameter, i) => (parameter.differentiable ? [{ parameter, i }] : []));
  const chosen: Chosen = {
    all,
    choices: wanted.map(({ parameter }) => choiceOf(parameter.fields)),
    differentiable: wanted.map(({ i }) => i),
    count: parameters.length,
  };
  const vjp = functions.find(({ mode }) => mode === "vjp");
  const chosenVjp = vjp && wrapped(vjp, chosen);
  return functions.map((made) => {
    const fn =
      made === vjp
        ? chosenVjp!
        : made.mode === "grad" && chosenVjp
          ? gradBy(chosenVjp, made, all)
          : wrapped(made, chosen);
    all.add({ ...made.fn, name: `${made.fn.name}_whole` });
    all.add(fn);
    return { ...made, fn, defaults: moved(made, fn) };
  });
}

/** `grad` is what the chosen `vjp` gives for the seed 1. */
function gradBy(vjp: IrFunction, { fn }: ModeFunction, { types }: Derivatives): IrFunction {
  const { origin, fileName, name } = fn;
  const builder = new FunctionBuilder({ id: functionId(`chosen:${fn.id}`), name, fileName, origin }, types);
  const params = fn.params.map((param) => builder.value(fn.values[param]!.type, fn.values[param]!.name));
  const into = builder.region();
  const both = into.call(vjp.id, [...params, into.number(1, origin)], vjp.resultType, origin);
  const grad = into.load(both, "grad", fieldType(vjp.resultType, "grad", types) ?? undefinedType, origin);
  return builder.finish(params, builder.typeOf(grad), into.returns(grad, origin));
}

function choiceOf(fields: readonly string[] | undefined): Choice {
  if (!fields) return "whole";
  const heads = new Map<string, string[]>();
  for (const field of fields) {
    const [head = "", ...rest] = field.split(".");
    heads.set(head, [...(heads.get(head) ?? []), rest.join(".")]);
  }
  return new Map([...heads].map(([head, rests]) => [head, rests.includes("") ? "whole" : choiceOf(rests)]));
}

/** Defaults belong to parameters in the same place. */
function moved({ fn, defaults }: ModeFunction, now: IrFunction): ModeFunction["defaults"] {
  return new Map([...defaults].map(([value, text]) => [now.params[fn.params.indexOf(value)]!, text]));
}

function wrapped({ fn, mode }: ModeFunction, chosen: Chosen): IrFunction {
  const { all, count, choices, differentiable } = chosen;
  const { types } = all;
  const { origin, fileName, name } = fn;
  const builder = new FunctionBuilder({ id: functionId(`chosen:${fn.id}`), name, fileName, origin }, types);
  const hasDirections = mode === "jvp" || mode === "hvp";
  const choiceAt = (i: number): Choice => (hasDirections && i >= count ? (choices[i - count] ?? "whole") : "whole");
  const params = fn.params.map((param, i) => {
    const { type, name: wish } = fn.values[param]!;
    return builder.value(narrowed(type, choiceAt(i), types), wish);
  });
  const into = builder.region();
  const args = params.map((param, i) => {
    const choice = choiceAt(i);
    if (choice === "whole") return param;
    const shadow = into.zerosLike(params[differentiable[i - count]!]!, origin, builder.nameOf(param));
    fill(into, shadow, param, choice, origin);
    return shadow;
  });
  const result = into.call(fn.id, args, fn.resultType, origin);
  const given = chosenResult(mode, result, into, chosen, origin);
  return builder.finish(params, builder.typeOf(given), into.returns(given, origin));
}

/** What a mode returns, with the chosen fields alone. */
function chosenResult(mode: Mode, result: ValueId, into: RegionBuilder, chosen: Chosen, origin: Origin): ValueId {
  const grad = (value: ValueId): ValueId => narrowedGrad(value, into, chosen, origin);
  const part = (name: string): ValueId => {
    const type = fieldType(into.fn.typeOf(result), name, chosen.all.types);
    if (!type) throw new InternalError(`the result has no ${name}`);
    return into.load(result, name, type, origin, name);
  };
  switch (mode) {
    case "jvp":
      return result;
    case "grad":
      return grad(result);
    case "vjp":
      return into.record({ value: part("value"), grad: grad(part("grad")) }, origin);
    case "hvp":
      return into.record({ value: part("value"), grad: grad(part("grad")), hvp: grad(part("hvp")) }, origin);
    default:
      throw new InternalError(`the mode ${mode} takes a parameter whole`);
  }
}

function narrowedGrad(value: ValueId, into: RegionBuilder, { choices, all }: Chosen, origin: Origin): ValueId {
  const type = into.fn.typeOf(value);
  if (choices.length === 1) return narrow(into, value, choices[0]!, origin);
  if (type.kind !== "tuple") throw new InternalError("the gradient of several parameters is a tuple");
  const parts = choices.map((choice, i) =>
    narrow(into, into.load(value, String(i), type.elements[i]!, origin), choice, origin),
  );
  const elements = type.elements.map((element, i) => narrowed(element, choices[i]!, all.types));
  return into.array(parts, { ...type, elements }, origin, "grad");
}

/** A shadow with the chosen fields alone. */
function narrow(into: RegionBuilder, shadow: ValueId, choice: Choice, origin: Origin): ValueId {
  if (choice === "whole") return shadow;
  const { types } = into.fn;
  const type = into.fn.typeOf(shadow);
  const fields = chosenFields(type, choice, types).map(({ field, inner }) => {
    const held = field.optional ? unionOf([field.type, undefinedType]) : field.type;
    return [field.name, narrow(into, into.load(shadow, field.name, held, origin), inner, origin)] as const;
  });
  return into.record(Object.fromEntries(fields), origin, narrowed(type, choice, types));
}

/** Puts a direction of chosen fields into one of all fields. */
function fill(into: RegionBuilder, whole: ValueId, direction: ValueId, choice: Choice, origin: Origin): void {
  if (choice === "whole") return;
  for (const { field, inner } of chosenFields(into.fn.typeOf(whole), choice, into.fn.types)) {
    const { name } = field;
    const held = field.optional ? unionOf([field.type, undefinedType]) : field.type;
    const given = into.load(direction, name, narrowed(held, inner, into.fn.types), origin);
    if (inner === "whole") into.store(whole, name, given, origin);
    else fill(into, into.load(whole, name, held, origin), given, inner, origin);
  }
}

/** The type of a shadow with the chosen fields alone. */
function narrowed(type: Type, choice: Choice, types: TypeTable): Type {
  if (choice === "whole") return type;
  const fields = chosenFields(type, choice, types).map(({ field, inner }) => ({
    ...field,
    type: narrowed(field.type, inner, types),
  }));
  return { kind: "record", fields };
}

function chosenFields(
  type: Type,
  choice: ReadonlyMap<string, Choice>,
  types: TypeTable,
): readonly { readonly field: Field; readonly inner: Choice }[] {
  const fields = fieldsOf(type, types);
  if (!fields) throw new InternalError(`fields of ${type.kind}`);
  return fields.flatMap((field) => {
    const inner = choice.get(field.name);
    return inner === undefined ? [] : [{ field, inner }];
  });
}
