/**
 * The loops that built-ins stand for: `for (let i = from; i < to; i++)` with values of our own going around beside the variables
 * that the body assigns.
 */
import type ts from "typescript";
import type { ForOp, Origin, ValueId } from "../../ir/ir.ts";
import { numberType } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { bind, carriedBy, currentOf, slotsOf } from "../loop.ts";
import type { Lowering } from "../lowering.ts";

/** A value that goes around the loop and is no variable of the user's: a sum, a count. */
export interface Running {
  readonly init: ValueId;
  readonly type: Type;
  readonly name?: string;
}

export interface Counting {
  readonly from: ValueId;
  readonly to: ValueId;
  readonly step?: number;
  readonly compare?: ForOp["compare"];
  readonly origin: Origin;
  /** The name wished for the counter. */
  readonly name?: string;
  readonly running?: readonly Running[];
  /** The user's variables that the body may assign. */
  readonly assigned?: Iterable<ts.Symbol>;
  /** Gives what the running values are afterwards; `leave` ends the loop with other ones. */
  readonly body: (index: ValueId, running: readonly ValueId[], leave: Leave) => readonly ValueId[] | void;
}

export type Leave = (running: readonly ValueId[]) => void;

/** Gives the running values behind the loop. */
export function countOver(cx: Lowering, counting: Counting): readonly ValueId[] {
  const { from, to, step = 1, compare = "<", origin, name = "i", running = [] } = counting;
  const carried = carriedBy(cx, counting.assigned ?? [], origin);
  const label = cx.newLabel("loop");
  const slots = running.map(({ type, name: wish }) => (wish === undefined ? { type } : { type, name: wish }));
  const region = cx.fn.region([{ type: numberType, name }, ...slots, ...slotsOf(carried)]);
  const [index, ...params] = region.params;
  const inType = (values: readonly ValueId[]): readonly ValueId[] =>
    running.map(({ type }, i) => cx.coerce(values[i]!, type, origin));
  let next: readonly ValueId[] = [];
  const frame = cx.within(region, () => {
    bind(cx, carried, params.slice(running.length));
    const leave: Leave = (values) =>
      cx.leave({ kind: "break", label, values: [...inType(values), ...currentOf(cx, carried, origin)], origin });
    next = counting.body(index!, params.slice(0, running.length), leave) ?? [];
  });
  const values = frame.end ? [] : cx.amend(frame, () => [...inType(next), ...currentOf(cx, carried, origin)]);
  const inits = [...running.map(({ init, type }) => cx.coerce(init, type, origin)), ...carried.map(({ init }) => init)];
  const body = cx.finish(frame, values, origin);
  const results = [...slots, ...slotsOf(carried)];
  const made = cx.at.for_({ label, from, to, step, compare, inits, body, results, origin });
  bind(cx, carried, made.slice(running.length));
  return made.slice(0, running.length);
}

/** Every index of an array of `length`, in order. */
export function overAll(
  cx: Lowering,
  length: ValueId,
  origin: Origin,
  body: (index: ValueId) => void,
  assigned?: Iterable<ts.Symbol>,
): void {
  const bounds = { from: cx.at.number(0, origin), to: length, origin };
  countOver(cx, { ...bounds, ...(assigned ? { assigned } : {}), body: (index) => void body(index) });
}

/** From the last index down to the first. */
export function overAllBackward(cx: Lowering, length: ValueId, origin: Origin, body: (index: ValueId) => void): void {
  const from = cx.at.prim("sub", [length, cx.at.number(1, origin)], origin);
  const bounds = { from, to: cx.at.number(0, origin), step: -1, compare: ">=" as const };
  countOver(cx, { ...bounds, origin, body: (index) => void body(index) });
}
