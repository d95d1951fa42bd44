/**
 * Throws as values. Where something inside a `try` may throw, structured exits need to know whether it did:
 *   y = call f(x)        =>   o = call f_outcome(x) ; if o.threw { (the handler, with o.error) } else { y = o.value ; … }
 *   v = opaque g(s)      =>   v, threw, error = try { g(s) ; yield v, false } catch (e) { yield undef, true, e } ; if threw …
 * A callee whose derivative matters is called as a function that returns what it throws: what it had done until then is reversed
 * like anything else. Host code, and callees that no derivative passes through, are attempted: the only form of `try` that is left.
 */
import { canThrow, throwsOf } from "../analysis/throws.ts";
import type { RegionBuilder } from "../ir/build.ts";
import { functionId } from "../ir/ir.ts";
import type { AllocateOp, FunctionId, IrFunction, OpaqueOp, CallOp, Op, Origin, TryOp, ValueId } from "../ir/ir.ts";
import { booleanType, isReference, opaqueType, tangentOf, undefinedType, unionOf } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import { printType } from "../ir/print-type.ts";
import { mapResults, regionsOf, resultsOf } from "../ir/visit.ts";
import type { Derivatives } from "./derivatives.ts";

export const errorType: Type = opaqueType("unknown");

/** What structuring has to know of callees. */
export interface Callees {
  readonly throws: (callee: FunctionId) => boolean;
  /** Whether no derivative can pass through a call, whatever is active. */
  readonly isInert: (callee: FunctionId) => boolean;
  /** The callee as a function that returns what it throws. */
  readonly outcomeOf: (callee: FunctionId) => { readonly id: FunctionId; readonly type: Type };
}

/** `makeOutcome`: builds the function that is asked for; it may ask for others, and for itself. */
export function calleesIn(
  all: Derivatives,
  makeOutcome: (fn: IrFunction, head: { readonly id: FunctionId; readonly type: Type }, callees: Callees) => IrFunction,
): Callees {
  const callees: Callees = {
    throws: throwsOf((id) => all.functions.get(id)),
    isInert: (id) => {
      const { written, resized } = all.flow(id).summary;
      return written.size + resized.size === 0 && tangentOf(all.functionOf(id).resultType, all.types) === undefined;
    },
    outcomeOf: (callee) => {
      const fn = all.functionOf(callee);
      const head = { id: functionId(`outcome:${callee}`), type: outcomeType(fn.resultType) };
      let isNew = false;
      all.once(head.id, () => (isNew = true));
      if (isNew) all.add(makeOutcome(fn, head, callees));
      return head;
    },
  };
  return callees;
}

function outcomeType(value: Type): Type {
  const fields = [
    { name: "threw", type: booleanType },
    { name: "error", type: errorType },
  ];
  return { kind: "record", fields: value.kind === "void" ? fields : [...fields, { name: "value", type: value }] };
}

/** An op that may throw, taken apart: whether it did, and what, and how its result comes about where it did not. */
export interface Attempt {
  readonly threw: ValueId;
  readonly errorIn: (into: RegionBuilder) => ValueId;
  readonly finish: (into: RegionBuilder) => void;
  /** What stands for its result from then on, where that is another value. */
  readonly alias?: ValueId;
}

export interface LookUps {
  readonly definitionOf: (value: ValueId) => Op | undefined;
  /** Whether a value is only read under other types. */
  readonly isOnlyCast: (value: ValueId) => boolean;
}

/** The op as an attempt, or undefined where it cannot throw. */
export function attempt(
  op: Op,
  into: RegionBuilder,
  callees: Callees,
  { definitionOf, isOnlyCast }: LookUps,
): Attempt | undefined {
  if (!canThrow(op, definitionOf)) return undefined;
  switch (op.kind) {
    case "call":
      if (!callees.throws(op.callee)) return undefined;
      return callees.isInert(op.callee) ? attemptHost(op, into, isOnlyCast) : attemptCall(op, into, callees);
    case "opaque":
      return attemptHost(op, into, isOnlyCast);
    case "allocate":
      return attemptLength(op, into);
    default:
      return undefined;
  }
}

function attemptCall(op: CallOp, into: RegionBuilder, callees: Callees): Attempt {
  const { origin, result } = op;
  const { id, type } = callees.outcomeOf(op.callee);
  const outcome = into.call(id, op.args, type, origin, "outcome");
  const isVoid = into.fn.typeOf(result).kind === "void";
  return {
    threw: into.load(outcome, "threw", booleanType, origin),
    errorIn: (thrown) => thrown.load(outcome, "error", errorType, origin, "error"),
    finish: (onward) => {
      const key = { kind: "field", name: "value" } as const;
      if (!isVoid) onward.append({ kind: "load", result, ref: outcome, key, origin });
    },
  };
}

