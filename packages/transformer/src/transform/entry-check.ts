/**
 * The check at the entry of a derivative: memory that the function writes into and that a second argument (or a second place in one)
 * shares has no adjoint of its own, so it is refused with a RangeError that names both. Where no two places can be one by their
 * types, or nothing is written, there is no check (CONTRACT, Aliased arguments).
 */
import { isWrittenMemory } from "../analysis/written.ts";
import { elementKey } from "../analysis/places.ts";
import type { Node } from "../analysis/places.ts";
import type { Flow } from "../analysis/flow.ts";
import { FunctionBuilder } from "../ir/build.ts";
import type { RegionBuilder } from "../ir/build.ts";
import { resolve } from "../ir/assignable.ts";
import { functionId } from "../ir/ir.ts";
import type { IrFunction, ValueId } from "../ir/ir.ts";
import { booleanType, isReference, mayBeOne, opaqueType, undefinedType, unionOf } from "../ir/types.ts";
import type { RecordType, Type, TypeTable } from "../ir/types.ts";
import type { Derivatives } from "./derivatives.ts";
import { refuseIf } from "./refuse-if.ts";

/** A place where memory hangs on an argument: `p`, `p.v`, `m[…]`. */
interface Spot {
  readonly param: ValueId;
  /** Field names (private ones in quotes), and `elementKey` for every element. */
  readonly keys: readonly string[];
  readonly type: Type;
  readonly node: Node;
  /** What else may stand there: for the argument itself, and behind each key. */
  readonly guards: readonly Guard[];
}

/** What stands in the place of memory: nothing else, undefined, null (or undefined too), a number or another primitive. */
type Guard = "none" | "undefined" | "null" | "primitive" | "null or primitive";

function guardOf(type: Type): Guard {
  const kinds = type.kind === "union" ? type.members.filter((m) => !isReference(m)).map(({ kind }) => kind) : [];
  if (kinds.some((kind) => kind !== "undefined" && kind !== "null"))
    return kinds.includes("null") ? "null or primitive" : "primitive";
  if (kinds.includes("null")) return "null";
  return kinds.length > 0 ? "undefined" : "none";
}

/**
 * `writes`: for the first parameters, which are those of the function itself, whether it writes into them; seeds, tangents and buffers
 * follow and are compared as they are.
 */
export function withEntryCheck(all: Derivatives, fn: IrFunction, writes: readonly boolean[]): IrFunction {
  if (!writes.includes(true)) return fn;
  const isOwn = new Set(fn.params.slice(0, writes.length));
  const isUnwritten = new Set(fn.params.filter((_, i) => writes[i] === false));
  const isWritten = ({ param, node }: Spot): boolean => !isUnwritten.has(param) && isWrittenMemory(flow, node);
  const isCompared = (a: Spot, b: Spot): boolean =>
    (isOwn.has(a.param) && isOwn.has(b.param)) || a.keys.length + b.keys.length === 0;
  const flow = all.flowOf(fn);
  const spots = spotsOf(flow, all.types);
  const builder = FunctionBuilder.from(fn, {}, all.types);
  const into = builder.region();
  const texts = new Texts(builder, fn);
  for (const [i, spot] of spots.entries()) {
    if (isWritten(spot) && isOwn.has(spot.param) && spot.keys.includes(elementKey))
      refuse(into, fn, texts.isRepeated(into, spot), [spot]);
    for (const other of spots.slice(i + 1))
      if (isCompared(spot, other) && (isWritten(spot) || isWritten(other)) && mayClash(flow, spot, other, all.types))
        refuse(into, fn, texts.isShared(into, spot, other), [spot, other]);
  }
  if (into.ops.length === 0) return fn;
  const body = { ...fn.body, ops: [...into.ops, ...fn.body.ops] };
  // Inside of differentiated code nothing is checked: there it goes on without.
  return { ...builder.finish(fn.params, fn.resultType, body), id: functionId(`checked:${fn.id}`) };
}

/** Whether a function writes into memory that hangs on an argument at no fixed depth: sharing in there cannot be looked for. */
export function writesRecursive(fn: IrFunction, writes: readonly boolean[], types: TypeTable): boolean {
  return fn.params.some((param, i) => writes[i] === true && isRecursive(fn.values[param]!.type, types, new Set()));
}

function isRecursive(type: Type, types: TypeTable, open: ReadonlySet<string>): boolean {
  switch (type.kind) {
    case "array":
      return isRecursive(type.element, types, open);
    case "tuple":
      return type.elements.some((element) => isRecursive(element, types, open));
    case "union":
      return type.members.some((member) => isRecursive(member, types, open));
    case "record":
      return type.fields.some((field) => isRecursive(field.type, types, open));
    case "named": {
      if (open.has(type.name)) return true;
      const definition = types.get(type.name);
      return definition !== undefined && isRecursive(definition.type, types, new Set([...open, type.name]));
    }
    default:
      return false;
  }
}

