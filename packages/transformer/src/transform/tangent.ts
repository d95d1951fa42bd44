/**
 * The forward transform: every active value gets a tangent beside it, in the user's own shape, exits included.
 *   %2 = mul %0, %1        =>   %2 = mul %0, %1 ; %2Dot = %0Dot * %1 + %0 * %1Dot
 * References carry a shadow: memory of tangents, written by the same stores. Needs: ssa. Gives: ssa.
 * Source: Griewank and Walther, Evaluating Derivatives (2008), section 3.1; one formula for both modes from the rule table.
 */
import { assertNever } from "../base/assert-never.ts";
import { InternalError } from "../base/internal-error.ts";
import type { Activity } from "../analysis/activity.ts";
import { FunctionBuilder } from "../ir/build.ts";
import type { RegionBuilder } from "../ir/build.ts";
import { isLengthStore, isRemoval } from "../ir/ir.ts";
import type {
  CallOp,
  Element,
  FoldOp,
  ForOp,
  FunctionId,
  IfOp,
  IrFunction,
  Label,
  LoadOp,
  Op,
  Origin,
  PrimOp,
  Region,
  StoreOp,
  Terminator,
  ValueId,
  WhileOp,
} from "../ir/ir.ts";
import { partType } from "../ir/part-type.ts";
import { fieldsOf, isReference, numberType, tangentOf, undefinedType } from "../ir/types.ts";
import type { Field, Type } from "../ir/types.ts";
import { contribution, elementPullback } from "../rules/derive.ts";
import { evaluateFormula } from "../rules/formula.ts";
import type { PrimName } from "../rules/formula.ts";
import { jvpType, shapeOf } from "../ir/derivative-types.ts";
import { bodyId } from "./own-rules.ts";
import { ifPresent, nothingOf, spreadable, viewOf, withPresent } from "./absent.ts";
import { numberAt } from "./add-into.ts";
import type { Derivatives, Mask } from "./derivatives.ts";
import { maskOfCall } from "./call-mask.ts";
import { variantId, variantKey, variantName } from "./derivatives.ts";
import { countTies, overElements } from "./spread.ts";

/** How a function that was differentiated returns: from its value and the tangent of it (undefined: inactive). */
export type Finish = (into: RegionBuilder, value: ValueId, tangent: ValueId | undefined, origin: Origin) => ValueId;

export interface TangentOptions {
  readonly id: FunctionId;
  readonly name: string;
  readonly mask: Mask;
  /** Parameters that get a tangent in the signature though nothing flows from them. */
  readonly extra?: Mask;
  readonly resultType: Type;
  readonly finish: Finish;
}

/** A private variant: gives `{ value, tangent }` where the result is active, else the value alone. */
export interface TangentVariant {
  readonly id: FunctionId;
  readonly resultType: Type;
  readonly resultIsActive: boolean;
}

/** The tangent of a callee for what is active at a call. */
export function tangentVariant(all: Derivatives, callee: FunctionId, mask: Mask): TangentVariant {
  const rule = all.rules.get(callee);
  if (rule && all.activity(callee, mask).resultIsActive) return ruledTangent(all, callee, mask, rule.jvp);
  const key = `tangent:${variantKey(callee, mask)}`;
  const fn = all.functionOf(callee);
  const resultIsActive = all.activity(callee, mask).resultIsActive;
  const tangentType = tangentOf(fn.resultType, all.types);
  const resultType: Type =
    resultIsActive && tangentType
      ? {
          kind: "record",
          fields: [
            { name: "value", type: fn.resultType },
            { name: "tangent", type: tangentType },
          ],
        }
      : fn.resultType;
  const id = variantId("tangent", callee, mask);
  let isNew = false;
  all.once(key, () => (isNew = true));
  if (isNew) {
    const full = fn.params.map((param) => tangentOf(fn.values[param]!.type, all.types) !== undefined);
    const finish: Finish = (into, value, tangent, origin) =>
      resultIsActive ? into.record({ value, tangent: tangent! }, origin, resultType) : value;
    all.add(tangentFunction(all, fn, { id, name: variantName(fn, "jvp", mask, full), mask, resultType, finish }));
  }
  return { id, resultType, resultIsActive };
}

