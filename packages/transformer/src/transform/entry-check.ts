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
import { functionId } from "../ir/ir.ts";
import type { IrFunction, ValueId } from "../ir/ir.ts";
import { booleanType, isReference, mayBeOne, opaqueType } from "../ir/types.ts";
import type { Type, TypeTable } from "../ir/types.ts";
import type { Derivatives } from "./derivatives.ts";
import { refuseIf } from "./refuse-if.ts";

/** A place where memory hangs on an argument: `p`, `p.v`, `m[…]`. */
interface Spot {
  readonly param: ValueId;
  /** Field names, and `elementKey` for every element. */
  readonly keys: readonly string[];
  readonly type: Type;
  readonly node: Node;
  readonly isNullable: boolean;
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
  const visit = (at: Omit<Spot, "isNullable">, isNullable: boolean, open: ReadonlySet<string>): void => {
    const { type, node, keys, param } = at;
    const below = (key: string, inner: Type): void =>
      visit({ param, keys: [...keys, key], type: inner, node: places.cell(node, key) }, isNullable, open);
    switch (type.kind) {
      case "union": {
        const present = type.members.filter(isReference);
        if (present.length === 1) visit({ ...at, type: present[0]! }, true, open);
        else if (present.length > 1) spots.push({ ...at, isNullable: true });
        return;
      }
      case "named": {
        const definition = types.get(type.name);
        if (!definition || open.has(type.name)) return;
        return visit({ ...at, type: definition.type }, isNullable, new Set([...open, type.name]));
      }
      case "typed-array":
        spots.push({ ...at, isNullable });
        return;
      case "array":
        spots.push({ ...at, isNullable });
        return below(elementKey, type.element);
      case "tuple":
        spots.push({ ...at, isNullable });
        return type.elements.forEach((element, i) => below(String(i), element));
      case "record":
        spots.push({ ...at, isNullable });
        return type.fields.forEach((field) => below(field.name, field.type));
      default:
        return;
    }
  };
  for (const param of fn.params) {
    const { type } = fn.values[param]!;
    visit({ param, keys: [], type, node: places.find(nodeOf[param]!) }, false, new Set());
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

function accessText(key: string, isNullable: boolean): string {
  const question = isNullable ? "?." : "";
  if (/^\d+$/.test(key)) return `${question}[${key}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${question || "."}${key}` : `${question}[${JSON.stringify(key)}]`;
}

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
    const isView = a.type.kind === "typed-array" || b.type.kind === "typed-array";
    if (a.keys.length + b.keys.length === 0 && !a.isNullable && !b.isNullable) {
      const memory = ({ param }: Spot): ValueId =>
        isView ? into.load(param, "buffer", opaqueType("ArrayBufferLike"), origin) : param;
      return into.prim("eq", [memory(a), memory(b)], origin);
    }
    const isPlain = !a.keys.includes(elementKey) && !b.keys.includes(elementKey);
    if (isPlain) {
      const [left, right] = [this.#plain(a, isView), this.#plain(b, isView)];
      const test = a.isNullable && b.isNullable ? [left, " !== undefined && "] : [];
      return this.#opaque(into, [...test, left, " === ", right].flat(), test.length > 0 ? 4 : 8);
    }
    const [left, right] = [this.#list(a), this.#list(b)];
    return this.#opaque(
      into,
      ["new Set<unknown>([...", ...left, ", ...", ...right, "]).size < ", ...left, ".length + ", ...right, ".length"],
      9,
    );
  }

  /** Whether two elements are one. */
  isRepeated(into: RegionBuilder, spot: Spot): ValueId {
    const list = this.#list(spot);
    return this.#opaque(into, ["new Set<unknown>(", ...list, ").size < ", ...list, ".length"], 9);
  }

  #opaque(into: RegionBuilder, parts: readonly (string | ValueId)[], precedence: number): ValueId {
    const pieces: string[] = [""];
    const args: ValueId[] = [];
    for (const part of parts) {
      if (typeof part === "string") pieces.push(`${pieces.pop() ?? ""}${part}`);
      else {
        args.push(part);
        pieces.push("");
      }
    }
    return into.opaque({ pieces, args, effect: "reads", precedence, origin: this.#fn.origin }, booleanType);
  }

  #plain({ param, keys, type, isNullable }: Spot, isView: boolean): readonly (string | ValueId)[] {
    const path = keys.map((key) => accessText(key, isNullable)).join("");
    const buffer = isView && type.kind === "typed-array" ? accessText("buffer", isNullable) : "";
    return [param, path + buffer];
  }

  /** All memory of a spot as an array: that of typed arrays are their buffers. */
  #list(spot: Spot): readonly (string | ValueId)[] {
    const { param, keys, type, isNullable } = spot;
    const isView = type.kind === "typed-array";
    const own = isView ? accessText("buffer", isNullable) : "";
    const [before, ...parts] = splitAtElements(keys).map((part) =>
      part.map((key) => accessText(key, isNullable)).join(""),
    );
    if (parts.length === 0) return ["[", param, `${before}${own}`, "]"];
    const item = this.#item;
    let text = `${before}${isNullable ? " ?? []" : ""}`;
    const head: (string | ValueId)[] = isNullable ? ["(", param, `${text})`] : [param, text];
    text = "";
    for (const [i, part] of parts.entries()) {
      const isLast = i === parts.length - 1;
      const access = part + (isLast ? own : "");
      if (access === "" && isLast) continue;
      const inner = isNullable && !isLast ? `${item}${access} ?? []` : `${item}${access}`;
      text += `.${isLast ? "map" : "flatMap"}((${item}) => ${inner})`;
    }
    if (isNullable) text += `.filter((${item}) => ${item} !== undefined)`;
    return [...head, text];
  }
}

/** `v`, `w[…]`, `u` as the parts between the elements. */
function splitAtElements(keys: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [[]];
  for (const key of keys) {
    if (key === elementKey) parts.push([]);
    else parts.at(-1)?.push(key);
  }
  return parts;
}