function spotsOf(flow: Flow, types: TypeTable): readonly Spot[] {
  const { fn, places, nodeOf } = flow;
  const spots: Spot[] = [];
  const visit = (at: Spot, open: ReadonlySet<string>): void => {
    const { type, node, keys, param, guards } = at;
    const below = (key: string, inner: Type, written: string = key): void =>
      visit(
        {
          param,
          keys: [...keys, written],
          type: inner,
          node: places.cell(node, key),
          guards: [...guards, guardOf(inner)],
        },
        open,
      );
    switch (type.kind) {
      case "union": {
        const present = type.members.filter(isReference);
        if (present.length === 1) visit({ ...at, type: present[0]! }, open);
        else if (present.length > 1) spots.push(at);
        return;
      }
      case "named": {
        const definition = types.get(type.name);
        if (!definition || open.has(type.name)) return;
        return visit({ ...at, type: definition.type }, new Set([...open, type.name]));
      }
      case "typed-array":
        spots.push(at);
        return;
      case "array":
        spots.push(at);
        return below(elementKey, type.element);
      case "tuple":
        spots.push(at);
        return type.elements.forEach((element, i) => below(String(i), element));
      case "record":
        spots.push(at);
        return type.fields.forEach((field) =>
          below(
            field.name,
            field.optional ? unionOf([field.type, undefinedType]) : field.type,
            field.private ? JSON.stringify(field.name) : field.name,
          ),
        );
      default:
        return;
    }
  };
  for (const param of fn.params) {
    const { type } = fn.values[param]!;
    visit({ param, keys: [], type, node: places.find(nodeOf[param]!), guards: [guardOf(type)] }, new Set());
  }
  return spots;
}

/** Whether two spots may be one memory, one of them is written, and the other has what is written. */
function mayClash(flow: Flow, a: Spot, b: Spot, types: TypeTable): boolean {
  if (!mayBeOne(a.type, b.type, types)) return false;
  return isWrittenIn(flow, a, b) || isWrittenIn(flow, b, a);
}

