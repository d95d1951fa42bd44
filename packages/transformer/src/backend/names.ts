/**
 * Names for the variables: the wished ones, made unique where two could see each other; no name hides another. Scopes that
 * exclude each other share names (`i`). What nobody named is called after what it is.
 */
import { freshName } from "../base/fresh-name.ts";
import type { Op, ValueId } from "../ir/ir.ts";
import type { Type } from "../ir/types.ts";
import { isFlattened } from "./loops.ts";
import type { Flow } from "./loops.ts";
import { isIdentifier } from "./type-text.ts";
import { definingOp } from "./structure.ts";
import type { Place } from "./structure.ts";
import type { Variable, Variables } from "./variables.ts";

const reservedWords: ReadonlySet<string> = new Set(
  (
    "abstract any arguments as async await boolean break case catch class const continue debugger declare default delete do " +
    "else enum eval export extends false finally for function get if implements import in infer instanceof interface is " +
    "keyof let module namespace never new null number object of package private protected public readonly require return " +
    "set static string super switch symbol this throw true try type typeof undefined unique unknown var void while with yield"
  ).split(" "),
);
/** Keywords of types only: fine as names of variables. */
const fineWords: ReadonlySet<string> = new Set(
  "abstract any as async boolean declare get infer is keyof module namespace never number object of readonly require set string symbol type unique unknown".split(
    " ",
  ),
);
/** What emitted text itself refers to. */
const ourGlobals = [
  "Math",
  "Array",
  "Float64Array",
  "Float32Array",
  "NaN",
  "Infinity",
  "RangeError",
  "Error",
  "Object",
  "globalThis",
];

export interface Naming {
  readonly of: ReadonlyMap<ValueId, string>;
  readonly labels: ReadonlyMap<Op, string>;
  /** For what is needed while printing: a name that is free everywhere. */
  readonly fresh: (wish: string) => string;
}

export interface NameWishes {
  /** Names of the function's parameters. */
  readonly parameters: ReadonlyMap<ValueId, string>;
  /** Names that text in this function refers to. */
  readonly taken: ReadonlySet<string>;
  /** Names that nothing invented here shall have. */
  readonly avoided: ReadonlySet<string>;
}

export function namesOf(flow: Flow, variables: Variables, wishes: NameWishes): Naming {
  const pool = new NamePool([...wishes.taken, ...ourGlobals], wishes.avoided);
  const whole: Interval = [0, flow.schedule.places.length];
  const of = new Map<ValueId, string>();
  // Parameters nobody reads have no variable, but their names stand in the signature.
  for (const name of wishes.parameters.values()) pool.reserve(name, whole);
  for (const [value, name] of wishes.parameters) of.set(flow.classes.of(value), name);
  const ordered = [...variables.of.values()].toSorted((a, b) => a.position - b.position || a.root - b.root);
  for (const variable of ordered) {
    if (of.has(variable.root)) continue;
    const wished = wishOf(variable, flow);
    const interval = intervalOf(variable, flow);
    of.set(
      variable.root,
      wished === undefined ? pool.invent(inventedName(variable, flow), interval) : pool.take(wished, interval),
    );
  }
  return { of, labels: labelsOf(flow), fresh: (wish) => pool.invent(wish, whole) };
}

type Interval = readonly [number, number];

function intervalOf({ scope, declared }: Variable, flow: Flow): Interval {
  let place = scope;
  for (;;) {
    const { owner, parent } = place;
    if (!owner || !parent) break;
    // Printed in one pair of braces with others: the test and rest of a loop, a branch after its `if`, a block without label.
    if (owner.kind === "while" || declared === "counter") return statementSpan(owner, flow);
    if (owner.kind !== "block" && !isFlattened(flow.structure, place)) break;
    place = parent;
  }
  return spanOf(place, flow);
}

function spanOf(place: Place, { schedule }: Flow): Interval {
  return place.parent ? (schedule.spanOf.get(place) ?? [0, 0]) : [0, schedule.places.length];
}

function statementSpan(op: Op, { schedule }: Flow): Interval {
  return [schedule.startOf.get(op) ?? 0, schedule.finishOf.get(op) ?? 0];
}

class NamePool {
  readonly #forbidden: ReadonlySet<string>;
  readonly #avoided: ReadonlySet<string>;
  /** By name: the disjoint intervals where it is taken, ascending. */
  readonly #taken = new Map<string, Interval[]>();
  /** By wish and scope: the number to try next. */
  readonly #next = new Map<string, number>();

  constructor(forbidden: readonly string[], avoided: ReadonlySet<string>) {
    this.#forbidden = new Set(forbidden);
    this.#avoided = avoided;
  }

