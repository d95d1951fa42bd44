/** What an entry check compares, as text of the program. */
import { elementKey } from "../analysis/places.ts";
import { resolve } from "../ir/assignable.ts";
import type { FunctionBuilder, RegionBuilder } from "../ir/build.ts";
import type { IrFunction, ValueId } from "../ir/ir.ts";
import { booleanType, isReference, opaqueType } from "../ir/types.ts";
import type { Type, TypeTable } from "../ir/types.ts";
import type { Guard, Spot } from "./entry-spots.ts";

export function parameterName(fn: IrFunction, param: ValueId): string {
  return fn.values[param]!.name ?? `arg${fn.params.indexOf(param) + 1}`;
}

export function nameOf(fn: IrFunction, { param, keys }: Spot): string {
  return parameterName(fn, param) + keys.map((key) => (key === elementKey ? "[…]" : accessText(key, false))).join("");
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

/** Whether `a === b` says something to TypeScript: one of the two, as far as is known, may stand for the other. */
function areComparable(one: Type, other: Type, types: TypeTable): boolean {
  return mayStandFor(one, other, types) || mayStandFor(other, one, types);
}

/** How far into types that contain themselves. */
const deepest = 8;

/** Whether a value has all that another type asks for, and nothing in it is at odds with that. */
function mayStandFor(one: Type, other: Type, types: TypeTable, depth = 0): boolean {
  if (depth > deepest) return true;
  const [a, b] = [resolve(one, types) ?? one, resolve(other, types) ?? other];
  const inner = (x: Type, y: Type): boolean => mayStandFor(x, y, types, depth + 1);
  if (a.kind === "union") return a.members.some((member) => !isNothing(member) && inner(member, b));
  if (b.kind === "union") return b.members.some((member) => !isNothing(member) && inner(a, member));
  if (a.kind === "array" && b.kind === "array") return inner(a.element, b.element);
  if (a.kind === "dictionary" && b.kind === "dictionary") return inner(a.value, b.value);
  if (a.kind === "dictionary" || b.kind === "dictionary") return false;
  if (a.kind !== "record" || b.kind !== "record") return true;
  // What is private is in nothing but instances of the class.
  if (a.class !== b.class && [...a.fields, ...b.fields].some((field) => field.private === true)) return false;
  return b.fields.every(({ name, optional, type }) => {
    const own = a.fields.find((field) => field.name === name);
    if (!own) return optional === true;
    return (optional === true || own.optional !== true) && inner(own.type, type);
  });
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
export class Texts {
  readonly #fn: IrFunction;
  readonly #item: string;

  constructor(builder: FunctionBuilder, fn: IrFunction) {
    this.#fn = fn;
    const taken = new Set(fn.params.map((param) => builder.nameOf(param)));
    this.#item = ["item", "one", "it", "part"].find((name) => !taken.has(name)) ?? "item$";
  }

  emptySet(into: RegionBuilder, name: string): ValueId {
    return this.#opaque(into, ["new Set<unknown>()"], 18, { ...setOfParts, name });
  }

  isIn(into: RegionBuilder, memory: ValueId, set: ValueId): ValueId {
    return this.#opaque(into, ["", set, ".has(", memory, ")"], 18);
  }

  /** Whether two sets have something in common. */
  haveCommon(into: RegionBuilder, a: ValueId, b: ValueId): ValueId {
    const item = this.#item;
    return this.#opaque(into, ["[...", a, `].some((${item}) => `, b, `.has(${item}))`], 18);
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