type HostOp = OpaqueOp | CallOp;

function attemptHost(op: HostOp, into: RegionBuilder, isOnlyCast: (value: ValueId) => boolean): Attempt {
  const { fn } = into;
  const { origin, result } = op;
  const type = fn.typeOf(result);
  const isVoid = type.kind === "void";
  // A variable must not be of type any; what is read of it is known only to what follows.
  if (type.kind === "opaque" && type.text === "any") return attemptAny(op, into, isOnlyCast);
  // In the place of a reference there is nothing where it threw.
  const held = isReference(type) ? unionOf([type, undefinedType]) : type;
  const body = fn.region();
  const inside = fn.value(type);
  const kept = op.kind === "opaque" ? { ...op, effect: "effect" as const } : op;
  body.append(mapResults(kept, () => inside));
  const [threw, error, ...values] = attempted(into, body, isVoid ? undefined : { value: inside, type: held }, origin);
  const [value] = values;
  return {
    threw: threw!,
    errorIn: () => error!,
    finish: (onward) => {
      if (value !== undefined) onward.append({ kind: "cast", result, arg: value, origin });
    },
  };
}

function attemptAny(op: HostOp, into: RegionBuilder, isOnlyCast: (value: ValueId) => boolean): Attempt {
  const inner = into.fn.value(errorType);
  const tried = attemptHost(mapResults(op, () => inner) as HostOp, into, isOnlyCast);
  if (isOnlyCast(op.result)) return { ...tried, alias: inner };
  return {
    ...tried,
    finish: (onward) => {
      tried.finish(onward);
      onward.append({ kind: "cast", result: op.result, arg: inner, origin: op.origin });
    },
  };
}

/** The length of an array is tried out before the array is made. */
function attemptLength(op: AllocateOp, into: RegionBuilder): Attempt {
  const { fn } = into;
  const { origin } = op;
  const type = fn.typeOf(op.result);
  const body = fn.region();
  const text = type.kind === "typed-array" ? `new ${type.name}(` : "new Array(";
  const pieces = [text, ")"];
  body.opaque({ pieces, args: [op.length], effect: "effect", precedence: 20, origin }, opaqueType(printType(type)));
  const [threw, error] = attempted(into, body, undefined, origin);
  return { threw: threw!, errorIn: () => error!, finish: (onward) => onward.append(op) };
}

function attempted(
  into: RegionBuilder,
  body: RegionBuilder,
  result: { readonly value: ValueId; readonly type: Type } | undefined,
  origin: Origin,
): readonly ValueId[] {
  const { fn } = into;
  const handler = fn.region([{ type: errorType, name: "e" }]);
  const passed = [body.const_(false, origin), body.undef(errorType, origin), ...(result ? [result.value] : [])];
  const none = result ? [handler.undef(result.type, origin)] : [];
  const caught = [handler.const_(true, origin), handler.params[0]!, ...none];
  return into.try_({
    body: body.yields(passed, origin),
    handler: handler.yields(caught, origin),
    results: [
      { type: booleanType, name: "threw" },
      { type: errorType, name: "error" },
      ...(result ? [{ type: result.type }] : []),
    ],
    origin,
  });
}

/** Whether a `try` is an attempt: one inert op, and nothing in its results but that of the op, what it threw, and constants. */
export function isAttempt(op: TryOp, callees: Pick<Callees, "isInert">): boolean {
  const { body, handler } = op;
  if (body.end.kind !== "yield" || handler.end.kind !== "yield") return false;
  const own = new Set(handler.params);
  for (const inner of [...body.ops, ...handler.ops]) for (const result of resultsOf(inner)) own.add(result);
  if (![...body.end.values, ...handler.end.values].every((value) => own.has(value))) return false;
  const working = body.ops.filter(({ kind }) => kind !== "const" && kind !== "undef");
  const [only] = working;
  const isInert = only?.kind === "opaque" || (only?.kind === "call" && callees.isInert(only.callee));
  return working.length === 1 && isInert && handler.ops.every(({ kind }) => kind === "const" || kind === "undef");
}

/** Whether an op, with all inside it, may throw. */
export function mayThrow(op: Op, callees: Callees, definitionOf: (value: ValueId) => Op | undefined): boolean {
  if (op.kind === "call") return callees.throws(op.callee);
  if (canThrow(op, definitionOf)) return true;
  return (op.kind === "try" ? [op.handler] : regionsOf(op)).some(
    (region) => region.end.kind === "throw" || region.ops.some((inner) => mayThrow(inner, callees, definitionOf)),
  );
}
