/**
 * A differentiated callee as a pair of functions: the augmented primal, which is the callee itself where nothing has to be
 * recorded, and the adjoint function.
 *   norm(x) → value                =>   norm_primal(x) → { value, record }      norm_adjoint(x, record, bar, xBar)
 * Recursive callees declare the most general pair before they are reversed.
 */
import { freeName } from "../../base/fresh-name.ts";
import { aliasKey } from "../../analysis/alias-pattern.ts";
import { InternalError } from "../../base/internal-error.ts";
import { FunctionBuilder } from "../../ir/build.ts";
import type { RegionBuilder } from "../../ir/build.ts";
import { gradType, shapeOf, vjpType } from "../../ir/derivative-types.ts";
import type { FunctionId, IrFunction, Op, ValueId } from "../../ir/ir.ts";
import { holdsNumber, isReference, numberType, tangentOf, voidType } from "../../ir/types.ts";
import type { Field, Type } from "../../ir/types.ts";
import type { Derivatives } from "../derivatives.ts";
import { variantId, variantName } from "../derivatives.ts";
import { addInto } from "../add-into.ts";
import { bodyId } from "../own-rules.ts";
import { use } from "./availability.ts";
import { addBar, takeBar } from "./context.ts";
import type { CalleeVariant, CallShape, Parts, Reversal, ShadowPlan } from "./context.ts";
import { isOwnResult, startReversal, structured } from "./reversal.ts";
import { rebuild } from "./scope.ts";
import { earlyNodes } from "./early.ts";
import { mirrorStores } from "./mirror.ts";
import { earlyOfRecursive, keyOf, resizedParameters } from "./shadow-plan.ts";
import { primalShadow } from "./shadows.ts";

/** Which shadows pass at a call; of a recursive callee known before it is reversed. */
export function shadowPlan(
  all: Derivatives<CalleeVariant>,
  callee: FunctionId,
  shape: CallShape,
  parts: Parts,
): ShadowPlan {
  if (!all.isRecursive(callee)) return calleeVariant(all, callee, shape, parts);
  const fn = structured(all, callee);
  const isMade = isReference(fn.resultType) && all.activity(fn.id, shape.mask, shape.aliases).resultIsActive;
  return { resultShadow: isMade ? "made" : "none", earlyShadows: earlyOfRecursive(all, callee, shape, parts) };
}

export function calleeVariant(
  all: Derivatives<CalleeVariant>,
  callee: FunctionId,
  shape: CallShape,
  parts: Parts,
): CalleeVariant {
  const rule = all.rules.get(callee);
  if (rule?.vjp) return ruledCallee(all, callee, shape, rule.vjp);
  if (rule) {
    const variant = calleeVariant(all, bodyId(callee), shape, parts);
    return variant.primal === bodyId(callee) ? { ...variant, primal: callee } : variant;
  }
  const known = all.variants.get(keyOf(callee, shape));
  return known ?? new CalleeBuilder(all, callee, shape, parts).build();
}

class CalleeBuilder {
  readonly #all: Derivatives<CalleeVariant>;
  readonly #shape: CallShape;
  readonly #parts: Parts;
  readonly #callee: FunctionId;
  readonly #fn: IrFunction;
  readonly #key: string;
  readonly #shadows = new Map<ValueId, ValueId>();
  readonly #early = new Set<ValueId>();

  constructor(all: Derivatives<CalleeVariant>, callee: FunctionId, shape: CallShape, parts: Parts) {
    this.#all = all;
    this.#callee = callee;
    this.#shape = shape;
    this.#parts = parts;
    this.#fn = structured(all, callee);
    this.#key = keyOf(callee, shape);
  }

