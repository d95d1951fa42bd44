/** What loops and labelled blocks have in common: the variables they carry, and running a body as a jump target. */
import type ts from "typescript";
import type { Label, Origin, Region, ValueId } from "../ir/ir.ts";
import type { Type } from "../ir/types.ts";
import { eachRegion } from "../ir/visit.ts";
import { isUntyped } from "./type-predicates.ts";
import type { Frame, JumpTarget, Lowering } from "./lowering.ts";

/** A variable that goes around a loop. */
export interface Carried {
  readonly symbol: ts.Symbol;
  readonly init: ValueId;
  readonly type: Type;
}

/** The variables that a loop assigns and does not declare, with their values before it. */
export function carriedBy(cx: Lowering, symbols: Iterable<ts.Symbol>, origin: Origin): readonly Carried[] {
  return [...symbols].map((symbol) => {
    const value = cx.read(symbol, origin);
    const declared = cx.file.variableType(symbol);
    const type = isUntyped(declared) ? cx.typeOf(value) : declared;
    return { symbol, init: cx.coerce(value, type, origin), type };
  });
}

/** New values for the carried variables: the parameters of a region, or the results of a loop. */
export function slotsOf(carried: readonly Carried[]): { type: Type; name: string }[] {
  return carried.map(({ symbol, type }) => ({ type, name: symbol.name }));
}

export function bind(cx: Lowering, carried: readonly Carried[], values: readonly ValueId[]): void {
  for (const [i, { symbol }] of carried.entries()) cx.env.set(symbol, values[i]!);
}

/** What the carried variables are now, in the types in which they are carried. */
export function currentOf(cx: Lowering, carried: readonly Carried[], origin: Origin): readonly ValueId[] {
  return carried.map(({ symbol, type }) => cx.coerce(cx.read(symbol, origin), type, origin));
}

export function symbolsOf(carried: readonly Carried[]): readonly ts.Symbol[] {
  return carried.map(({ symbol }) => symbol);
}

/** Runs `inside` while `break` and `continue` can mean `target`. */
export function asTarget(cx: Lowering, target: JumpTarget, inside: () => void): void {
  cx.targets.push(target);
  inside();
  cx.targets.pop();
}

/** The user's labels of the loop that is being entered. */
export function takeNames(cx: Lowering): readonly string[] {
  const names = cx.pendingNames;
  cx.pendingNames = [];
  return names;
}

/** A block that `inside` may leave early; the variables go on with what they are where it is left. */
export function inBlock(
  cx: Lowering,
  symbols: Iterable<ts.Symbol>,
  origin: Origin,
  inside: (label: Label, variables: readonly ts.Symbol[]) => void,
): void {
  const carried = carriedBy(cx, symbols, origin);
  const label = cx.newLabel("block");
  const frame: Frame = cx.within(cx.fn.region(), () => inside(label, symbolsOf(carried)));
  const values = frame.end ? [] : cx.amend(frame, () => currentOf(cx, carried, origin));
  const body = cx.finish(frame, values, origin);
  if (frame.end && !isLeft(body, label)) {
    // Nothing comes to what stands behind the block: it leaves further out on every way.
    for (const op of body.ops) cx.at.append(op);
    return cx.leave(body.end);
  }
  const results = cx.at.block({ label, body, results: slotsOf(carried), origin });
  bind(cx, carried, results);
}

/** Whether a jump in the region leaves what has the label. */
function isLeft(region: Region, label: Label): boolean {
  let found = false;
  eachRegion(region, ({ end }) => void (found ||= end.kind === "break" && end.label === label));
  return found;
}
