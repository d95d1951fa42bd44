/**
 * The functions that a request asks for, as IR with the wishes for their signatures.
 *   f_jvp(x, y, xDot, yDot)     f_vjp(x, y, seed)     f_grad(x, y)     f_hvp(x, y, xDot, yDot)     f_hessian(x, y)
 *   f_grad_into(x, xBar)        f_jacobian(x, y)
 * `hvp` is forward over reverse: the tangent of f_vjp with the seed 1. `hessian` calls `hvp` once for each number of the parameters,
 * `jacobian` calls `jvp` for each of those or `vjp` for each number of the result, whichever are fewer.
 */
import { assertNever } from "../base/assert-never.ts";
import { FunctionBuilder } from "../ir/build.ts";
import type { RegionBuilder } from "../ir/build.ts";
import type { FunctionId, IrFunction, Origin, ValueId } from "../ir/ir.ts";
import type { Mode } from "../ir/request.ts";
import { gradType, hessianType, hvpType, jacobianType, jvpType, rowsType, shapeOf } from "../ir/derivative-types.ts";
import type { Shape } from "../ir/derivative-types.ts";
import { holdsNumber, isReference, tangentOf } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import type { CalleeVariant, Note } from "./adjoint/context.ts";
import { gradIntoFunction, vjpFunction } from "./adjoint/vjp.ts";
import type { Vjp } from "./adjoint/vjp.ts";
import { bodyId } from "./own-rules.ts";
import { ruledGradInto, ruledVjp } from "./ruled-vjp.ts";
import { variantId, variantKey } from "./derivatives.ts";
import type { Derivatives, Mask } from "./derivatives.ts";
import { withEntryCheck } from "./entry-check.ts";
import { byMember } from "./members.ts";
import { countNumbers, needsValue, rowsOf, transpose, zerosOf } from "./rows.ts";
import { tangentFunction, tangentVariant } from "./tangent.ts";

export interface ModeFunction {
  readonly mode: Mode;
  readonly fn: IrFunction;
  /** Parameters with a default in the text: the seed. */
  readonly defaults: ReadonlyMap<ValueId, string>;
  /** Parameters that may be left out: adjoints of what written parameters end with. */
  readonly optional?: ReadonlySet<ValueId>;
}

export interface Differentiated {
  readonly functions: readonly ModeFunction[];
  /** What the reverse mode keeps, and why. */
  readonly notes: readonly Note[];
}

export interface DifferentiateOptions {
  readonly mask: Mask;
  readonly modes: readonly Mode[];
  /** The name of a mode's function. */
  readonly nameOf: (mode: Mode) => string;
  /** Whether the names are promised: what was made before under another name is renamed. */
  readonly isAskedFor?: boolean;
}

/** The functions of the modes, and those that they are made of: each is made once, and added to `all` under an id of its own. */
export function differentiate(
  all: Derivatives<CalleeVariant>,
  id: FunctionId,
  { mask, modes, nameOf, isAskedFor = false }: DifferentiateOptions,
): Differentiated {
  const work = all.once(`modes:${variantKey(id, mask)}`, () => new Modes(all, id, mask));
  work.nameOf = nameOf;
  for (const mode of modes) work.make(mode);
  // What others are made of is part of the output too.
  const wanted = new Set([...modes, ...modes.flatMap((mode) => work.neededBy(mode))]);
  const functions = [...wanted].map((mode) => {
    const made = work.make(mode);
    const fn = all.functionOf(made.fn.id);
    if (!isAskedFor || fn.name === nameOf(mode)) return { ...made, fn };
    const named = { ...fn, name: nameOf(mode) };
    all.add(named);
    return { ...made, fn: named };
  });
  return { functions, notes: work.notes };
}

const none: ReadonlyMap<ValueId, string> = new Map();

class Modes {
  readonly #neededBy = new Map<Mode, Mode[]>();
  notes: readonly Note[] = [];
  readonly #all: Derivatives<CalleeVariant>;
  readonly #source: IrFunction;
  readonly #shape: Shape;
  readonly #mask: Mask;
  readonly #written: readonly boolean[];
  /** The name of a mode's function. */
  nameOf: (mode: Mode) => string = (mode) => mode;
  readonly #made = new Map<Mode, ModeFunction>();
  #vjp: Vjp | undefined;

