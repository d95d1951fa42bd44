/**
 * The reverse transform of a marked function: primal sweep and adjoint sweep in one function.
 *   f(x, y)        =>   f_vjp(x, y, seed) → { value, grad }
 */
import { FunctionBuilder } from "../../ir/build.ts";
import type { RegionBuilder } from "../../ir/build.ts";
import { gradType as gradTypeOf, shapeOf, vjpType } from "../../ir/derivative-types.ts";
import { functionId } from "../../ir/ir.ts";
import type { FunctionId, IrFunction, Origin, Region, ValueId } from "../../ir/ir.ts";
import { holdsNumber, isReference, numberType, sameType, tangentOf, undefinedType } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { usesOf } from "../../ir/uses.ts";
import { eachOp } from "../../ir/visit.ts";
import { variantId } from "../derivatives.ts";
import type { Derivatives, Mask } from "../derivatives.ts";
import { calleeVariant, shadowPlan } from "./callee.ts";
import { addBar, takeBar } from "./context.ts";
import type { CalleeVariant, Note, Parts, Reversal } from "./context.ts";
import { addAtStart, nodeOf } from "./context.ts";
import { allowsLoose, cutToLength, lengthsAtStart } from "./loose.ts";
import { ParameterShadows } from "./parameters.ts";
import { isOwnResult, startReversal, structured } from "./reversal.ts";
import { enterBuffers } from "../buffers.ts";
import { addInto, numberPart } from "../add-into.ts";
import { byMember } from "../members.ts";
import { reverseRegion } from "./reverse.ts";
import { rebuild } from "./scope.ts";
import { mirrorStores } from "./mirror.ts";
import { adjointShadow } from "./shadows.ts";

export const parts: Parts = {
  reverseRegion,
  calleeVariant: (all, callee, shape) => calleeVariant(all, callee, shape, parts),
  shadowPlan: (all, callee, shape) => shadowPlan(all, callee, shape, parts),
};

export interface Vjp {
  readonly fn: IrFunction;
  /** Undefined where the result carries no derivative. */
  readonly seed: ValueId | undefined;
  /** Behind the seed, the adjoints of what written parameters end with. */
  readonly trailing: readonly ValueId[];
  readonly gradType: Type;
  readonly notes: readonly Note[];
}

/** What is differentiated, and which parameters are written (these are differentiated too). */
export interface Wanted {
  readonly mask: Mask;
  readonly written: readonly boolean[];
}

export function vjpFunction(all: Derivatives<CalleeVariant>, id: FunctionId, name: string, wanted: Wanted): Vjp {
  const { mask, written } = wanted;
  const fn = structured(all, entryOf(all, id));
  const seedType = tangentOf(fn.resultType, all.types);
  const shadows = new ParameterShadows(fn, written, seedType === undefined);
  const cx = startReversal({
    all,
    fn,
    mask,
    isJoined: true,
    unstable: [],
    aliases: [],
    isLoose: allowsLoose(all, id),
    early: () => ({ values: [], nodes: [] }),
    parts,
    paramShadow: (context, param, where) => shadows.of(context, param, where),
  });
  const { builder } = cx;
  const seed = seedType && builder.value(isReference(seedType) ? seedType : numberType, "seed");
  const trailing = shadows.declare(cx);
  const params = [...fn.params, ...(seed === undefined ? [] : [seed]), ...trailing];
  mirrorStores(cx);
  const lengths = lengthsAtStart(cx);
  const out = builder.region();
  const { end } = fn.body;
  const { origin } = end;
  const gradType = gradTypeOf(shapeOf(fn), mask, all.types);
  const resultType = vjpType(shapeOf(fn), mask, all.types);
  const head = { id: variantId(written.includes(true) ? "vjp-written" : "vjp", id, mask), name };
  const made = (body: Region): Vjp => ({
    fn: { ...builder.finish(params, resultType, body), ...head },
    seed,
    trailing,
    gradType,
    notes: cx.notes,
  });
  if (end.kind !== "return") return made(rebuild(cx.tree.body, cx.tree));
  if (seed !== undefined && end.value !== undefined) seedResult(cx, end.value, seed, out);
  shadows.addTrailing(cx, out);
  reverseRegion(cx, cx.tree.body, out);
  cutShadows(cx, lengths, out);
  const grads = fn.params.flatMap((param, i) => (mask[i] ? [gradOf(cx, param, out, origin)] : []));
  const grad = grads.length === 1 ? grads[0]! : out.array(grads, gradType, origin, "grad");
  if (end.value !== undefined && builder.nameOf(end.value) === undefined) builder.rename(end.value, "value");
  const value = end.value ?? out.const_(undefined, origin);
  const result = out.record({ value, grad }, origin, resultType);
  const primal = rebuild(cx.tree.body, cx.tree);
  const sweep = [...cx.tree.body.prologue.ops, ...out.ops];
  const comment = builder.region();
  comment.comment(`adjoint of ${linesOf(all.functionOf(id))}`, fn.origin, true);
  const hasPrimal = primal.ops.some((op) => op.kind !== "const");
  return made({
    ...primal,
    ops: [...primal.ops, ...(hasPrimal ? comment.ops : []), ...sweep],
    end: { kind: "return" as const, value: result, origin },
  });
}

