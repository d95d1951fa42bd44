/**
 * Calls in reverse: the primal sweep calls the augmented primal of the callee, which returns what it recorded; the adjoint sweep
 * calls its adjoint function, which adds into the shadows it is given and returns the adjoints of scalars.
 */
import type { RegionBuilder } from "../../ir/build.ts";
import type { CallOp, Op, Origin, ValueId } from "../../ir/ir.ts";
import { holdsNumber, isReference, numberType, tangentOf } from "../../ir/types.ts";
import { use } from "./availability.ts";
import { callShape } from "./call-shape.ts";
import { addAt, addBar, nodeOf, takeBar } from "./context.ts";
import type { CalleeVariant, CallShape, Reversal } from "./context.ts";
import type { Scope } from "./scope.ts";
import { adjointShadow, isShadowedReference, primalShadow } from "./shadows.ts";

export function reverseCall(cx: Reversal, op: CallOp, scope: Scope, into: RegionBuilder): void {
  const { origin } = op;
  const isMemory = isReference(cx.builder.typeOf(op.result));
  const isNumber = holdsNumber(cx.builder.typeOf(op.result), cx.all.types);
  const bar = isNumber ? takeBar(cx, scope, op.result, into, origin) : undefined;
  const shape = callShape(cx, op);
  if (!shape) return;
  const { summary } = cx.all.flow(op.callee);
  if (!isMemory && bar === undefined && summary.written.size === 0) return;
  const variant = cx.parts.calleeVariant(cx.all, op.callee, shape);
  const isAgain = isComputedAgain(cx, op, shape, variant);
  if (variant.loosens) loosenArguments(cx, op, shape);
  const kept = isAgain ? undefined : augment(cx, op, variant);
  if (isIdle(cx, variant)) return;
  const args: ValueId[] = op.args.filter((_, i) => variant.takes[i]).map((arg) => use(cx, arg));
  const recording = isAgain ? computedAgain(cx, op, variant, into) : kept && use(cx, kept);
  if (recording !== undefined) args.push(recording);
  if (isMemory && variant.takesShadow) {
    const made = variant.resultShadow === "made" && !isShadowedReference(cx, op.result);
    args.push(made ? use(cx, cx.primalShadows.get(op.result)!) : adjointShadow(cx, op.result));
  }
  if (isNumber) args.push(bar ?? into.number(0, origin));
  for (const [i, arg] of op.args.entries()) {
    if (
      !shape.mask[i] ||
      !isReference(cx.all.functionOf(op.callee).values[cx.all.functionOf(op.callee).params[i]!]!.type)
    )
      continue;
    args.push(isShadowedReference(cx, arg) ? adjointShadow(cx, arg) : zerosFor(cx, arg, into, origin, use(cx, arg)));
  }
  const result = into.call(variant.adjoint, args, variant.adjointType, origin);
  for (const { param, name } of variant.scalars) {
    const own = variant.scalars.length === 1 ? result : into.load(result, name, numberType, origin, name);
    // A variant may be made for more than is active here.
    if (cx.activity.isActive(op.args[param]!)) addBar(scope, op.args[param]!, own);
  }
}

/** Whether the adjoint function of a callee, as far as it is known yet, does nothing: one that finds an element, say. */
function isIdle(cx: Reversal, { adjoint, adjointType }: CalleeVariant): boolean {
  if (adjointType.kind !== "void") return false;
  const isSilent = ({ kind }: Op): boolean => kind === "load" || kind === "const" || kind === "cast";
  return cx.all.functions.get(adjoint)?.body.ops.every(isSilent) ?? false;
}

/** Shadows that the callee may leave longer. */
function loosenArguments(cx: Reversal, op: CallOp, { mask }: CallShape): void {
  const { places } = cx.flow;
  for (const [i, arg] of op.args.entries())
    if (mask[i] && isReference(cx.builder.typeOf(arg)))
      for (const node of places.tree(nodeOf(cx, arg))) cx.loosened.add(places.find(node));
}

/**
 * Whether the adjoint sweep can call the augmented primal instead of the primal sweep: what it reads is still there, nothing that it does
 * is noticed, and it makes no shadow that the primal sweep needs.
 */
function isComputedAgain(cx: Reversal, op: CallOp, { unstable }: CallShape, variant: CalleeVariant): boolean {
  if (!op.checkpoint || !variant.recordType || variant.resultShadow === "made") return false;
  if (unstable.slice(0, op.args.length).includes(true) || variant.earlyShadows.includes(true)) return false;
  const effects = cx.all.effectsOf(op.callee);
  return effects !== undefined && !effects.outside && !effects.writes;
}

/** The recording, made in the adjoint sweep. */
function computedAgain(cx: Reversal, op: CallOp, variant: CalleeVariant, into: RegionBuilder): ValueId {
  const { origin } = op;
  const args = op.args.map((arg) => use(cx, arg));
  const both = into.call(variant.primal, args, variant.primalType, origin);
  const name = cx.builder.nameOf(op.result);
  cx.notes.push({
    value: op.result,
    name,
    how: "recomputed",
    because: "its call is a checkpoint",
    origin,
  });
  return into.load(both, "record", variant.recordType!, origin, name ? `${name}Record` : "record");
}

/** Puts the augmented primal in the place of the call; gives the recording, if there is one. */
function augment(cx: Reversal, op: CallOp, variant: CalleeVariant): ValueId | undefined {
  const { origin } = op;
  const at = cx.builder.region();
  const early = op.args
    .filter((_, i) => variant.earlyShadows[i])
    .map((arg) => (isShadowedReference(cx, arg) ? primalShadow(cx, arg) : zerosFor(cx, arg, at, origin)));
  const args = [...op.args, ...early];
  if (!variant.recordType && variant.resultShadow !== "made") {
    if (variant.primal !== op.callee) addAt(cx, op, "instead", [...at.ops, { ...op, callee: variant.primal, args }]);
    return undefined;
  }
  const both = at.call(variant.primal, args, variant.primalType, origin);
  if (variant.hasValue)
    at.append({ kind: "load", result: op.result, ref: both, key: { kind: "field", name: "value" }, origin });
  const name = cx.builder.nameOf(op.result);
  const recording =
    variant.recordType && at.load(both, "record", variant.recordType, origin, name ? `${name}Record` : "record");
  if (variant.resultShadow === "made" && variant.shadowType) {
    const shadow = at.load(both, "bar", variant.shadowType, origin, name && `${name}Bar`);
    // Known before the call is reversed only where something asked for it: then it stands as a promise.
    const promised = cx.primalShadows.get(op.result);
    if (promised === undefined) cx.primalShadows.set(op.result, shadow);
    else at.append({ kind: "cast", result: promised, arg: shadow, origin });
  }
  addAt(cx, op, "instead", at.ops);
  return recording;
}

/** Memory to add into that nobody reads; nothing, in the place of `undefined`. */
function zerosFor(cx: Reversal, arg: ValueId, into: RegionBuilder, origin: Origin, at = arg): ValueId {
  const type = tangentOf(cx.builder.typeOf(arg), cx.all.types);
  if (type === undefined) return into.const_(undefined, origin);
  return into.zerosOf(type, origin) ?? into.zerosLike(at, origin);
}
