/**
 * The functions that a request asks for, as IR with the wishes for their signatures.
 *   f_jvp(x, y, xDot, yDot)     f_vjp(x, y, seed)     f_grad(x, y)     f_hvp(x, y, xDot, yDot)     f_hessian(x, y)
 * `hvp` is forward over reverse: the tangent of f_vjp with the seed 1. `hessian` calls `hvp` once for each number of the parameters.
 */
import { InternalError } from "../base/internal-error.ts";
import { FunctionBuilder } from "../ir/build.ts";
import type { RegionBuilder } from "../ir/build.ts";
import { functionId, label } from "../ir/ir.ts";
import type { FunctionId, IrFunction, Origin, ValueId } from "../ir/ir.ts";
import type { Mode } from "../ir/request.ts";
import { arrayOf, isReference, numberType, tangentOf, undefinedType, unionOf } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import type { CalleeVariant, Note } from "./adjoint/context.ts";
import { gradTypeOf, vjpFunction } from "./adjoint/vjp.ts";
import type { Vjp } from "./adjoint/vjp.ts";
import { variantId } from "./derivatives.ts";
import type { Derivatives, Mask } from "./derivatives.ts";
import { tangentFunction, tangentVariant } from "./tangent.ts";

export interface ModeFunction {
  readonly mode: Mode;
  readonly fn: IrFunction;
  /** Parameters with a default in the text: the seed. */
  readonly defaults: ReadonlyMap<ValueId, string>;
}

export interface Differentiated {
  readonly functions: readonly ModeFunction[];
  /** What the reverse mode keeps, and why. */
  readonly notes: readonly Note[];
}

/** `nameOf` gives the name of a mode's function. The functions are added to `all` under ids of their own. */
export function differentiate(
  all: Derivatives<CalleeVariant>,
  id: FunctionId,
  options: { readonly mask: Mask; readonly modes: readonly Mode[]; readonly nameOf: (mode: Mode) => string },
): Differentiated {
  const work = new Modes(all, id, options.mask, options.nameOf);
  const functions = options.modes.map((mode) => work.make(mode));
  // What others are made of is part of the output too.
  const extra = work.needed.filter((mode) => !options.modes.includes(mode)).map((mode) => work.make(mode));
  return { functions: [...functions, ...extra], notes: work.notes };
}

const none: ReadonlyMap<ValueId, string> = new Map();

class Modes {
  readonly needed: Mode[] = [];
  notes: readonly Note[] = [];
  readonly #all: Derivatives<CalleeVariant>;
  readonly #source: IrFunction;
  readonly #mask: Mask;
  readonly #nameOf: (mode: Mode) => string;
  readonly #made = new Map<Mode, ModeFunction>();
  #vjp: Vjp | undefined;

  constructor(all: Derivatives<CalleeVariant>, id: FunctionId, mask: Mask, nameOf: (mode: Mode) => string) {
    this.#all = all;
    this.#source = all.functionOf(id);
    this.#mask = mask;
    this.#nameOf = nameOf;
  }

  make(mode: Mode): ModeFunction {
    let made = this.#made.get(mode);
    if (!made) {
      made = this.#make(mode);
      this.#made.set(mode, made);
      this.#all.add(made.fn);
    }
    return made;
  }