function isWrittenIn(flow: Flow, spot: Spot, other: Spot): boolean {
  if (!isWrittenMemory(flow, spot.node)) return false;
  const { type } = other;
  if (spot.type.kind !== "record" || type.kind !== "record") return true;
  const written = flow.places.cells(spot.node).filter(([, cell]) => flow.summary.written.has(flow.places.find(cell)));
  return written.some(([key]) => key === elementKey || type.fields.some((field) => field.name === key));
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

function nameOf(fn: IrFunction, { param, keys }: Spot): string {
  const own = fn.values[param]!.name ?? `arg${fn.params.indexOf(param) + 1}`;
  return own + keys.map((key) => (key === elementKey ? "[…]" : accessText(key, false))).join("");
}

/** Where the argument stands in a text. */
const argument = "\0";

function isAbsentAbove({ guards }: Spot): boolean {
  return guards.some((guard) => guard !== "none");
}

/** What the keys lead to from `root`; undefined where there is nothing. `guards`: of the root, and behind each key. */
function pathText(root: string, keys: readonly string[], guards: readonly Guard[]): string {
  let text = root;
  let isAbsent = false;
  for (const [i, key] of keys.entries()) {
    const guard = guards[i] ?? "none";
    const isPrimitive = guard === "primitive" || guard === "null or primitive";
    if (isPrimitive) text = `(typeof ${text} === "object" ? ${text}${accessText(key, true)} : undefined)`;
    else text += accessText(key, isAbsent || guard !== "none");
    isAbsent ||= guard !== "none";
  }
  return text;
}

/** A list, empty where there is none. */
function listText(text: string, isAbsent: boolean, guard: Guard): string {
  if (guard === "primitive") return `(typeof ${text} === "object" ? ${text} : [])`;
  if (guard === "null or primitive") return `(typeof ${text} === "object" ? (${text} ?? []) : [])`;
  return isAbsent || guard !== "none" ? `(${text} ?? [])` : text;
}

/** Whether memory stands there; undefined where there is always some. */
function presenceText(text: string, spot: Spot): string | undefined {
  const own = spot.guards.at(-1) ?? "none";
  if (own === "primitive") return `typeof ${text} === "object"`;
  if (own === "null or primitive") return `typeof ${text} === "object" && ${text} !== null`;
  if (spot.guards.includes("null")) return `${text} != null`;
  return isAbsentAbove(spot) ? `${text} !== undefined` : undefined;
}

function accessText(key: string, isNullable: boolean): string {
  const question = isNullable ? "?." : "";
  if (key.startsWith('"')) return `${question}[${key}]`;
  if (/^\d+$/.test(key)) return `${question}[${key}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${question || "."}${key}` : `${question}[${JSON.stringify(key)}]`;
}

/** Whether `a === b` says something to TypeScript: one of two records has all that the other must have. */
function areComparable(one: Type, other: Type, types: TypeTable): boolean {
  const [a, b] = [resolve(one, types) ?? one, resolve(other, types) ?? other];
  if (a.kind === "union") return a.members.some((member) => !isNothing(member) && areComparable(member, b, types));
  if (b.kind === "union") return areComparable(b, a, types);
  if (a.kind !== "record" || b.kind !== "record") return true;
  // What is private is in nothing but instances of the class.
  if (a.class !== b.class && [...a.fields, ...b.fields].some((field) => field.private === true)) return false;
  const covers = (all: RecordType, some: RecordType): boolean =>
    some.fields.every(({ name, optional }) => optional === true || all.fields.some((field) => field.name === name));
  return covers(a, b) || covers(b, a);
}

function isNothing({ kind }: Type): boolean {
  return kind === "undefined" || kind === "null";
}

interface Wish {
  readonly type: Type;
  readonly name?: string;
}

const setOfParts: Wish = { type: opaqueType("Set<unknown>"), name: "seen" };
const listOfParts: Wish = { type: opaqueType("unknown[]"), name: "parts" };

/** The comparisons, as ops where two arguments themselves are compared, else as text. */
class Texts {
  readonly #fn: IrFunction;
  readonly #item: string;

  constructor(builder: FunctionBuilder, fn: IrFunction) {
    this.#fn = fn;
    const taken = new Set(fn.params.map((param) => builder.nameOf(param)));
    this.#item = ["item", "one", "it", "part"].find((name) => !taken.has(name)) ?? "item$";
  }

  isShared(into: RegionBuilder, a: Spot, b: Spot): ValueId {
    const { origin } = this.#fn;
    const isView = a.type.kind === "typed-array" && b.type.kind === "typed-array";
    const isUnion = a.type.kind === "union" || b.type.kind === "union";
    const isSeen = areComparable(a.type, b.type, into.fn.types);
    if (a.keys.length + b.keys.length === 0 && !isAbsentAbove(a) && !isAbsentAbove(b) && !(isUnion && isSeen)) {
      const memory = ({ param }: Spot): ValueId =>
        isView ? into.load(param, "buffer", opaqueType("ArrayBufferLike"), origin) : param;
      // One object can be of both types although TypeScript sees nothing in common.
      const left = isView || isSeen ? memory(a) : into.cast(a.param, opaqueType("object"), origin);
      return into.prim("eq", [left, memory(b)], origin);
    }
    const isPlain = !a.keys.includes(elementKey) && !b.keys.includes(elementKey);
    const isUnlike = !isSeen && !isView;
    if (isPlain && (isUnlike || [a, b].some((spot) => isEither(spot) || isBelowPrimitive(spot)))) {
      const [memory, right] = [a, b].map((spot) =>
        isUnlike && spot.keys.length === 0 ? spot.param : this.#memoryOf(into, spot),
      ) as [ValueId, ValueId];
      const left = isUnlike ? into.cast(memory, opaqueType("object | null | undefined"), origin) : memory;
      const same = into.prim("eq", [left, right], origin);
      if (!isAbsentAbove(a) || !isAbsentAbove(b)) return same;
      return into.prim("and", [into.prim("looseNe", [left, into.const_(null, origin)], origin), same], origin);
    }
    if (isPlain) {
      const test = isAbsentAbove(a) && isAbsentAbove(b) ? presenceText(this.#plain(a), a) : undefined;
      const [left, right] = [a, b].map((spot) => memoryText(this.#plain(spot), spot));
      const compared = this.#parts(`${test === undefined ? "" : `${test} && `}${left} === `, a);
      return this.#opaque(into, [...compared, ...this.#parts(`${right}`, b)], test === undefined ? 8 : 4);
    }
    const [one, list] = a.keys.includes(elementKey) ? [b, a] : [a, b];
    if (!one.keys.includes(elementKey)) {
      const memory = this.#parts(memoryText(this.#plain(one), one), one);
      return this.#opaque(into, ["new Set<unknown>(", ...bare(this.#list(list)), ").has(", ...memory, ")"], 18);
    }
    const seen = this.#opaque(into, ["new Set<unknown>(", ...bare(this.#list(a)), ")"], 18, setOfParts);
    const item = this.#item;
    return this.#opaque(into, [...this.#list(b, "all"), `.some((${item}) => `, seen, `.has(${item}))`], 18);
  }

  /** Whether two elements are one. */
  isRepeated(into: RegionBuilder, spot: Spot): ValueId {
    const text = this.#list(spot);
    const isShort = !text.some((part) => typeof part === "string" && /[(?]/.test(part));
    const list = isShort ? text : [this.#opaque(into, bare(text), 18, listOfParts)];
    return this.#opaque(into, ["new Set<unknown>(", ...list, ").size < ", ...list, ".length"], 9);
  }

  #opaque(
    into: RegionBuilder,
    parts: readonly (string | ValueId)[],
    precedence: number,
    { type, name }: Wish = { type: booleanType },
  ): ValueId {
    const pieces: string[] = [""];
    const args: ValueId[] = [];
    for (const part of parts) {
      if (typeof part === "string") pieces.push(`${pieces.pop() ?? ""}${part}`);
      else {
        args.push(part);
        pieces.push("");
      }
    }
    return into.opaque({ pieces, args, effect: "reads", precedence, origin: this.#fn.origin }, type, name);
  }

  readonly #memory = new Map<string, ValueId>();

  /** The memory of what may be a typed array or not, under a name. */
  #memoryOf(into: RegionBuilder, spot: Spot): ValueId {
    const text = memoryText(this.#plain(spot), spot);
    const key = `${spot.param} ${text}`;
    let memory = this.#memory.get(key);
    if (memory === undefined) {
      const own = this.#fn.values[spot.param]!.name ?? "argument";
      memory = this.#opaque(into, bare(this.#parts(text, spot)), 2, {
        type: opaqueType("unknown"),
        name: `${own}Memory`,
      });
      this.#memory.set(key, memory);
    }
    return memory;
  }

  #plain({ keys, guards }: Spot): string {
    return pathText(argument, keys, guards);
  }

  /** All memory of a spot as an array: that of typed arrays are their buffers. */
  #list(spot: Spot, which: "all" | "present" = "present"): readonly (string | ValueId)[] {
    const { keys, guards } = spot;
    const item = this.#item;
    const at = keys.flatMap((key, i) => (key === elementKey ? [i] : []));
    const [first = keys.length, ...more] = at;
    const isAbsentUpTo = (from: number, to: number): boolean => guards.slice(from, to).some((g) => g !== "none");
    const base = pathText(argument, keys.slice(0, first), guards);
    let text = listText(base, isAbsentUpTo(0, first), guards[first] ?? "none");
    let start = first + 1;
    for (const end of [...more, undefined]) {
      const inner = pathText(item, keys.slice(start, end), guards.slice(start));
      if (end === undefined) {
        const own = memoryText(inner, { ...spot, guards: guards.slice(start) });
        if (own !== item) text += `.map((${item}) => ${own.includes(" ? ") ? `(${own})` : own})`;
      } else {
        text += `.flatMap((${item}) => ${listText(inner, isAbsentUpTo(start, end), guards[end] ?? "none")})`;
        start = end + 1;
      }
    }
    // What is missing above an element gives an empty list.
    const last = { ...spot, guards: guards.slice(start) };
    const present = which === "all" ? undefined : presenceText(item, last);
    return this.#parts(present === undefined ? text : `${text}.filter((${item}) => ${present})`, spot);
  }

  /** A text with the argument in its places. */
  #parts(text: string, { param }: Spot): readonly (string | ValueId)[] {
    return text.split(argument).flatMap((part, i) => (i === 0 ? [part] : [param, part]));
  }
}

/** `(xs ?? [])` without its parentheses, where it stands alone. */
function bare(parts: readonly (string | ValueId)[]): readonly (string | ValueId)[] {
  const [first, last] = [parts[0], parts.at(-1)];
  const whole = parts.map((part) => (typeof part === "string" ? part : argument)).join("");
  if (!/^\([^()]*\)$/.test(whole) || typeof first !== "string" || typeof last !== "string") return parts;
  if (parts.length === 1) return [first.slice(1, -1)];
  return [first.slice(1), ...parts.slice(1, -1), last.slice(0, -1)];
}

/** Whether memory may be a typed array, and may be another array. */
function isEither({ type }: Spot): boolean {
  const isView = ({ kind }: Type): boolean => kind === "typed-array";
  return type.kind === "union" && type.members.some(isView) && !type.members.filter(isReference).every(isView);
}

/** Whether the way to memory leads through what may be a primitive. */
function isBelowPrimitive({ guards }: Spot): boolean {
  return guards.slice(0, -1).some((guard) => guard === "primitive" || guard === "null or primitive");
}

/** The memory at a path: that of a typed array is its buffer. */
function memoryText(text: string, spot: Spot): string {
  const members = spot.type.kind === "union" ? spot.type.members.filter(isReference) : [spot.type];
  const views = members.filter(({ kind }) => kind === "typed-array");
  const isAbsent = isAbsentAbove(spot);
  if (views.length === members.length) return `${text}${accessText("buffer", isAbsent)}`;
  if (views.length === 0) return text;
  const presence = presenceText(text, spot);
  return `${presence ? `${presence} && ` : ""}"buffer" in ${text} ? ${text}.buffer : ${text}`;
}