/** The tangent of a function with rules of its own: by its rule, or else by its body, in which the result need not be active. */
function ruledTangent(all: Derivatives, callee: FunctionId, mask: Mask, rule: FunctionId | undefined): TangentVariant {
  const fn = all.functionOf(callee);
  const resultType = jvpType(shapeOf(fn), all.types);
  const id = variantId("tangent", callee, mask);
  const made: TangentVariant = { id, resultType, resultIsActive: true };
  if (all.functions.has(id)) return made;
  const { name, fileName, origin } = fn;
  const builder = new FunctionBuilder({ id, name: `${name}_jvp`, fileName, origin }, all.types);
  const like = (param: ValueId, type: Type, suffix: string): ValueId => {
    const own = fn.values[param]!.name;
    return builder.value(type, own && `${own}${suffix}`);
  };
  const params = fn.params.map((param) => like(param, fn.values[param]!.type, ""));
  const tangents = fn.params.map((param) => tangentOf(fn.values[param]!.type, all.types));
  const dots = fn.params.map((param, i) => (mask[i] && tangents[i] ? like(param, tangents[i], "Dot") : undefined));
  const into = builder.region();
  const given = [...params, ...dots.filter((dot) => dot !== undefined)];
  const zero = (i: number): ValueId =>
    isReference(tangents[i]!) ? into.zerosLike(params[i]!, origin) : into.number(0, origin);
  if (rule) {
    const everyDot = params.flatMap((_, i) => (tangents[i] ? [dots[i] ?? zero(i)] : []));
    const result = into.call(rule, [...params, ...everyDot], resultType, origin);
    all.add(builder.finish(given, resultType, into.returns(result, origin)));
    return made;
  }
  const body = tangentVariant(all, bodyId(callee), mask);
  const result = into.call(body.id, given, body.resultType, origin);
  if (body.resultIsActive) all.add(builder.finish(given, resultType, into.returns(result, origin)));
  else {
    const type = tangentOf(fn.resultType, all.types)!;
    const tangent = isReference(type) ? into.zerosLike(result, origin) : into.number(0, origin);
    const both = into.record({ value: result, tangent }, origin, resultType);
    all.add(builder.finish(given, resultType, into.returns(both, origin)));
  }
  return made;
}

/** `fn` with the tangents of the parameters in `mask` as further parameters. */
export function tangentFunction(all: Derivatives, fn: IrFunction, options: TangentOptions): IrFunction {
  return new Tangent(all, fn, options).build();
}

class Tangent {
  readonly #all: Derivatives;
  readonly #source: IrFunction;
  readonly #options: TangentOptions;
  readonly #activity: Activity;
  readonly #fn: FunctionBuilder;
  readonly #dotOf = new Map<ValueId, ValueId>();
  readonly #constants = new Map<ValueId, number>();
  /** Constants `undefined` and `null`, of whatever type. */
  readonly #absent = new Set<ValueId>();
  /** Which values of a jump have tangents, by label. */
  readonly #labels = new Map<Label, { breaks: readonly ValueId[]; continues: readonly ValueId[] }>();

  constructor(all: Derivatives, source: IrFunction, options: TangentOptions) {
    this.#all = all;
    this.#source = source;
    this.#options = options;
    this.#activity = all.activity(source.id, options.mask);
    this.#fn = FunctionBuilder.from(source, { id: options.id, name: options.name }, all.types);
  }

  build(): IrFunction {
    const { mask, extra, resultType } = this.#options;
    const dots: ValueId[] = [];
    for (const [i, param] of this.#source.params.entries()) {
      if (!mask[i] && !extra?.[i]) continue;
      const dot = this.#newDot(param);
      dots.push(dot);
      if (mask[i]) this.#dotOf.set(param, dot);
    }
    const body = this.#region(this.#source.body, []);
    return this.#fn.finish([...this.#source.params, ...dots], resultType, body);
  }

  #newDot(value: ValueId): ValueId {
    const type = tangentOf(this.#fn.typeOf(value), this.#all.types);
    if (!type) throw new InternalError(`%${value} carries no tangent`);
    const name = this.#fn.nameOf(value);
    return this.#fn.value(type, name === undefined ? undefined : `${name}Dot`);
  }