/**
 * What is reversed as a whole: the function, or, where it calls itself, a function that does nothing but call it. So a recursive function
 * is differentiated once, as a callee.
 */
function entryOf(all: Derivatives<CalleeVariant>, id: FunctionId): FunctionId {
  if (!all.isRecursive(id)) return id;
  return all.once(`entry:${id}`, () => {
    const { name, fileName, origin, params, values, resultType } = all.functionOf(id);
    const builder = new FunctionBuilder({ id: functionId(`entry:${id}`), name, fileName, origin }, all.types);
    const own = params.map((param) => builder.value(values[param]!.type, values[param]!.name));
    const into = builder.region();
    const result = into.call(id, own, resultType, origin);
    const returned = resultType.kind === "void" ? undefined : result;
    all.addForm(builder.finish(own, resultType, into.returns(returned, origin)), id);
    return builder.head.id;
  });
}

/**
 * The reverse transform with the caller's buffers for shadows: `f_grad_into(x, xBar)` overwrites them with the gradient and returns the
 * value. Every differentiated parameter is memory.
 */
export function gradIntoFunction(
  all: Derivatives<CalleeVariant>,
  id: FunctionId,
  name: string,
  mask: Mask,
): IrFunction {
  const fn = structured(all, id);
  const barOf = new Map<ValueId, ValueId>();
  const own = new Map<ValueId, ValueId>();
  const cx = startReversal({
    all,
    fn,
    mask,
    isJoined: true,
    unstable: [],
    aliases: [],
    isLoose: allowsLoose(all, id),
    early: () => ({ values: [], nodes: [] }),
    parts,
    paramShadow: (context, param) => {
      const known = barOf.get(param) ?? own.get(param);
      if (known !== undefined) return known;
      // Memory that may be that of a differentiated parameter, though this one is not: nobody asked for its adjoint.
      const into = context.builder.region();
      const name = context.builder.nameOf(param);
      const shadow = into.zerosLike(param, fn.origin, name && `${name}Bar`);
      addAtStart(context, context.tree.body, into.ops);
      own.set(param, shadow);
      return shadow;
    },
  });
  const { builder, tree } = cx;
  const masked = fn.params.filter((_, i) => mask[i]);
  for (const param of masked) {
    const parameter = builder.nameOf(param);
    const bar = builder.value(
      tangentOf(builder.typeOf(param), all.types) ?? undefinedType,
      parameter && `${parameter}Bar`,
    );
    barOf.set(param, bar);
    tree.definedIn.set(bar, tree.body);
    tree.body.available.set(bar, bar);
  }
  const entry = builder.region();
  const buffers = masked.map((param) => ({ param, bar: barOf.get(param)! }));
  enterBuffers(entry, buffers, all.types, fn.origin);
  addAtStart(cx, tree.body, entry.ops);
  mirrorStores(cx);
  const lengths = lengthsAtStart(cx);
  const out = builder.region();
  const { end } = fn.body;
  const isActive = end.kind === "return" && end.value !== undefined && cx.activity.isActive(end.value);
  if (isActive) {
    addBar(tree.body, end.value!, out.number(1, end.origin));
    reverseRegion(cx, tree.body, out);
    cutShadows(cx, lengths, out);
  }
  const primal = rebuild(tree.body, tree);
  const comment = builder.region();
  comment.comment(`adjoint of ${linesOf(fn)}`, fn.origin, true);
  const sweep = [...tree.body.prologue.ops, ...out.ops];
  const body = { ...primal, ops: [...primal.ops, ...(sweep.length > 0 ? comment.ops : []), ...sweep] };
  const made = builder.finish([...fn.params, ...barOf.values()], fn.resultType, body);
  return { ...made, id: variantId("into", id, mask), name };
}