  reserve(name: string, interval: Interval): void {
    const list = this.#taken.get(name) ?? [];
    this.#taken.set(name, list);
    const at = firstEndingAtOrAfter(list, interval[0]);
    let end = at;
    while ((list[end]?.[0] ?? Infinity) <= interval[1]) end++;
    list.splice(at, end - at, interval);
  }

  invent(wish: string, interval: Interval): string {
    return this.take(wish, interval, this.#avoided);
  }

  take(wish: string, interval: Interval, avoided?: ReadonlySet<string>): string {
    const key = `${wish}@${interval[0]}:${interval[1]}`;
    const [stem, first] = /\d$/.test(wish) ? splitNumber(wish) : [wish, undefined];
    for (let number = this.#next.get(key) ?? 0; ; number++) {
      const name = number === 0 ? wish : `${stem}${(first ?? 1) + number}`;
      if (!this.#isFree(name, interval) || avoided?.has(name) === true) continue;
      this.#next.set(key, number + 1);
      this.reserve(name, interval);
      return name;
    }
  }

  #isFree(name: string, interval: Interval): boolean {
    if (this.#forbidden.has(name) || isReservedWord(name)) return false;
    const list = this.#taken.get(name);
    if (!list) return true;
    const next = list[firstEndingAtOrAfter(list, interval[0])];
    return !next || next[0] > interval[1];
  }
}

function isReservedWord(name: string): boolean {
  return reservedWords.has(name) && !fineWords.has(name);
}

/** `t1` goes on with `t2`. A user's `x2` that is taken does too: `x3`. */
function splitNumber(name: string): readonly [string, number] {
  const digits = /\d+$/.exec(name)?.[0] ?? "";
  return digits.startsWith("0") || digits.length > 6
    ? [`${name}_`, 1]
    : [name.slice(0, -digits.length), Number(digits)];
}

function firstEndingAtOrAfter(list: readonly Interval[], point: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.[1] ?? 0) < point) low = middle + 1;
    else high = middle;
  }
  return low;
}

// -- wishes --------------------------------------------------------------------------------------------------------------

/** The user's name for it, or one made of that. */
function wishOf({ root }: Variable, flow: Flow): string | undefined {
  const { values } = flow.structure.fn;
  const members = flow.classes.members.get(root) ?? [root];
  for (const member of members) {
    const name = values[member]?.name;
    if (name !== undefined && isPhi(member, flow)) return identifierOf(name);
  }
  for (const member of members) {
    const name = values[member]?.name;
    if (name !== undefined) return identifierOf(name);
  }
  return undefined;
}

function inventedName({ root }: Variable, flow: Flow): string {
  const members = flow.classes.members.get(root) ?? [root];
  const definition = flow.structure.definitions[root];
  if (definition?.kind === "parameter" && definition.place.owner?.kind === "for" && definition.index === 0) return "i";
  const op = members.map((member) => definingOp(flow.structure, member)).find((found) => found !== undefined);
  const type = flow.structure.fn.values[root]?.type;
  return (op && wishFor(op, flow)) ?? (type ? letterFor(type) : "t1");
}

function isPhi(value: ValueId, { structure }: Flow): boolean {
  const definition = structure.definitions[value];
  return definition?.kind === "parameter" || definition?.op.kind === "if" || definition?.op.kind === "for";
}

function identifierOf(name: string): string {
  if (isIdentifier(name)) return name;
  const plain = name.replaceAll(/[^\p{ID_Continue}$]+/gu, "_").replace(/^(?=\d)/, "_");
  return isIdentifier(plain) ? plain : "t1";
}

/** A name made of what an op does. */
function wishFor(op: Op, flow: Flow): string | undefined {
  const nameOf = (value: ValueId): string | undefined => flow.structure.fn.values[value]?.name;
  switch (op.kind) {
    case "load": {
      const ref = nameOf(op.ref);
      if (op.key.kind === "field") return isIdentifier(op.key.name) ? op.key.name : ref;
      const index = nameOf(op.key.index);
      if (ref === undefined) return undefined;
      return index !== undefined && index.length === 1 ? `${ref}${index.toUpperCase()}` : `${ref}At`;
    }
    case "length":
      return "n";
    case "has-index":
      return "isThere";
    default:
      return undefined;
  }
}

function letterFor(type: Type): string {
  switch (type.kind) {
    case "boolean":
      return "c1";
    case "array":
    case "typed-array":
    case "tuple":
      return "a1";
    case "record":
    case "named":
      return "r1";
    default:
      return "t1";
  }
}

function labelsOf(flow: Flow): ReadonlyMap<Op, string> {
  const labels = new Map<Op, string>();
  const used = new Set<string>();
  for (const op of flow.schedule.finishOf.keys()) {
    if (op.kind !== "for" && op.kind !== "while" && op.kind !== "block") continue;
    const wish = identifierOf(op.label);
    labels.set(op, freshName(isReservedWord(wish) ? `${wish}_` : wish, used));
  }
  return labels;
}