  constructor(all: Derivatives<CalleeVariant>, id: FunctionId, mask: Mask) {
    this.#all = all;
    this.#source = all.functionOf(id);
    this.#shape = shapeOf(this.#source);
    // What is written is an output whose adjoint belongs to the initial content: it is differentiated, whatever `wrt` says.
    this.#written = all.writtenParameters(id);
    this.#mask = mask.map((bit, i) => bit || this.#written[i]!);
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

  /** The modes whose functions that of a mode calls. */
  neededBy(mode: Mode): readonly Mode[] {
    const direct = this.#neededBy.get(mode) ?? [];
    return [...direct, ...direct.flatMap((inner) => this.neededBy(inner))];
  }

  #need(mode: Mode, by: Mode): ModeFunction {
    this.#neededBy.set(by, [mode]);
    return this.make(mode);
  }

  #make(mode: Mode): ModeFunction {
    switch (mode) {
      case "jvp":
        return { mode, fn: this.#jvp(), defaults: none };
      case "vjp": {
        const { fn, seed, trailing } = this.#reverse();
        const isNumber = seed !== undefined && this.#source.resultType.kind === "number";
        return {
          mode,
          fn: this.#checked(fn),
          defaults: isNumber ? new Map([[seed, "1"]]) : none,
          optional: new Set(seed === undefined ? [] : trailing),
        };
      }
      case "grad":
        return { mode, fn: this.#grad(), defaults: none };
      case "hvp":
        return { mode, fn: this.#hvp(), defaults: none };
      case "hessian":
        return { mode, fn: this.#hessian(), defaults: none };
      case "into":
        return { mode, fn: this.#checked(this.#gradInto()), defaults: none };
      case "jacobian":
        return { mode, fn: this.#jacobian(), defaults: none };
      default:
        return assertNever(mode, "mode");
    }
  }

  #checked(fn: IrFunction): IrFunction {
    return withEntryCheck(this.#all, fn, this.#all.writesInto(this.#source.id));
  }

  #reverse(): Vjp {
    if (!this.#vjp) {
      const { id } = this.#source;
      const rule = this.#all.rules.get(id);
      const wanted = { mask: this.#mask, written: this.#written };
      const name = this.nameOf("vjp");
      this.#vjp = rule?.vjp
        ? ruledVjp(this.#all, id, name, { mask: this.#mask, rule: rule.vjp })
        : vjpFunction(this.#all, rule ? bodyId(id) : id, name, wanted);
      this.notes = this.#vjp.notes;
    }
    return this.#vjp;
  }

  #jvp(): IrFunction {
    const [all, fn, mask] = [this.#all, this.#source, this.#mask];
    const tangentType = tangentOf(fn.resultType, all.types);
    const resultType = jvpType(shapeOf(fn), all.types);
    if (all.activity(fn.id, mask).resultIsActive) {
      // The function that callers inside differentiated code use as well.
      const variant = tangentVariant(all, fn.id, mask);
      return this.#checked({ ...all.functionOf(variant.id), name: this.nameOf("jvp") });
    }
    const id = variantId("tangent-of-constant", fn.id, mask);
    const isWriting = this.#written.includes(true);
    const made = tangentFunction(all, fn, {
      id,
      name: this.nameOf("jvp"),
      mask: isWriting ? mask : mask.map(() => false),
      ...(isWriting ? {} : { extra: mask }),
      resultType,
      finish: (into, value, _, origin) => {
        const zero = (type: Type): ValueId => {
          if (!isReference(type)) return into.number(0, origin);
          // `null` where there may be memory.
          const isNothing = tangentOf(into.fn.typeOf(value), all.types) === undefined;
          return isNothing ? into.const_(undefined, origin) : into.zerosLike(value, origin);
        };
        const tangent = tangentType === undefined ? into.const_(undefined, origin) : zero(tangentType);
        return into.record({ value, tangent }, origin, resultType);
      },
    });
    return this.#checked(made);
  }

  /** A function with the user's parameters: `make` gives what it returns. */
  #wrapper(
    mode: Mode,
    resultType: Type,
    make: (into: RegionBuilder, params: readonly ValueId[], origin: Origin) => ValueId,
  ): IrFunction {
    const { fileName, origin } = this.#source;
    const builder = new FunctionBuilder(
      { id: variantId(mode, this.#source.id, this.#mask), name: this.nameOf(mode), fileName, origin },
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
    const vjp = this.#need("vjp", "grad").fn;
    const { gradType: grads } = this.#reverse();
    return this.#wrapper("grad", grads, (into, params, origin) => {
      const absent = this.#reverse().trailing.map(() => into.const_(undefined, origin));
      const both = into.call(vjp.id, [...params, into.number(1, origin), ...absent], vjp.resultType, origin);
      return into.load(both, "grad", grads, origin);
    });
  }

  #gradInto(): IrFunction {
    const [id, name, mask] = [this.#source.id, this.nameOf("into"), this.#mask];
    const rule = this.#all.rules.get(id);
    if (!rule?.vjp) return gradIntoFunction(this.#all, rule ? bodyId(id) : id, name, mask);
    return ruledGradInto(this.#all, { id, vjp: this.#need("vjp", "into").fn, name, mask });
  }

  #hvp(): IrFunction {
    const { gradType: grads } = this.#reverse();
    const vjp = this.#openVjp();
    const seed = vjp.params[this.#source.params.length]!;
    const resultType = hvpType(this.#shape, this.#mask, this.#all.types);
    const tangent = tangentFunction(this.#all, vjp, {
      id: variantId("hvp", this.#source.id, this.#mask),
      name: this.nameOf("hvp"),
      mask: [...this.#mask, false],
      resultType,
      finish: (into, result, dot, origin) => {
        const grad = into.load(result, "grad", grads, origin, "grad");
        const zero = (): ValueId => (isReference(grads) ? into.zerosLike(grad, origin) : into.number(0, origin));
        const hvp = dot === undefined ? zero() : into.load(dot, "grad", grads, origin, "hvp");
        const value = into.load(result, "value", this.#source.resultType, origin);
        return into.record({ value, grad, hvp }, origin, resultType);
      },
    });
    // The seed is 1.
    const one = { kind: "const" as const, result: seed, value: 1, origin: this.#source.origin };
    return this.#checked({
      ...tangent,
      params: tangent.params.filter((param) => param !== seed),
      body: { ...tangent.body, ops: [one, ...tangent.body.ops] },
    });
  }

  /** The reverse mode with the seed as its last parameter: what written parameters end with counts for nothing else. */
  #openVjp(): IrFunction {
    if (!this.#written.includes(true)) return this.#all.functionOf(this.make("vjp").fn.id);
    const open = { mask: this.#mask, written: this.#written.map(() => false) };
    const { fn } = vjpFunction(this.#all, this.#source.id, this.nameOf("vjp"), open);
    this.#all.add(fn);
    return fn;
  }

  #hessian(): IrFunction {
    const hvp = this.#need("hvp", "hessian").fn;
    const row = gradType(this.#shape, this.#mask, this.#all.types);
    const resultType = hessianType(this.#shape, this.#mask, this.#all.types);
    return this.#wrapper("hessian", resultType, (into, params, origin) => {
      const parts = this.#alongEach(into, params, origin, {
        rowType: row,
        row: (body, dots, own) => {
          const result = body.call(hvp.id, [...own, ...dots], hvp.resultType, origin);
          return body.load(result, "hvp", row, origin);
        },
      });
      return parts.length === 1 ? parts[0]! : into.array(parts, resultType, origin);
    });
  }

  get #differentiable(): readonly number[] {
    return this.#source.params.flatMap((_, i) => (this.#mask[i] ? [i] : []));
  }

  #tangentOfParam(i: number): Type {
    return tangentOf(this.#shape.params[i]!.type, this.#all.types)!;
  }

  /** For every differentiable parameter, a row for each of its numbers: directions are 0 but for that one. */
  #alongEach(
    into: RegionBuilder,
    params: readonly ValueId[],
    origin: Origin,
    {
      rowType,
      row,
    }: {
      readonly rowType: Type;
      /** `own`: the parameters, as they are known there. */
      readonly row: (body: RegionBuilder, dots: readonly ValueId[], own: readonly ValueId[]) => ValueId;
    },
  ): readonly ValueId[] {
    const directions = this.#differentiable.map((i) => {
      const name = into.fn.nameOf(params[i]!);
      const isMemory = isReference(this.#tangentOfParam(i));
      return isMemory ? into.zerosLike(params[i]!, origin, name && `${name}Dot`) : undefined;
    });
    const memory = directions.flatMap((direction) => (direction === undefined ? [] : [direction]));
    const everything = [...params, ...memory];
    /** Along directions of memory, or (`active`) of one number. */
    const along = (body: RegionBuilder, context: readonly ValueId[], active?: number): ValueId => {
      const own = (value: ValueId): ValueId => context[everything.indexOf(value)]!;
      const dots = directions.map((direction, k) => {
        if (k === active) return body.number(1, origin);
        return direction === undefined ? body.number(0, origin) : own(direction);
      });
      return row(body, dots, params.map(own));
    };
    const functions = { all: this.#all, owner: into.fn.head.id };
    return directions.map((direction, k) => {
      const { types } = this.#all;
      const param = params[this.#differentiable[k]!]!;
      const type = into.fn.typeOf(param);
      if (type.kind === "number") return along(into, everything, k);
      const rows = (of: ValueId, body: RegionBuilder): ValueId =>
        rowsOf(of, body, { origin, rowType, context: everything, row: along, functions });
      if (direction !== undefined && !holdsNumber(type, types)) return rows(direction, into);
      // A number, memory, or nothing: as the argument is.
      return byMember(param, into, {
        origin,
        results: [rowsType(tangentOf(type, types)!, rowType, types)],
        isIdle: (member) => tangentOf(member, types) === undefined,
        each: (member, body) => {
          if (member === undefined) return [body.const_(undefined, origin)];
          const own = tangentOf(body.fn.typeOf(member), types)!;
          return [own.kind === "number" ? along(body, everything, k) : rows(body.cast(direction!, own, origin), body)];
        },
      })[0]!;
    });
  }

  /**
   * Forward where the parameters hold no more numbers than the result, reverse where they hold more. Numbers in arrays cannot be counted
   * here: they are taken to be many, and where both sides have them, residuals outnumber parameters.
   */
  #jacobian(): IrFunction {
    const { types } = this.#all;
    const inputs = this.#differentiable.map((i) => countNumbers(this.#tangentOfParam(i)));
    const wide = inputs.every((count) => count !== undefined) ? inputs.reduce((a, b) => a + b, 0) : undefined;
    const high = countNumbers(tangentOf(this.#source.resultType, types)!);
    const isForward = high === undefined || (wide !== undefined && wide <= high);
    const counted = (count: number | undefined): string =>
      count === undefined ? "many numbers" : count === 1 ? "one number" : `${count} numbers`;
    const why = `${isForward ? "forward" : "reverse"}: from ${counted(wide)} to ${counted(high)}`;
    return isForward ? this.#forwardJacobian(why) : this.#reverseJacobian(why);
  }

  #forwardJacobian(why: string): IrFunction {
    const { types } = this.#all;
    const jvp = this.#need("jvp", "jacobian").fn;
    const column = tangentOf(this.#source.resultType, types)!;
    const row = gradType(this.#shape, this.#mask, types);
    const isShared = isReference(column) && this.#resultSharesMemory();
    return this.#wrapper("jacobian", jacobianType(this.#shape, this.#mask, types), (into, params, origin) => {
      into.comment(why, origin);
      const columns = this.#alongEach(into, params, origin, {
        rowType: column,
        row: (body, dots, own) => {
          const both = body.call(jvp.id, [...own, ...dots], jvp.resultType, origin);
          const tangent = body.load(both, "tangent", column, origin);
          // A result that is (part of) a parameter has (part of) the direction as its tangent.
          return isShared ? body.clone(tangent, origin) : tangent;
        },
      });
      // With respect to one number, the tangent is the Jacobian.
      if (row.kind === "number") return columns[0]!;
      const { resultType } = this.#source;
      const value = needsValue(resultType, types)
        ? into.call(this.#source.id, params, resultType, origin, "value")
        : undefined;
      const pairs = this.#differentiable.map((i, k) => ({ param: params[i]!, columns: columns[k]! }));
      return transpose(value, resultType, into, { origin, types, columns: pairs, gradType: row, column });
    });
  }

  #resultSharesMemory(): boolean {
    const { summary, places } = this.#all.flow(this.#source.id);
    const own = new Set(summary.params.flatMap((param) => [...places.tree(param)]));
    return [...places.tree(summary.result)].some((node) => own.has(node));
  }

  #reverseJacobian(why: string): IrFunction {
    const { types } = this.#all;
    const vjp = this.#need("vjp", "jacobian").fn;
    const seedType = tangentOf(this.#source.resultType, types)!;
    const rowType = gradType(this.#shape, this.#mask, types);
    return this.#wrapper("jacobian", rowsType(seedType, rowType, types), (into, params, origin) => {
      into.comment(why, origin);
      const row = (body: RegionBuilder, seed: ValueId): ValueId =>
        body.load(body.call(vjp.id, [...params, seed], vjp.resultType, origin), "grad", rowType, origin);
      if (seedType.kind === "number") return row(into, into.number(1, origin));
      const seed = zerosOf(seedType, into, origin);
      into.fn.rename(seed, "seed");
      const functions = { all: this.#all, owner: into.fn.head.id };
      // The seed has a fixed shape: no function of its own asks for the values around.
      return rowsOf(seed, into, { origin, rowType, context: [], row: (body) => row(body, seed), functions });
    });
  }
}
