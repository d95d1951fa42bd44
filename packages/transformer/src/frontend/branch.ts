/**
 * Two ways on and what is the same afterwards: the variables that either side changed, and the value if there is one.
 * A side that leaves gives nothing. Where both leave, the second is what follows the first.
 */
import type ts from "typescript";
import type { RegionBuilder } from "../ir/build.ts";
import type { Origin, Region, ValueId } from "../ir/ir.ts";
import { booleanType, sameType, unionOf } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import { leavesOf, standIn, withLeaves } from "./function-join.ts";
import type { FunctionValue } from "./function-value.ts";
import type { Frame, Lowering } from "./lowering.ts";

export interface Branch {
  readonly condition: ValueId;
  /** What either side may assign. */
  readonly assigned: ReadonlySet<ts.Symbol>;
  readonly then: () => ValueId | undefined;
  readonly else: () => ValueId | undefined;
  /** The type of the value, where those of the sides differ. */
  readonly type?: (types: readonly Type[]) => Type;
  readonly origin: Origin;
}

export interface Side {
  readonly frame: Frame;
  readonly value: ValueId | undefined;
  readonly after: readonly (ValueId | undefined)[];
}

/** Something that both sides give: a variable, or the value. */
interface Slot {
  readonly symbol: ts.Symbol | undefined;
  readonly of: (side: Side) => ValueId | undefined;
}

/** Lowers both sides; gives the value of the one that was taken, if the sides give values. */
export function branch(cx: Lowering, options: Branch): ValueId | undefined {
  const { condition, origin } = options;
  const variables = [...options.assigned];
  const before = valuesOf(cx, variables);
  const start = cx.fn.size;
  const then = lowerSide(cx, cx.fn.region(), variables, options.then);
  setValues(cx, variables, before);
  const otherwise = lowerSide(cx, cx.fn.region(), variables, options.else);
  setValues(cx, variables, before);

  if (then.frame.end && otherwise.frame.end) {
    const nothing = cx.fn.region().yields([], origin);
    const leaving = cx.finish(then.frame, [], origin);
    cx.at.if_({ condition, then: leaving, else: nothing, results: [], origin });
    for (const op of otherwise.frame.region.ops) cx.at.append(op);
    cx.leave(otherwise.frame.end);
    return otherwise.value;
  }

  const { regionOf, results, settle } = joinSides(cx, [then, otherwise], { variables, before, start, ...options });
  const made = cx.at.if_({ condition, then: regionOf(then), else: regionOf(otherwise), results, origin });
  return settle(made);
}

/** What is the same after two sides of which one stays at least: to be called before the op is made, `settle` after. */
export function joinSides(
  cx: Lowering,
  sides: readonly [Side, Side],
  about: {
    readonly variables: readonly ts.Symbol[];
    /** Their values in front. */
    readonly before: readonly (ValueId | undefined)[];
    /** Values below it are from in front. */
    readonly start: number;
    /** Whether it is the first side, where something says so. */
    readonly condition?: ValueId;
    readonly type?: Branch["type"];
    readonly origin: Origin;
    /** Further results, the last ones: what each side gives for them. */
    readonly extras?: readonly { readonly type: Type; readonly name: string; readonly of: (side: Side) => ValueId }[];
  },
): {
  readonly results: readonly { type: Type; name?: string }[];
  readonly regionOf: (side: Side) => Region;
  readonly settle: (made: readonly ValueId[]) => ValueId | undefined;
} {
  const { variables, before, start, origin } = about;
  const staying = sides.filter(({ frame }) => !frame.end);
  const results: { type: Type; name?: string }[] = [];
  const slots: Slot[] = [];
  for (const [i, symbol] of variables.entries()) {
    if (staying.every(({ after }) => after[i] === before[i])) continue;
    slots.push({ symbol, of: ({ after }) => after[i] });
  }
  const hasValue = staying.every(({ value }) => value !== undefined);
  if (hasValue) slots.push({ symbol: undefined, of: ({ value }) => value });
  const functions = slots.filter(({ of }) =>
    staying.every((one) => {
      const value = of(one);
      return value !== undefined && cx.functionOf.has(value);
    }),
  );
  for (const slot of functions) slots.splice(slots.indexOf(slot), 1);

  const yields = new Map<Side, ValueId[]>(staying.map((one) => [one, []]));
  for (const { symbol, of } of slots) {
    const values = staying.map((one) => {
      const value = of(one);
      return value ?? cx.amend(one.frame, () => missing(cx, symbol, origin));
    });
    const data = values.filter((value) => !cx.functionOf.has(value));
    const isFollowed = data.some((value) => cx.file.families.in(cx.typeOf(value)) !== undefined);
    const types = (isFollowed ? data : values).map((value) => cx.typeOf(value));
    const type = symbol ? cx.joinType(symbol, types) : valueType(types, about.type);
    results.push(symbol ? { type, name: symbol.name } : { type });
    for (const [k, one] of staying.entries()) {
      yields.get(one)?.push(cx.amend(one.frame, () => cx.coerce(values[k]!, type, origin)));
    }
  }
  const leaves = leavesAcross(cx, { functions, staying, yields, results, origin, start });
  // Which side it was must be known to tell functions apart.
  const chooser = about.condition === undefined && functions.length > 0 ? results.length : -1;
  if (chooser >= 0) {
    results.push({ type: booleanType });
    for (const one of staying) yields.get(one)?.push(cx.amend(one.frame, () => cx.at.const_(one === sides[0], origin)));
  }
  for (const { type, name, of } of about.extras ?? []) {
    results.push({ type, name });
    for (const one of staying) yields.get(one)?.push(of(one));
  }
  const regionOf = (side: Side): Region => cx.finish(side.frame, yields.get(side) ?? [], origin);
  const settle = (made: readonly ValueId[]): ValueId | undefined => {
    for (const [k, { symbol }] of slots.entries()) {
      if (symbol) cx.env.set(symbol, made[k]!);
    }
    const condition = about.condition ?? made[chooser];
    const chosen = (of: Slot["of"]): ValueId => chosenFunction(cx, { condition, staying, of, leaves, made });
    for (const { symbol, of } of functions) if (symbol) cx.env.set(symbol, chosen(of));
    const given = slots.findIndex(({ symbol }) => symbol === undefined);
    const fn = functions.find(({ symbol }) => symbol === undefined);
    const value = fn ? chosen(fn.of) : given < 0 ? undefined : made[given];
    if (value !== undefined && staying.some((one) => one.value !== undefined && cx.poison.has(one.value))) {
      cx.poison.add(value);
    }
    return value;
  };
  return { results, regionOf, settle };
}

