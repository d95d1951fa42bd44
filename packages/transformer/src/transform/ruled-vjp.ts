/** The reverse mode of a function with a rule of its own. */
import { FunctionBuilder } from "../ir/build.ts";
import { gradType, shapeOf, vjpType } from "../ir/derivative-types.ts";
import type { FunctionId, IrFunction, ValueId } from "../ir/ir.ts";
import { tangentOf } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import { addInto } from "./add-into.ts";
import type { Note } from "./adjoint/context.ts";
import { enterBuffers } from "./buffers.ts";
import { variantId } from "./derivatives.ts";
import type { Derivatives, Mask } from "./derivatives.ts";

/** f_grad_into of a function with a rule: what its f_vjp gives is put into the buffers of the caller. */
export function ruledGradInto(
  all: Derivatives,
  {
    id,
    vjp,
    name,
    mask,
  }: { readonly id: FunctionId; readonly vjp: IrFunction; readonly name: string; readonly mask: Mask },
): IrFunction {
  const fn = all.functionOf(id);
  const { fileName, origin } = fn;
  const shape = shapeOf(fn);
  const builder = new FunctionBuilder({ id: variantId("into", id, mask), name, fileName, origin }, all.types);
  const params = fn.params.map((param) => builder.value(fn.values[param]!.type, fn.values[param]!.name));
  const buffers = params.flatMap((param, i) => {
    const own = builder.nameOf(param);
    const type = tangentOf(builder.typeOf(param), all.types);
    return mask[i] && type ? [{ param, bar: builder.value(type, own && `${own}Bar`) }] : [];
  });
  const into = builder.region();
  enterBuffers(into, buffers, all.types, origin);
  const both = into.call(vjp.id, [...params, into.number(1, origin)], vjp.resultType, origin);
  const grad = into.load(both, "grad", gradType(shape, mask, all.types), origin);
  for (const [i, { bar }] of buffers.entries()) {
    const part = buffers.length === 1 ? grad : into.load(grad, String(i), builder.typeOf(bar), origin);
    addInto(all, bar, part, into, origin);
  }
  const value = into.load(both, "value", fn.resultType, origin, "value");
  const parameters = [...params, ...buffers.map(({ bar }) => bar)];
  return builder.finish(parameters, fn.resultType, into.returns(value, origin));
}

/** f_vjp of a function with a rule: what the rule gives, for the parameters that are differentiated. */
export function ruledVjp(
  all: Derivatives,
  id: FunctionId,
  name: string,
  { mask, rule }: { readonly mask: Mask; readonly rule: FunctionId },
): {
  readonly fn: IrFunction;
  readonly seed: ValueId;
  readonly trailing: readonly ValueId[];
  readonly gradType: Type;
  readonly notes: readonly Note[];
} {
  const fn = all.functionOf(id);
  const { fileName, origin } = fn;
  const { types } = all;
  const shape = shapeOf(fn);
  const builder = new FunctionBuilder({ id: variantId("vjp", id, mask), name, fileName, origin }, types);
  const params = fn.params.map((param) => builder.value(fn.values[param]!.type, fn.values[param]!.name));
  const seed = builder.value(tangentOf(fn.resultType, types)!, "seed");
  const full = shape.params.map(({ type }) => tangentOf(type, types) !== undefined);
  const into = builder.region();
  const both = into.call(rule, [...params, seed], vjpType(shape, full, types), origin);
  const wanted = gradType(shape, mask, types);
  const head = { seed, trailing: [], gradType: wanted, notes: [] };
  if (full.every((is, i) => is === (mask[i] ?? false))) {
    return { fn: builder.finish([...params, seed], vjpType(shape, full, types), into.returns(both, origin)), ...head };
  }
  const given = gradType(shape, full, types);
  const grads = into.load(both, "grad", given, origin, "grad");
  const carrying = full.flatMap((is, i) => (is ? [i] : []));
  const parts = carrying.flatMap((i, k) => {
    if (!mask[i]) return [];
    return [
      carrying.length === 1 ? grads : into.load(grads, String(k), tangentOf(shape.params[i]!.type, types)!, origin),
    ];
  });
  const grad = parts.length === 1 ? parts[0]! : into.array(parts, wanted, origin);
  const value = into.load(both, "value", fn.resultType, origin, "value");
  const resultType = vjpType(shape, mask, types);
  const result = into.record({ value, grad }, origin, resultType);
  const made = builder.finish([...params, seed], resultType, into.returns(result, origin));
  return { fn: made, ...head };
}
