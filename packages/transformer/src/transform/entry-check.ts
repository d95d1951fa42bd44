/**
 * The check at the entry of a derivative: memory that the function writes into and that a second argument (or a second place in one)
 * shares has no adjoint of its own, so it is refused with a RangeError that names both. Where no two places can be one by their
 * types, or nothing is written, there is no check (CONTRACT, Aliased arguments).
 */
import { isWrittenMemory } from "../analysis/written.ts";
import { elementKey } from "../analysis/places.ts";
import type { Flow } from "../analysis/flow.ts";
import { FunctionBuilder } from "../ir/build.ts";
import type { RegionBuilder } from "../ir/build.ts";
import { functionId } from "../ir/ir.ts";
import type { IrFunction, ValueId } from "../ir/ir.ts";
import { mayBeOne } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import type { Derivatives } from "./derivatives.ts";
import { isWrittenIn, mayClash, spotsOf, writtenMemory } from "./entry-spots.ts";
import type { Spot } from "./entry-spots.ts";
import { nameOf, parameterName, Texts } from "./entry-texts.ts";
import { leadsDeep, leadsTo, MetMemory } from "./met-memory.ts";
import { refuseIf } from "./refuse-if.ts";

/**
 * `writes`: for the first parameters, which are those of the function itself, whether it writes into them; seeds, tangents and buffers
 * follow and are compared as they are.
 */
export function withEntryCheck(all: Derivatives, fn: IrFunction, writes: readonly boolean[]): IrFunction {
  if (!writes.includes(true)) return fn;
  const own = fn.params.slice(0, writes.length);
  const isOwn = new Set(own);
  const isUnwritten = new Set(fn.params.filter((_, i) => writes[i] === false));
  const isWritten = ({ param, node }: Spot): boolean => !isUnwritten.has(param) && isWrittenMemory(flow, node);
  const isCompared = (a: Spot, b: Spot): boolean =>
    (isOwn.has(a.param) && isOwn.has(b.param)) || a.keys.length + b.keys.length === 0;
  const flow = all.flowOf(fn);
  const spots = spotsOf(flow, all.types);
  const builder = FunctionBuilder.from(fn, {}, all.types);
  const into = builder.region();
  const texts = new Texts(builder, fn);
  const isWalked = walkAll({ all, flow, texts, into }, own, writes);
  for (const [i, spot] of spots.entries()) {
    if (!isWalked && isWritten(spot) && isOwn.has(spot.param) && spot.keys.includes(elementKey))
      refuse(into, fn, texts.isRepeated(into, spot), [spot]);
    for (const other of spots.slice(i + 1)) {
      if (!isCompared(spot, other) || (isWalked && isOwn.has(spot.param) && isOwn.has(other.param))) continue;
      if ((isWritten(spot) || isWritten(other)) && mayClash(flow, spot, other, all.types))
        refuse(into, fn, texts.isShared(into, spot, other), [spot, other]);
    }
  }
  if (into.ops.length === 0) return fn;
  const body = { ...fn.body, ops: [...into.ops, ...fn.body.ops] };
  // Inside of differentiated code nothing is checked: there it goes on without.
  return { ...builder.finish(fn.params, fn.resultType, body), id: functionId(`checked:${fn.id}`) };
}

interface Check {
  readonly all: Derivatives;
  readonly flow: Flow;
  readonly texts: Texts;
  readonly into: RegionBuilder;
}

/**
 * Where what is written may hang on an argument at no fixed depth, all memory of its kind is looked for on a walk, in all arguments.
 * Whether that is so here.
 */
function walkAll({ all, flow, texts, into }: Check, own: readonly ValueId[], writes: readonly boolean[]): boolean {
  const { fn } = flow;
  const { origin } = fn;
  const { types } = all;
  const typeOf = (param: ValueId): Type => fn.values[param]!.type;
  const written = writtenMemory(
    flow,
    own.filter((_, i) => writes[i] === true),
    types,
  );
  const has = (type: Type): boolean =>
    written.some((place) => mayBeOne(place.type, type, types) && isWrittenIn(flow, place, { type }));
  const leading = own.filter((param) => leadsTo(typeOf(param), has, types));
  if (!leading.some((param) => leadsDeep(typeOf(param), has, types))) return false;
  const walk = new MetMemory(all, has, origin);
  const met = texts.emptySet(into, "met");
  const changed = leading.filter((param) => writes[own.indexOf(param)] === true);
  const names: string[] = [];
  for (const param of changed) {
    const isMet = walk.of(param, met, into);
    names.push(parameterName(fn, param));
    refuseIf(into, isMet, `two places in ${names.join(" and ")} share memory that is written`, origin);
  }
  // What is only read may hang on itself as it likes.
  for (const param of leading.filter((each) => !changed.includes(each))) {
    const name = parameterName(fn, param);
    const message = `${name} and ${names.join(" or ")} share memory that is written`;
    const memory = walk.single(param, into);
    if (memory !== undefined) {
      refuseIf(into, texts.isIn(into, memory, met), message, origin);
      continue;
    }
    const others = texts.emptySet(into, `metIn${name.charAt(0).toUpperCase()}${name.slice(1)}`);
    walk.of(param, others, into);
    refuseIf(into, texts.haveCommon(into, others, met), message, origin);
  }
  return true;
}

function refuse(
  into: RegionBuilder,
  fn: IrFunction,
  condition: ValueId,
  spots: readonly [Spot] | readonly [Spot, Spot],
): void {
  const { origin } = fn;
  const [first, second] = spots.map((spot) => nameOf(fn, spot));
  const what = second === undefined ? `two of ${first}` : `${first} and ${second}`;
  refuseIf(into, condition, `${what} share memory that is written`, origin);
}