/** What the functions of each side are made of becomes results, so that it is at hand behind the branch; gives the place of each. */
function leavesAcross(
  cx: Lowering,
  options: {
    readonly functions: readonly Slot[];
    readonly staying: readonly Side[];
    readonly yields: ReadonlyMap<Side, ValueId[]>;
    readonly results: { type: Type; name?: string }[];
    readonly origin: Origin;
    /** Values below it are from before the branch. */
    readonly start: number;
  },
): ReadonlyMap<ValueId, number> {
  const { functions, staying, yields, results, origin, start } = options;
  const places = new Map<ValueId, number>();
  for (const { of } of functions) {
    for (const one of staying) {
      const fn = cx.functionOf.get(of(one)!);
      for (const leaf of fn ? leavesOf(cx, fn) : []) {
        if (leaf < start || places.has(leaf)) continue;
        places.set(leaf, results.length);
        const type = cx.typeOf(leaf);
        const name = cx.fn.nameOf(leaf);
        results.push(name === undefined ? { type } : { type, name });
        for (const other of staying) {
          const value = other === one ? leaf : cx.amend(other.frame, () => cx.at.undef(type, origin));
          yields.get(other)?.push(value);
        }
      }
    }
  }
  return places;
}

/** The function that goes on behind a branch: that of the side that was taken. */
function chosenFunction(
  cx: Lowering,
  options: {
    readonly condition: ValueId | undefined;
    readonly staying: readonly Side[];
    readonly of: Slot["of"];
    readonly leaves: ReadonlyMap<ValueId, number>;
    readonly made: readonly ValueId[];
  },
): ValueId {
  const { condition, staying, of, leaves, made } = options;
  const replaced = new Map([...leaves].map(([leaf, place]) => [leaf, made[place]!]));
  const [first, second] = staying.map((one) => of(one)!);
  const node = cx.functionNodeOf.get(first!)!;
  const moved = (value: ValueId): FunctionValue => withLeaves(cx, cx.functionOf.get(value)!, replaced, node);
  if (second === undefined || first === second || condition === undefined) return standIn(cx, moved(first!), node);
  return standIn(cx, { kind: "choice", condition, then: moved(first!), else: moved(second) }, node);
}

/** Lowers one side into a region; the variables stay as it leaves them. */
export function lowerSide(
  cx: Lowering,
  region: RegionBuilder,
  variables: readonly ts.Symbol[],
  lower: () => ValueId | undefined,
): Side {
  let value: ValueId | undefined;
  const frame = cx.within(region, () => {
    value = lower();
  });
  return { frame, value, after: valuesOf(cx, variables) };
}

export function valuesOf(cx: Lowering, variables: readonly ts.Symbol[]): readonly (ValueId | undefined)[] {
  return variables.map((symbol) => cx.env.get(symbol));
}

/** What a variable is on the side that does not assign it, when it has no value before either. */
function missing(cx: Lowering, symbol: ts.Symbol | undefined, origin: Origin): ValueId {
  return symbol ? cx.read(symbol, origin) : cx.undefined(origin);
}

function valueType(types: readonly Type[], decide: Branch["type"]): Type {
  const [first] = types;
  if (first && types.every((type) => sameType(type, first))) return first;
  return decide ? decide(types) : unionOf(types);
}

export function setValues(
  cx: Lowering,
  variables: readonly ts.Symbol[],
  values: readonly (ValueId | undefined)[],
): void {
  for (const [i, symbol] of variables.entries()) {
    const value = values[i];
    if (value === undefined) cx.env.delete(symbol);
    else cx.env.set(symbol, value);
  }
}