  #isActive(value: ValueId): boolean {
    return this.#activity.isActive(value);
  }

  /** The tangent of a value as `like` wants it; zero where it has none. */
  #dot(value: ValueId, into: RegionBuilder, origin: Origin, like: ValueId = value): ValueId {
    const known = this.#dotOf.get(value);
    if (known !== undefined) return known;
    const type = this.#absent.has(value) ? undefined : tangentOf(this.#fn.typeOf(value), this.#all.types);
    if (type === undefined) {
      // A number of a literal type carries nothing: its tangent is 0, also in the place of a number that may be absent.
      const own = this.#fn.typeOf(value);
      const wanted =
        like === value && mayBe(own, "number") ? numberType : tangentOf(this.#fn.typeOf(like), this.#all.types);
      const isZero = wanted?.kind === "number" || (wanted && mayBe(own, "number") && mayBe(wanted, "number"));
      return isZero ? into.number(0, origin) : into.const_(undefined, origin);
    }
    return type.kind === "number" ? into.number(0, origin) : into.zerosLike(value, origin);
  }

  #region(region: Region, yields: readonly ValueId[], params: readonly ValueId[] = region.params): Region {
    const into = this.#fn.region(params);
    for (const op of region.ops) this.#op(op, into);
    return into.finish(this.#end(region.end, yields, into));
  }

  /** `yields`: where the values of a yield or condition go. */
  #end(end: Terminator, yields: readonly ValueId[], into: RegionBuilder): Terminator {
    const extended = (values: readonly ValueId[], targets: readonly ValueId[]): ValueId[] => [
      ...values,
      ...values.flatMap((value, i) =>
        targets[i] !== undefined && this.#isActive(targets[i]) ? [this.#dot(value, into, end.origin, targets[i])] : [],
      ),
    ];
    switch (end.kind) {
      case "yield":
        return { ...end, values: extended(end.values, yields) };
      case "condition":
        return { ...end, values: extended(end.values, yields) };
      case "break":
        return { ...end, values: extended(end.values, this.#labels.get(end.label)!.breaks) };
      case "continue":
        return { ...end, values: extended(end.values, this.#labels.get(end.label)!.continues) };
      case "return": {
        if (end.value === undefined && this.#options.resultType.kind === "void") return end;
        const { resultIsActive } = this.#activity;
        const value = end.value ?? into.const_(undefined, end.origin);
        const tangent = resultIsActive ? this.#returned(value, into, end.origin) : undefined;
        return { ...end, value: this.#options.finish(into, value, tangent, end.origin) };
      }
      case "throw":
        return end;
      default:
        return assertNever(end, "terminator");
    }
  }

  #returned(value: ValueId, into: RegionBuilder, origin: Origin): ValueId {
    const known = this.#dotOf.get(value);
    if (known !== undefined) return known;
    return this.#fn.typeOf(value).kind === "number" ? into.number(0, origin) : this.#dot(value, into, origin);
  }

  /** The active ones among some values get tangents: the values to append to a list of results or parameters. */
  #dotsFor(values: readonly ValueId[]): ValueId[] {
    return values
      .filter((value) => this.#isActive(value))
      .map((value) => {
        const dot = this.#newDot(value);
        this.#dotOf.set(value, dot);
        return dot;
      });
  }

  #op(op: Op, into: RegionBuilder): void {
    const { origin } = op;
    const follow = (result: ValueId, make: (type: Type, name: string | undefined) => ValueId): void => {
      if (!this.#isActive(result)) return;
      const type = tangentOf(this.#fn.typeOf(result), this.#all.types)!;
      const name = this.#fn.nameOf(result);
      this.#dotOf.set(result, make(type, name === undefined ? undefined : `${name}Dot`));
    };
    switch (op.kind) {
      case "const":
        if (typeof op.value === "number") this.#constants.set(op.result, op.value);
        if (op.value === undefined || op.value === null) this.#absent.add(op.result);
        return into.append(op);
      case "undef":
        into.append(op);
        return follow(op.result, (type, name) => into.undef(type, origin, name));
      case "comment":
      case "length":
      case "has-index":
      case "opaque":
        return into.append(op);
      case "prim":
        into.append(op);
        if (this.#isActive(op.result)) this.#prim(op, into);
        return;
      case "fold":
        into.append(op);
        if (this.#isActive(op.result)) this.#fold(op, into);
        return;
      case "cast":
        into.append(op);
        return follow(op.result, (type, name) =>
          isReference(this.#fn.typeOf(op.arg)) && !this.#dotOf.has(op.arg)
            ? into.zerosLike(op.result, origin, name)
            : into.cast(this.#dot(op.arg, into, origin, op.result), type, origin, name),
        );
      case "call":
        return this.#call(op, into);
      case "array":
        into.append(op);
        return follow(op.result, (type, name) =>
          into.array(this.#elements(op.elements, type, into, origin), type, origin, name),
        );
      case "record":
        into.append(op);
        return follow(op.result, (type, name) => {
          const names = namesOf(fieldsOf(type, this.#all.types));
          const kept = op.fields.filter((field) => !names || names.has(field.name));
          const dots = kept.map((field) => [field.name, this.#dot(field.value, into, origin)] as const);
          return into.record(Object.fromEntries(dots), origin, type, name);
        });
      case "allocate":
        into.append(op);
        return follow(op.result, (type, name) => {
          const { length } = op;
          const isOfNumbers = type.kind === "array" && type.element.kind === "number";
          if (op.fill === undefined && !isOfNumbers) return into.allocate(type, { length }, origin, name);
          const fill = op.fill === undefined ? into.number(0, origin) : this.#dot(op.fill, into, origin);
          return into.allocate(type, { length, fill }, origin, name);
        });
      case "zeros-like":
        into.append(op);
        return follow(op.result, (_, name) => into.zerosLike(op.result, origin, name));
      case "clone":
        into.append(op);
        return follow(op.result, (_, name) => into.clone(this.#dot(op.arg, into, origin), origin, name));
      case "load":
        into.append(op);
        return follow(op.result, (type, name) => this.#loaded(op, type, name, into));
      case "store":
        into.append(op);
        if (isLengthStore(op)) {
          if (this.#isActive(op.ref)) into.resize(this.#dot(op.ref, into, origin), op.value, origin);
        } else if (isRemoval(op)) {
          if (op.key.kind === "index" && this.#isActive(op.ref)) {
            const { index } = op.key;
            withPresent(this.#dot(op.ref, into, origin), into, origin, (own, body) => body.remove(own, index, origin));
          }
        } else if (this.#mayCarry(op) && (this.#isWritten(op.ref, op.value) || this.#isEmptied(op))) {
          const dot = this.#dot(op.value, into, origin);
          withPresent(this.#dot(op.ref, into, origin), into, origin, (own, body) =>
            body.store(own, op.key, dot, origin),
          );
        }
        return;
      case "fill":
        into.append(op);
        if (this.#isWritten(op.ref, op.value)) {
          const dot = this.#dot(op.value, into, origin);
          withPresent(this.#dot(op.ref, into, origin), into, origin, (own, body) => body.fill(own, dot, origin));
        }
        return;
      case "push":
        into.append(op);
        if (this.#isActive(op.ref)) {
          const ref = this.#dot(op.ref, into, origin);
          into.push(ref, this.#elements(op.elements, this.#fn.typeOf(ref), into, origin), origin);
        }
        return;
      case "pop": {
        into.append(op);
        if (!this.#isActive(op.ref)) return;
        const type = tangentOf(this.#fn.typeOf(op.result), this.#all.types)!;
        this.#dotOf.set(op.result, into.pop(this.#dot(op.ref, into, origin), type, origin));
        return;
      }
      case "view":
        into.append(op);
        return follow(op.result, (type, name) => {
          const range = op.to === undefined ? { from: op.from } : { from: op.from, to: op.to };
          return viewOf(this.#dot(op.ref, into, origin), range, { type, name }, into, origin);
        });
      case "if":
        return this.#if(op, into);
      case "for":
        return this.#for(op, into);
      case "while":
        return this.#while(op, into);
      case "block": {
        this.#labels.set(op.label, { breaks: op.results, continues: [] });
        const body = this.#region(op.body, op.results);
        return into.append({ ...op, body, results: [...op.results, ...this.#dotsFor(op.results)] });
      }
      case "try": {
        const body = this.#region(op.body, op.results);
        const handler = this.#region(op.handler, op.results);
        return into.append({ ...op, body, handler, results: [...op.results, ...this.#dotsFor(op.results)] });
      }
      default:
        return assertNever(op, "op");
    }
  }

  #loaded(op: LoadOp, type: Type, name: string | undefined, into: RegionBuilder): ValueId {
    const { origin } = op;
    return ifPresent(this.#dot(op.ref, into, origin), into, {
      origin,
      results: [name === undefined ? { type } : { type, name }],
      present: (own, body) => [body.load(own, op.key, type, origin, name)],
      absent: (body) => [nothingOf(type, body, origin)],
    })[0]!;
  }

  /** Whether a store into `ref` has to be followed in its shadow. */
  #isWritten(ref: ValueId, value: ValueId): boolean {
    if (!this.#isActive(ref)) return false;
    return this.#isActive(value) || tangentOf(this.#fn.typeOf(value), this.#all.types) !== undefined;
  }

  /** Whether the place that a store goes to has a tangent: not where its type is one of literals. */
  #mayCarry({ ref, key }: StoreOp): boolean {
    const part = partType(this.#fn.typeOf(ref), key, this.#all.types);
    return part === undefined || tangentOf(part, this.#all.types) !== undefined;
  }

  /** Whether a store leaves nothing where a tangent stood. */
  #isEmptied({ ref, key, value }: StoreOp): boolean {
    if (!this.#isActive(ref) || !this.#absent.has(value)) return false;
    const part = partType(this.#fn.typeOf(this.#dotOf.get(ref) ?? ref), key, this.#all.types);
    return part?.kind === "union" && part.members.some(({ kind }) => kind === "undefined");
  }

  #elements(elements: readonly Element[], type: Type, into: RegionBuilder, origin: Origin): Element[] {
    return elements.map((element, i) => {
      const isAbsent = type.kind === "tuple" && type.elements[i]?.kind === undefinedType.kind;
      if (isAbsent) return { kind: element.kind, value: into.const_(undefined, origin) };
      const dot = this.#dot(element.value, into, origin);
      return {
        kind: element.kind,
        value: element.kind === "spread" ? spreadable(dot, element.value, into, origin) : dot,
      };
    });
  }

  #meaning(
    into: RegionBuilder,
    origin: Origin,
  ): { constant(n: number): ValueId; prim(name: PrimName, args: readonly ValueId[]): ValueId } {
    return {
      constant: (number) => {
        const value = into.number(number, origin);
        this.#constants.set(value, number);
        return value;
      },
      prim: (name, args) => into.prim(name, args, origin),
    };
  }

  #prim(op: PrimOp, into: RegionBuilder): void {
    const { origin } = op;
    const name = this.#fn.nameOf(op.result);
    if (op.prim === "select") {
      const [condition, yes, no] = op.args as readonly [ValueId, ValueId, ValueId];
      this.#dotOf.set(
        op.result,
        into.prim(
          "select",
          [condition, this.#dot(yes, into, origin), this.#dot(no, into, origin)],
          origin,
          name && `${name}Dot`,
        ),
      );
      return;
    }
    const meaning = this.#meaning(into, origin);
    const constants = op.args.map((arg) => this.#constants.get(arg));
    const terms: ValueId[] = [];
    for (const [i, arg] of op.args.entries()) {
      const seed = this.#dotOf.get(arg);
      if (seed === undefined) continue;
      const term = contribution(op.prim as PrimName, i, { args: op.args, out: op.result, seed, constants }, meaning);
      if (term !== undefined) terms.push(term);
    }
    const dot = this.#sum(terms, into, origin);
    this.#dotOf.set(op.result, dot);
    if (name !== undefined && terms.length > 0 && !op.args.some((arg) => this.#dotOf.get(arg) === dot))
      this.#fn.rename(dot, `${name}Dot`);
  }

  #sum(terms: readonly ValueId[], into: RegionBuilder, origin: Origin): ValueId {
    if (terms.length === 0) return into.number(0, origin);
    return terms.reduce((sum, term) => into.sum(sum, term, origin));
  }

  #fold(op: FoldOp, into: RegionBuilder): void {
    const { origin } = op;
    const { contribution: formula, tied } = elementPullback(op.prim as PrimName);
    const ties = tied ? countTies(op, into) : undefined;
    let sum = into.number(0, origin);
    for (const arg of op.args) {
      const dot = this.#dotOf.get(arg.value);
      if (dot === undefined) continue;
      const term = (target: RegionBuilder, element: ValueId, seed: ValueId): ValueId =>
        evaluateFormula(formula, {
          ...this.#meaning(target, origin),
          param: (i) => (i === 0 ? element : ties!),
          out: op.result,
          seed,
        });
      if (arg.kind === "value") sum = into.sum(sum, term(into, arg.value, dot), origin);
      else {
        sum = overElements(arg.value, [sum], into, origin, (body, i, element, [acc]) => {
          const seed = numberAt(body, dot, { kind: "index", index: i }, origin);
          return [body.sum(acc!, term(body, element, seed), origin)];
        })[0]!;
      }
    }
    this.#dotOf.set(op.result, sum);
  }

  #call(op: CallOp, into: RegionBuilder): void {
    const { origin } = op;
    const mask = maskOfCall(this.#all, this.#source, this.#activity, op);
    if (!mask) {
      into.append(op);
      return this.#ownShadow(op.result, into, origin);
    }
    const variant = tangentVariant(this.#all, op.callee, mask);
    const dots = op.args.filter((_, i) => mask[i]).map((arg) => this.#dot(arg, into, origin));
    const args = [...op.args, ...dots];
    if (!variant.resultIsActive) {
      into.append({ ...op, callee: variant.id, args });
      return this.#ownShadow(op.result, into, origin);
    }
    const both = into.call(variant.id, args, variant.resultType, origin);
    into.append({ kind: "load", result: op.result, ref: both, key: { kind: "field", name: "value" }, origin });
    if (!this.#isActive(op.result)) return;
    const type = tangentOf(this.#fn.typeOf(op.result), this.#all.types)!;
    const name = this.#fn.nameOf(op.result);
    this.#dotOf.set(op.result, into.load(both, "tangent", type, origin, name && `${name}Dot`));
  }

  /** Memory that became active only after it was made somewhere else. */
  #ownShadow(result: ValueId, into: RegionBuilder, origin: Origin): void {
    if (!this.#isActive(result) || !isReference(this.#fn.typeOf(result))) return;
    const name = this.#fn.nameOf(result);
    this.#dotOf.set(result, into.zerosLike(result, origin, name && `${name}Dot`));
  }

  #if(op: IfOp, into: RegionBuilder): void {
    const then = this.#region(op.then, op.results);
    const otherwise = this.#region(op.else, op.results);
    into.append({ ...op, then, else: otherwise, results: [...op.results, ...this.#dotsFor(op.results)] });
  }

  /** The tangents of carried values: a position has one where the parameter or what comes out is active. */
  #for(op: ForOp, into: RegionBuilder): void {
    const [index, ...carried] = op.body.params;
    const inits = this.#carriedDots(op.inits, carried, into, op.origin);
    this.#labels.set(op.label, { breaks: carried, continues: carried });
    const dots = this.#dotsFor(carried);
    const body = this.#region(op.body, carried, [index!, ...carried, ...dots]);
    into.append({
      ...op,
      inits: [...op.inits, ...inits],
      body,
      results: [...op.results, ...this.#resultDots(op.results, carried)],
    });
  }

  #while(op: WhileOp, into: RegionBuilder): void {
    const inits = this.#carriedDots(op.inits, op.before.params, into, op.origin);
    this.#labels.set(op.label, { breaks: op.after.params, continues: op.before.params });
    const beforeDots = this.#dotsFor(op.before.params);
    const before = this.#region(op.before, op.after.params, [...op.before.params, ...beforeDots]);
    const afterDots = this.#dotsFor(op.after.params);
    const after = this.#region(op.after, op.before.params, [...op.after.params, ...afterDots]);
    const results = [...op.results, ...this.#resultDots(op.results, op.after.params)];
    into.append({ ...op, inits: [...op.inits, ...inits], before, after, results });
  }

  #carriedDots(inits: readonly ValueId[], params: readonly ValueId[], into: RegionBuilder, origin: Origin): ValueId[] {
    return inits.flatMap((init, i) => (this.#isActive(params[i]!) ? [this.#dot(init, into, origin, params[i])] : []));
  }

  /** Results have the tangents of the parameters they come from; those that nobody needs are dropped later. */
  #resultDots(results: readonly ValueId[], params: readonly ValueId[]): ValueId[] {
    return results.flatMap((result, i) => {
      if (!this.#isActive(params[i]!)) return [];
      const dot = this.#newDot(result);
      this.#dotOf.set(result, dot);
      return [dot];
    });
  }
}

function namesOf(fields: readonly Field[] | undefined): ReadonlySet<string> | undefined {
  return fields && new Set(fields.map((field) => field.name));
}

/** Whether a value of the type is, or can be, of a kind. */
function mayBe(type: Type, kind: Type["kind"]): boolean {
  return type.kind === "union" ? type.members.some((member) => mayBe(member, kind)) : type.kind === kind;
}