  #need(mode: Mode): ModeFunction {
    if (!this.needed.includes(mode)) this.needed.push(mode);
    return this.make(mode);
  }

  #make(mode: Mode): ModeFunction {
    switch (mode) {
      case "jvp":
        return { mode, fn: this.#jvp(), defaults: none };
      case "vjp": {
        const { fn, seed } = this.#reverse();
        const isNumber = this.#source.resultType.kind === "number";
        return { mode, fn, defaults: isNumber ? new Map([[seed, "1"]]) : none };
      }
      case "grad":
        return { mode, fn: this.#grad(), defaults: none };
      case "hvp":
        return { mode, fn: this.#hvp(), defaults: none };
      case "hessian":
        return { mode, fn: this.#hessian(), defaults: none };
      default:
        throw new InternalError(`the mode ${mode} is refused by the front end`);
    }
  }

  #reverse(): Vjp {
    if (!this.#vjp) {
      this.#vjp = vjpFunction(this.#all, this.#source.id, this.#nameOf("vjp"), this.#mask);
      this.notes = this.#vjp.notes;
    }
    return this.#vjp;
  }

  #jvp(): IrFunction {
    const [all, fn, mask] = [this.#all, this.#source, this.#mask];
    const tangentType = tangentOf(fn.resultType, all.types);
    if (!tangentType) throw new InternalError("the result carries no derivative");
    const resultType: Type = {
      kind: "record",
      fields: [
        { name: "value", type: fn.resultType },
        { name: "tangent", type: tangentType },
      ],
    };
    if (all.activity(fn.id, mask).resultIsActive) {
      // The function that callers inside differentiated code use as well.
      const variant = tangentVariant(all, fn.id, mask);
      return { ...all.functionOf(variant.id), name: this.#nameOf("jvp") };
    }
    const id = variantId("tangent-of-constant", fn.id, mask);
    return tangentFunction(all, fn, {
      id,
      name: this.#nameOf("jvp"),
      mask: mask.map(() => false),
      extra: mask,
      resultType,
      finish: (into, value, _, origin) => {
        const zero = isReference(tangentType) ? into.zerosLike(value, origin) : into.number(0, origin);
        return into.record({ value, tangent: zero }, origin, resultType);
      },
    });
  }

  /** A function with the user's parameters: `make` gives what it returns. */
  #wrapper(
    mode: Mode,
    resultType: Type,
    make: (into: RegionBuilder, params: readonly ValueId[], origin: Origin) => ValueId,
  ): IrFunction {
    const { fileName, origin } = this.#source;
    const builder = new FunctionBuilder(
      { id: functionId(`${mode}:${this.#source.id}`), name: this.#nameOf(mode), fileName, origin },
      this.#all.types,
    );
    const params = this.#source.params.map((param) =>
      builder.value(this.#source.values[param]!.type, this.#source.values[param]!.name),
    );
    const into = builder.region();
    const result = make(into, params, origin);
    return builder.finish(params, resultType, into.returns(result, origin));
  }

  #grad(): IrFunction {
    const vjp = this.#need("vjp").fn;
    const { gradType } = this.#reverse();
    return this.#wrapper("grad", gradType, (into, params, origin) => {
      const both = into.call(vjp.id, [...params, into.number(1, origin)], vjp.resultType, origin);
      return into.load(both, "grad", gradType, origin);
    });
  }

  #hvp(): IrFunction {
    const { fn: vjp, seed, gradType } = this.#reverse();
    this.#all.add(vjp);
    const fields = ["value", "grad", "hvp"] as const;
    const types = { value: this.#source.resultType, grad: gradType, hvp: gradType };
    const resultType: Type = { kind: "record", fields: fields.map((name) => ({ name, type: types[name] })) };
    const tangent = tangentFunction(this.#all, vjp, {
      id: functionId(`hvp:${this.#source.id}`),
      name: this.#nameOf("hvp"),
      mask: [...this.#mask, false],
      resultType,
      finish: (into, result, dot, origin) => {
        const grad = into.load(result, "grad", gradType, origin, "grad");
        const zero = (): ValueId => (isReference(gradType) ? into.zerosLike(grad, origin) : into.number(0, origin));
        const hvp = dot === undefined ? zero() : into.load(dot, "grad", gradType, origin, "hvp");
        return into.record({ value: into.load(result, "value", types.value, origin), grad, hvp }, origin, resultType);
      },
    });
    // The seed is 1.
    const one = { kind: "const" as const, result: seed, value: 1, origin: this.#source.origin };
    return {
      ...tangent,
      params: tangent.params.filter((param) => param !== seed),
      body: { ...tangent.body, ops: [one, ...tangent.body.ops] },
    };
  }

  #hessian(): IrFunction {
    const hvp = this.#need("hvp").fn;
    const gradType = gradTypeOf(this.#source, this.#mask, this.#all.types);
    const differentiable = this.#source.params.flatMap((_, i) => (this.#mask[i] ? [i] : []));
    const typeOf = (i: number): Type => this.#source.values[this.#source.params[i]!]!.type;
    const rows = differentiable.map((i) => rowsType(tangentOf(typeOf(i), this.#all.types)!, gradType));
    const resultType: Type = rows.length === 1 ? rows[0]! : { kind: "tuple", elements: rows };
    return this.#wrapper("hessian", resultType, (into, params, origin) => {
      // One direction a parameter, all zero but for one number at a time.
      const directions = differentiable.map((i) => {
        const isMemory = isReference(typeOf(i));
        const name = into.fn.nameOf(params[i]!);
        return isMemory ? into.zerosLike(params[i]!, origin, name && `${name}Dot`) : undefined;
      });
      const call = (body: RegionBuilder, active: number | undefined): ValueId => {
        const dots = directions.map((direction, k) => direction ?? body.number(k === active ? 1 : 0, origin));
        const result = body.call(hvp.id, [...params, ...dots], hvp.resultType, origin);
        return body.load(result, "hvp", gradType, origin);
      };
      const parts = differentiable.map((_, k) => {
        const direction = directions[k];
        return direction === undefined
          ? call(into, k)
          : rowsOf(direction, into, origin, gradType, (body) => call(body, undefined));
      });
      return parts.length === 1 ? parts[0]! : into.array(parts, resultType, origin);
    });
  }
}

/** The type of a tangent with each number replaced by a gradient; a typed array becomes an array. */
function rowsType(type: Type, gradType: Type): Type {
  switch (type.kind) {
    case "number":
      return gradType;
    case "typed-array":
      return arrayOf(gradType);
    case "array":
      return arrayOf(rowsType(type.element, gradType));
    case "tuple":
      return { ...type, elements: type.elements.map((element) => rowsType(element, gradType)) };
    case "record":
      return {
        kind: "record",
        fields: type.fields.map((field) => ({ ...field, type: rowsType(field.type, gradType) })),
      };
    case "union":
      return unionOf(type.members.map((member) => rowsType(member, gradType)));
    default:
      return type;
  }
}

/** A gradient for each number of a direction: the number is 1 while `row` computes. */
function rowsOf(
  direction: ValueId,
  into: RegionBuilder,
  origin: Origin,
  gradType: Type,
  row: (into: RegionBuilder) => ValueId,
): ValueId {
  const type = into.fn.typeOf(direction);
  const at = (key: ValueId | string, part: Type, body: RegionBuilder): ValueId => {
    if (part.kind === "undefined") return body.const_(undefined, origin);
    if (part.kind !== "number") return rowsOf(body.load(direction, key, part, origin), body, origin, gradType, row);
    body.store(direction, key, body.number(1, origin), origin);
    const made = row(body);
    body.store(direction, key, body.number(0, origin), origin);
    return made;
  };
  switch (type.kind) {
    case "typed-array":
    case "array": {
      const element = type.kind === "array" ? type.element : numberType;
      const length = into.length(direction, origin);
      const rows = into.allocate(arrayOf(rowsType(element, gradType)), { length }, origin, "rows");
      const index = into.fn.value(numberType, "i");
      const body = into.fn.region([index]);
      body.store(rows, index, at(index, element, body), origin);
      const from = into.number(0, origin);
      into.for_({
        label: label(`rows${index}`),
        from,
        to: length,
        step: 1,
        compare: "<",
        inits: [],
        body: body.yields([], origin),
        origin,
      });
      return rows;
    }
    case "tuple":
      return into.array(
        type.elements.map((part, i) => at(String(i), part, into)),
        rowsType(type, gradType),
        origin,
      );
    case "record":
      return into.record(
        Object.fromEntries(type.fields.map((field) => [field.name, at(field.name, field.type, into)])),
        origin,
        rowsType(type, gradType),
      );
    case "union": {
      const present = type.members.filter((member) => member.kind !== "undefined" && member.kind !== "null");
      if (present.length !== 1) throw new InternalError("a direction of several shapes");
      const then = into.fn.region();
      const rows = rowsOf(then.cast(direction, present[0]!, origin), then, origin, gradType, row);
      const otherwise = into.fn.region();
      const absent = otherwise.const_(undefined, origin);
      return into.if_({
        condition: into.prim("ne", [direction, into.const_(undefined, origin)], origin),
        then: then.yields([rows], origin),
        else: otherwise.yields([absent], origin),
        results: [{ type: unionOf([rowsType(present[0]!, gradType), undefinedType]) }],
        origin,
      })[0]!;
    }
    default:
      throw new InternalError(`a direction of type ${type.kind}`);
  }
}