/** Shadows of parameters that may have become longer than these get their length back. */
function cutShadows(cx: Reversal, lengths: ReadonlyMap<ValueId, ValueId>, out: RegionBuilder): void {
  const { places } = cx.flow;
  for (const [i, param] of cx.fn.params.entries()) {
    const isAsked = cx.mask[i] === true && isReference(cx.builder.typeOf(param)) && cx.activity.isActive(param);
    if (!isAsked || ![...places.tree(nodeOf(cx, param))].some((node) => cx.loosened.has(places.find(node)))) continue;
    const cut = { shadow: adjointShadow(cx, param), value: param, length: lengths.get(param) };
    cutToLength(out, cut, cx.all.types, cx.fn.body.end.origin);
  }
}

/** "line 4" or "lines 4–9": where the ops of the primal stand. */
function linesOf(fn: IrFunction): string {
  let [first, last] = [Infinity, 0];
  eachOp(fn.body, (op) => {
    first = Math.min(first, op.origin.line);
    last = Math.max(last, op.origin.line);
  });
  return first >= last ? `line ${last}` : `lines ${first}–${last}`;
}

function seedResult(cx: Reversal, value: ValueId, seed: ValueId, out: RegionBuilder): void {
  if (!cx.activity.isActive(value)) return;
  const { origin } = cx.fn.body.end;
  const { types } = cx.all;
  if (holdsNumber(cx.builder.typeOf(value), types)) addBar(cx.tree.body, value, numberPart(seed, out, origin));
  if (!isReference(cx.builder.typeOf(value))) return;
  const type = tangentOf(cx.builder.typeOf(value), cx.all.types)!;
  if (!isOwnResult(cx, value)) return addInto(cx.all, adjointShadow(cx, value), seed, out, origin);
  // The shadow of what is returned starts as the seed. The seed belongs to the caller: it is copied where it would be written.
  const own = sameType(type, cx.builder.typeOf(seed)) ? seed : cx.tree.body.prologue.cast(seed, type, origin);
  const name = cx.builder.nameOf(value);
  const shadow = usesOf(cx.fn, value) === 1 ? own : cx.tree.body.prologue.clone(own, origin, name && `${name}Bar`);
  cx.tree.body.shadows.set(value, shadow);
}

function gradOf(cx: Reversal, param: ValueId, out: RegionBuilder, origin: Origin): ValueId {
  const type = cx.builder.typeOf(param);
  const name = cx.builder.nameOf(param);
  const { types } = cx.all;
  const isMemory = isReference(type);
  const shadow = !isMemory
    ? undefined
    : cx.activity.isActive(param)
      ? adjointShadow(cx, param)
      : out.zerosLike(param, origin, name && `${name}Bar`);
  if (!holdsNumber(type, types)) return shadow ?? out.number(0, origin);
  const bar = takeBar(cx, cx.tree.body, param, out, origin) ?? out.number(0, origin);
  if (type.kind === "number") return bar;
  // What was not given has no adjoint.
  return byMember(param, out, {
    origin,
    results: [tangentOf(type, types) ?? undefinedType],
    isIdle: (member) => tangentOf(member, types) === undefined,
    each: (member, body) => {
      if (member === undefined) return [body.const_(undefined, origin)];
      const own = body.fn.typeOf(member);
      if (own.kind === "number") return [bar];
      return [body.cast(shadow!, tangentOf(own, types) ?? undefinedType, origin)];
    },
  })[0]!;
}