  build(): CalleeVariant {
    const [all, fn, shape] = [this.#all, this.#fn, this.#shape];
    const { end } = fn.body;
    const returned = end.kind === "return" ? end.value : undefined;
    const isMemory = isReference(fn.resultType) && all.activity(fn.id, shape.mask, shape.aliases).resultIsActive;
    const isNumber = holdsNumber(fn.resultType, all.types);
    const recursive = all.isRecursive(this.#callee);
    const cx = startReversal({
      all,
      fn,
      mask: shape.mask,
      isJoined: false,
      unstable: shape.unstable,
      aliases: shape.aliases,
      isLoose: shape.isLoose,
      paramShadow: (context, param, where) => this.#paramShadow(context, param, where),
      early: (shared, callee) => {
        // The caller's shadow may be there in the primal sweep: it must grow with its memory.
        const nodes = resizedParameters(shared);
        if (!isMemory || returned === undefined) return { values: [], nodes };
        const alone = earlyNodes(shared, callee, { values: [], nodes });
        const isOwn = !recursive && !isNumber && isOwnResult({ ...shared, early: alone }, returned);
        return { values: isOwn ? [] : [returned], nodes };
      },
      parts: this.#parts,
    });
    const isGiven = isMemory && !isNumber && !recursive && returned !== undefined && isOwnResult(cx, returned);
    const kind = !isMemory ? "none" : isGiven ? "given" : "made";
    const declared = recursive ? this.#declare(cx, kind) : undefined;
    if (declared) all.variants.set(this.#key, declared);

    mirrorStores(cx);
    const out = cx.builder.region();
    const barType = isNumber ? numberType : tangentOf(fn.resultType, all.types);
    const bar = barType && cx.builder.value(barType, "bar");
    if (returned !== undefined && cx.activity.isActive(returned)) {
      if (isNumber) addBar(cx.tree.body, returned, bar!);
      if (isGiven) cx.tree.body.shadows.set(returned, bar!);
      else if (isMemory) primalShadow(cx, returned);
    }
    cx.parts.reverseRegion(cx, cx.tree.body, out);
    const variant = this.#finish(cx, kind, out, returned, bar, declared);
    all.variants.set(this.#key, variant);
    return variant;
  }

  #paramShadow(cx: Reversal, param: ValueId, where: "primal" | "adjoint"): ValueId {
    let shadow = this.#shadows.get(param);
    if (shadow === undefined && where === "adjoint" && this.#isLeftOut(cx, param)) {
      // With its exits structured a function may pass for one that writes what carries a derivative: the caller knows that it does not.
      const name = cx.builder.nameOf(param);
      shadow = cx.tree.body.prologue.zerosLike(use(cx, param), cx.fn.origin, name && `${name}Bar`);
      this.#shadows.set(param, shadow);
    }
    if (shadow === undefined) {
      const name = cx.builder.nameOf(param);
      shadow = cx.builder.value(tangentOf(cx.builder.typeOf(param), this.#all.types)!, name && `${name}Bar`);
      this.#shadows.set(param, shadow);
      cx.tree.definedIn.set(shadow, cx.tree.body);
      cx.tree.body.available.set(shadow, shadow);
    }
    if (where === "primal") this.#early.add(param);
    return shadow;
  }

  /** Whether nothing that the caller differentiates by can be in a parameter. */
  #isLeftOut(cx: Reversal, param: ValueId): boolean {
    const { mask, aliases } = this.#shape;
    const index = cx.fn.params.indexOf(param);
    const isShared = aliases.some(
      (paths) => paths.some(({ parameter }) => parameter === index) && paths.some(({ parameter }) => mask[parameter]),
    );
    return !mask[index] && !isShared;
  }

  #masked(cx: Reversal): { readonly scalars: ValueId[]; readonly memory: ValueId[] } {
    const masked = cx.fn.params.filter((_, i) => this.#shape.mask[i]);
    const memory = masked.filter((param) => isReference(cx.builder.typeOf(param)));
    return { memory, scalars: masked.filter((param) => holdsNumber(cx.builder.typeOf(param), this.#all.types)) };
  }

  /** The pair of a recursive callee, known before the reversal: everything is taken, and something is recorded. */
  #declare(cx: Reversal, kind: CalleeVariant["resultShadow"]): CalleeVariant {
    return this.#variant(
      cx,
      kind,
      cx.fn.params.map(() => true),
      earlyOfRecursive(this.#all, this.#callee, this.#shape, this.#parts),
      { kind: "named", name: this.#typeName() },
      true,
    );
  }

  #typeName(): string {
    const stem = `${this.#fn.name.charAt(0).toUpperCase()}${this.#fn.name.slice(1)}Record`;
    const name = freeName(stem, this.#all.types);
    this.#all.types.set(name, { name, type: { kind: "record", fields: [] }, emitted: true });
    return name;
  }

  #variant(
    cx: Reversal,
    kind: CalleeVariant["resultShadow"],
    takes: readonly boolean[],
    earlyShadows: readonly boolean[],
    recordType: Type | undefined,
    isChanged: boolean,
  ): CalleeVariant {
    const { fn } = cx;
    const { unstable, mask } = this.#shape;
    const loose = this.#shape.isLoose ? "loose" : "";
    const bits = `${unstable.map((bit) => (bit ? "1" : "0")).join("")}${aliasKey(this.#shape.aliases)}${loose}`;
    const primal = isChanged ? variantId(`primal${bits}`, this.#callee, mask) : this.#callee;
    const adjoint = variantId(`adjoint${bits}`, this.#callee, mask);
    const hasValue = fn.resultType.kind !== "void";
    const shadowType = kind === "none" ? undefined : tangentOf(fn.resultType, this.#all.types);
    const fields: Field[] = [];
    if (hasValue) fields.push({ name: "value", type: fn.resultType });
    if (recordType) fields.push({ name: "record", type: recordType });
    if (kind === "made" && shadowType) fields.push({ name: "bar", type: shadowType });
    const isRecord = recordType !== undefined || kind === "made";
    const scalars = this.#masked(cx).scalars.map((param) => {
      const index = fn.params.indexOf(param);
      return { param: index, name: `${cx.builder.nameOf(param) ?? `arg${index + 1}`}Bar` };
    });
    const adjointType: Type =
      scalars.length === 0
        ? voidType
        : scalars.length === 1
          ? numberType
          : { kind: "record", fields: scalars.map(({ name }) => ({ name, type: numberType })) };
    return {
      primal,
      primalType: isRecord ? { kind: "record", fields } : fn.resultType,
      hasValue,
      recordType,
      resultShadow: kind,
      shadowType,
      takesShadow: kind === "given",
      earlyShadows,
      adjoint,
      notes: cx.notes,
      name: fn.name,
      takes,
      scalars,
      adjointType,
      loosens: this.#shape.isLoose,
    };
  }

  #finish(
    cx: Reversal,
    kind: CalleeVariant["resultShadow"],
    out: RegionBuilder,
    returned: ValueId | undefined,
    bar: ValueId | undefined,
    declared: CalleeVariant | undefined,
  ): CalleeVariant {
    const { fn, builder } = cx;
    const { origin } = fn.body.end;
    const body = cx.tree.body;
    const { memory, scalars } = this.#masked(cx);
    const bars = scalars.map((param) => takeBar(cx, body, param, out, origin) ?? out.number(0, origin));
    for (const param of memory) this.#paramShadow(cx, param, "adjoint");

    const made = kind === "made" && returned !== undefined ? primalShadow(cx, returned) : undefined;
    // The caller has the shadow of the result anyway: it is handed back, not recorded.
    const handedBack = !declared && !holdsNumber(fn.resultType, this.#all.types) ? made : undefined;
    const takesMade = handedBack !== undefined && cx.record.delete(handedBack);
    if (takesMade && builder.nameOf(handedBack) === undefined) builder.rename(handedBack, "bar");
    // The primal with what it records.
    const recorded = [...cx.record];
    const needsRecord = recorded.length > 0 || declared !== undefined;
    let recordType = declared?.recordType;
    if (needsRecord) {
      const name = recordType?.kind === "named" ? recordType.name : this.#typeName();
      recordType = { kind: "named", name };
      const type: Type = {
        kind: "record",
        fields: recorded.map(([value, field]) => ({ name: field, type: builder.typeOf(value) })),
      };
      this.#all.types.set(name, { name, type, emitted: true });
    }
    const primalBody = rebuild(body, cx.tree);
    const isChanged = needsRecord || made !== undefined || this.#early.size > 0;
    const takes = declared?.takes ?? fn.params.map((param) => cx.takes.has(param));
    const early = declared?.earlyShadows ?? fn.params.map((param) => this.#early.has(param));
    if (fn.params.some((param, i) => this.#early.has(param) && !early[i]))
      throw new InternalError(`a shadow of ${fn.name} is asked for earlier than was declared`);
    const loosens = cx.loosened.size > 0;
    const own = (): CalleeVariant => this.#variant(cx, kind, takes, early, recordType, isChanged);
    const variant = declared ?? { ...own(), takesShadow: takesMade || kind === "given", loosens };

    const names = {
      mask: this.#shape.mask,
      full: fn.params.map((param) => tangentOf(builder.typeOf(param), this.#all.types) !== undefined),
    };
    const named = (role: string): string => {
      const isShared = this.#shape.aliases.length > 0;
      const suffix = `${role}${isShared ? "_shared" : ""}${this.#shape.unstable.includes(true) ? "_changed" : ""}`;
      return variantName(fn, suffix, names.mask, names.full);
    };
    const shadowOf = (param: ValueId): ValueId => this.#shadows.get(param)!;
    if (variant.primal !== this.#callee) {
      const end = builder.region();
      let result = returned;
      if (returned !== undefined || needsRecord) {
        const fields: Record<string, ValueId> = {};
        if (variant.hasValue && returned !== undefined) fields["value"] = returned;
        if (needsRecord)
          fields["record"] = end.record(
            Object.fromEntries(recorded.map(([value, field]) => [field, value])),
            origin,
            recordType,
          );
        if (made !== undefined) fields["bar"] = made;
        result = variant.recordType || made !== undefined ? end.record(fields, origin, variant.primalType) : returned;
      }
      const region = {
        ...primalBody,
        ops: [...primalBody.ops, ...end.ops],
        end: fn.body.end.kind === "return" ? { ...fn.body.end, value: result } : fn.body.end,
      };
      const params = [...fn.params, ...fn.params.filter((_, i) => early[i]).map(shadowOf)];
      this.#all.add({
        ...builder.finish(params, variant.primalType, region),
        id: variant.primal,
        name: named("primal"),
      });
    }

    // The adjoint function.
    const record = needsRecord ? builder.value(recordType!, "record") : undefined;
    const loads: Op[] = recorded.map(([value, field]) => ({
      kind: "load",
      result: value,
      ref: record!,
      key: { kind: "field", name: field },
      origin,
    }));
    const params = fn.params.filter((_, i) => takes[i]);
    if (record !== undefined) params.push(record);
    const takesBar = bar !== undefined && (kind === "given" || holdsNumber(fn.resultType, this.#all.types));
    if (takesBar) params.push(bar);
    if (takesMade) params.push(handedBack!);
    params.push(...memory.map(shadowOf));
    const scalarNames = variant.scalars.map(({ name }) => name);
    const result =
      bars.length === 0
        ? undefined
        : bars.length === 1
          ? bars[0]
          : out.record(
              Object.fromEntries(bars.map((value, i) => [scalarNames[i]!, value])),
              origin,
              variant.adjointType,
            );
    const region = {
      params: [],
      ops: [...loads, ...body.prologue.ops, ...out.ops],
      end: { kind: "return" as const, value: result, origin },
    };
    this.#all.add({
      ...builder.finish(params, variant.adjointType, region),
      id: variant.adjoint,
      name: named("adjoint"),
    });
    return variant;
  }
}

/** A callee whose adjoint is a rule of the user's. What the caller overwrites later is copied before. */
function ruledCallee(
  all: Derivatives<CalleeVariant>,
  callee: FunctionId,
  call: CallShape,
  rule: FunctionId,
): CalleeVariant {
  const { mask, unstable } = call;
  const key = `rule:${keyOf(callee, call)}`;
  const known = all.variants.get(key);
  if (known) return known;
  const fn = all.functionOf(callee);
  const { fileName, origin } = fn;
  const bits = unstable.map((bit) => (bit ? "1" : "0")).join("");
  const typeOf = (i: number): Type => fn.values[fn.params[i]!]!.type;
  const nameOf = (i: number): string => fn.values[fn.params[i]!]!.name ?? `arg${i + 1}`;
  const indices = fn.params.map((_, i) => i);
  const copied = indices.filter((i) => unstable[i] && isReference(typeOf(i)));
  const recordType: Type | undefined =
    copied.length === 0
      ? undefined
      : { kind: "record", fields: copied.map((i) => ({ name: nameOf(i), type: typeOf(i) })) };
  const primalType: Type = recordType
    ? {
        kind: "record",
        fields: [
          { name: "value", type: fn.resultType },
          { name: "record", type: recordType },
        ],
      }
    : fn.resultType;
  const primal = recordType ? variantId(`ruled-primal${bits}`, callee, mask) : callee;
  if (recordType) {
    const head = { id: primal, name: `${fn.name}_primal`, fileName, origin };
    const builder = new FunctionBuilder(head, all.types);
    const params = indices.map((i) => builder.value(typeOf(i), nameOf(i)));
    const into = builder.region();
    const record = into.record(
      Object.fromEntries(copied.map((i) => [nameOf(i), into.clone(params[i]!, origin)])),
      origin,
      recordType,
    );
    const value = into.call(callee, params, fn.resultType, origin);
    const both = into.record({ value, record }, origin, primalType);
    all.add(builder.finish(params, primalType, into.returns(both, origin)));
  }
  const takes = indices.map((i) => !copied.includes(i));
  const masked = indices.filter((i) => mask[i]);
  const scalars = masked.filter((i) => !isReference(typeOf(i))).map((i) => ({ param: i, name: `${nameOf(i)}Bar` }));
  const adjointType: Type =
    scalars.length === 0
      ? voidType
      : scalars.length === 1
        ? numberType
        : { kind: "record", fields: scalars.map(({ name }) => ({ name, type: numberType })) };
  const isMemory = isReference(fn.resultType);
  const variant: CalleeVariant = {
    primal,
    primalType,
    hasValue: true,
    recordType,
    resultShadow: isMemory ? "given" : "none",
    takesShadow: isMemory,
    shadowType: isMemory ? tangentOf(fn.resultType, all.types) : undefined,
    earlyShadows: indices.map(() => false),
    adjoint: variantId(`ruled-adjoint${bits}`, callee, mask),
    notes: [],
    name: fn.name,
    takes,
    scalars,
    adjointType,
    loosens: false,
  };
  all.variants.set(key, variant);

  const builder = new FunctionBuilder({ id: variant.adjoint, name: `${fn.name}_adjoint`, fileName, origin }, all.types);
  const into = builder.region();
  const taken = new Map(indices.filter((i) => takes[i]).map((i) => [i, builder.value(typeOf(i), nameOf(i))]));
  const record = recordType && builder.value(recordType, "record");
  const bar = builder.value(tangentOf(fn.resultType, all.types)!, "bar");
  const shadowed = masked.filter((i) => isReference(typeOf(i)));
  const shadows = shadowed.map((i) => builder.value(tangentOf(typeOf(i), all.types)!, `${nameOf(i)}Bar`));
  const args = indices.map((i) => taken.get(i) ?? into.load(record!, nameOf(i), typeOf(i), origin));
  const full = indices.map((i) => tangentOf(typeOf(i), all.types) !== undefined);
  const shape = shapeOf(fn);
  const both = into.call(rule, [...args, bar], vjpType(shape, full, all.types), origin);
  const gradsType = gradType(shape, full, all.types);
  const grads = into.load(both, "grad", gradsType, origin);
  const carrying = indices.filter((i) => full[i]);
  const partOf = (i: number): ValueId => {
    if (carrying.length === 1) return grads;
    return into.load(grads, String(carrying.indexOf(i)), tangentOf(typeOf(i), all.types)!, origin);
  };
  for (const [k, i] of shadowed.entries()) addInto(all, shadows[k]!, partOf(i), into, origin);
  const bars = scalars.map(({ param }) => partOf(param));
  const result =
    bars.length <= 1
      ? bars[0]
      : into.record(Object.fromEntries(bars.map((value, k) => [scalars[k]!.name, value])), origin, adjointType);
  const params = [...taken.values(), ...(record === undefined ? [] : [record]), bar, ...shadows];
  all.add(builder.finish(params, adjointType, into.returns(result, origin)));
  return variant;
}
