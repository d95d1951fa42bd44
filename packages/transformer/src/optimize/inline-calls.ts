/**
 * Puts the body of a small callee in the place of its call.
 *   %2 = call @square(%1)        =>   %2 = mul %1, %1
 * Small: at most `most` ops, no loop, no call left in it, one return at its end, no host code. So a call never grows by more than
 * `most` ops, and the unit stays linear in its source. Callees come first, recursive ones stay. Needs: ssa.
 */
import { calleesOf, callGroups } from "../analysis/call-groups.ts";
import { FunctionBuilder } from "../ir/build.ts";
import type { CallOp, FunctionId, IrFunction, Op, Region, Terminator, Unit, ValueId } from "../ir/ir.ts";
import { sameType } from "../ir/types.ts";
import { copyRegion, countOps, eachOp, eachRegion, mapFunctionRegions, mapOps } from "../ir/visit.ts";

const most = 24;

export interface InlineOptions {
  /** What is done to each function before it is looked at. */
  readonly tidy: (fn: IrFunction) => IrFunction;
  /** Functions that stay calls, whatever their size: those with a rule of their own. */
  readonly kept?: ReadonlySet<FunctionId>;
}

/** Every function of the unit with its small callees put in. */
export function inlineCalls(unit: Unit, { tidy, kept }: InlineOptions): ReadonlyMap<FunctionId, IrFunction> {
  const done = new Map<FunctionId, IrFunction>();
  const small = new Map<FunctionId, IrFunction>();
  for (const { members, isRecursive } of callGroups(unit)) {
    for (const fn of members) {
      const now = tidy(withInlined(fn, small, unit));
      done.set(fn.id, now);
      if (!isRecursive && !kept?.has(fn.id) && isSmall(now)) small.set(fn.id, now);
    }
  }
  return new Map([...unit.functions.keys()].map((id) => [id, done.get(id)!]));
}

/** The function with the bodies of these callees put in, where they end in one return. */
export function inlineBodies(fn: IrFunction, callees: readonly IrFunction[], unit: Unit): IrFunction {
  const bodies = new Map(callees.filter(hasOneReturn).map((callee) => [callee.id, callee]));
  return withInlined(fn, bodies, unit, "their own");
}

function hasOneReturn(fn: IrFunction): boolean {
  let returns = 0;
  eachRegion(fn.body, ({ end }) => {
    if (end.kind === "return") returns++;
  });
  return returns === 1 && fn.body.end.kind === "return";
}

/** A function with those of its callees put in that are small. */
export function inlineSmall(fn: IrFunction, unit: Unit, kept: ReadonlyMap<FunctionId, unknown>): IrFunction {
  const small = new Map<FunctionId, IrFunction>();
  for (const id of calleesOf(fn)) {
    const callee = unit.functions.get(id);
    if (callee && id !== fn.id && !kept.has(id) && isSmall(callee)) small.set(id, callee);
  }
  return small.size > 0 ? withInlined(fn, small, unit) : fn;
}

function isSmall(fn: IrFunction): boolean {
  if (fn.body.end.kind !== "return" || countOps(fn) > most) return false;
  let fits = true;
  eachRegion(fn.body, (region, owner) => {
    if (owner && region.end.kind !== "yield") fits = false;
  });
  eachOp(fn.body, ({ kind }) => {
    if (
      kind === "for" ||
      kind === "while" ||
      kind === "block" ||
      kind === "try" ||
      kind === "call" ||
      kind === "opaque"
    )
      fits = false;
  });
  return fits;
}

function withInlined(
  fn: IrFunction,
  callees: ReadonlyMap<FunctionId, IrFunction>,
  unit: Unit,
  origins: "the call's" | "their own" = "the call's",
): IrFunction {
  const builder = FunctionBuilder.from(fn, {}, unit.types);
  let isChanged = false;
  const now = mapFunctionRegions(fn, (region) =>
    mapOps(region, (op) => {
      const callee = op.kind === "call" && !op.checkpoint ? callees.get(op.callee) : undefined;
      if (op.kind !== "call" || !callee) return op;
      isChanged = true;
      return inlined(op, origins === "the call's" ? { ...callee, body: placedAt(callee.body, op) } : callee, builder);
    }),
  );
  return isChanged ? builder.finish(fn.params, fn.resultType, now.body) : fn;
}

/** The ops of the callee with values of their own, at the place of the call; the result is a name for what is returned. */
function inlined(call: CallOp, callee: IrFunction, builder: FunctionBuilder): readonly Op[] {
  const before: Op[] = [];
  const outside = new Map<ValueId, ValueId>();
  for (const [i, param] of callee.params.entries()) {
    const arg = call.args[i]!;
    const { type } = callee.values[param]!;
    if (sameType(type, builder.typeOf(arg))) {
      outside.set(param, arg);
      continue;
    }
    const seen = builder.value(type, builder.nameOf(arg));
    before.push({ kind: "cast", result: seen, arg, origin: call.origin });
    outside.set(param, seen);
  }
  const returned = callee.body.end.kind === "return" ? callee.body.end.value : undefined;
  const isResult = (value: ValueId): boolean =>
    value === returned && sameType(callee.values[value]!.type, builder.typeOf(call.result));
  const fresh = (value: ValueId): ValueId =>
    isResult(value) ? call.result : builder.value(callee.values[value]!.type, callee.values[value]!.name);
  const { ops, end } = copyRegion(callee.body, fresh, outside);
  return [...before, ...ops, ...handedBack(call, end)];
}

/** What gives the call's result, where the body did not define it. */
function handedBack({ result, origin }: CallOp, end: Terminator): readonly Op[] {
  if (end.kind !== "return" || end.value === undefined) return [{ kind: "const", result, value: undefined, origin }];
  return end.value === result ? [] : [{ kind: "cast", result, arg: end.value, origin }];
}

/** Ops that stand in the text where the call does. */
function placedAt(region: Region, { origin }: CallOp): Region {
  const inside = (inner: Region): Region => ({
    ...inner,
    ops: inner.ops
      .filter(({ kind }) => kind !== "comment")
      .map((op) => {
        const at = { ...op, origin };
        return at.kind === "if" ? { ...at, then: inside(at.then), else: inside(at.else) } : at;
      }),
    end: { ...inner.end, origin },
  });
  return inside(region);
}
