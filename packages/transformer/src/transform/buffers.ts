/**
 * The buffers of `f_grad_into(x, xBar)`: looked at when the function is entered, and cleared. They must be as long as what they belong to
 * and share no memory with it (CONTRACT, Aliased arguments): anything else would give wrong numbers in silence.
 */
import type { RegionBuilder } from "../ir/build.ts";
import type { Origin, ValueId } from "../ir/ir.ts";
import { numberType, opaqueType, tangentOf } from "../ir/types.ts";
import type { Type, TypeTable } from "../ir/types.ts";
import { refuseIf } from "./refuse-if.ts";
import { overElements } from "./spread.ts";

export interface Buffer {
  readonly param: ValueId;
  readonly bar: ValueId;
}

export function enterBuffers(into: RegionBuilder, buffers: readonly Buffer[], types: TypeTable, origin: Origin): void {
  const { fn } = into;
  const bars = buffers.map(({ bar }) => bar);
  for (const [i, bar] of bars.entries()) {
    const others = [...buffers.map(({ param }) => param), ...bars.slice(i + 1)];
    for (const other of others) refuseShared(into, bar, other, origin);
  }
  for (const { param, bar } of buffers)
    clear(into, { param, bar, names: [fn.nameOf(bar), fn.nameOf(param)] }, types, origin);
}

function refuseShared(into: RegionBuilder, bar: ValueId, other: ValueId, origin: Origin): void {
  const [a, b] = [into.fn.typeOf(bar), into.fn.typeOf(other)];
  const [barName, otherName] = [into.fn.nameOf(bar) ?? "a buffer", into.fn.nameOf(other) ?? "an argument"];
  if (a.kind !== b.kind) return;
  const isView = a.kind === "typed-array" && b.kind === "typed-array";
  const memory = (value: ValueId): ValueId =>
    isView ? into.load(value, "buffer", opaqueType("ArrayBufferLike"), origin) : value;
  const isShared = into.prim("eq", [memory(bar), memory(other)], origin);
  refuseIf(into, isShared, `${barName} and ${otherName} share memory`, origin);
}

interface Clearing {
  readonly param: ValueId;
  readonly bar: ValueId;
  readonly names: readonly (string | undefined)[];
}

/** Sets every number of a buffer to 0, walking beside what it belongs to. */
function clear(into: RegionBuilder, { param, bar, names }: Clearing, types: TypeTable, origin: Origin): void {
  const type = into.fn.typeOf(bar);
  const own = into.fn.typeOf(param);
  const [barName = "a buffer", paramName = "its argument"] = names;
  switch (type.kind) {
    case "typed-array":
    case "array": {
      const isLong = into.prim("ne", [into.length(bar, origin), into.length(param, origin)], origin);
      refuseIf(into, isLong, `${barName} is not as long as ${paramName}`, origin);
      if (type.kind === "typed-array" || type.element.kind === "number")
        return into.fill(bar, into.number(0, origin), origin);
      const part = type.element;
      overElements(param, [], into, origin, (body, index, element) => {
        clear(
          body,
          { param: element, bar: body.load(bar, index, part, origin), names: rowNames(names) },
          types,
          origin,
        );
        return [];
      });
      return;
    }
    case "tuple":
      for (const [i, part] of type.elements.entries()) clearPart(into, String(i), part, partOf(own, String(i)));
      return;
    case "record":
      for (const field of type.fields) clearPart(into, field.name, field.type, partOf(own, field.name));
      return;
    default:
      return;
  }

  function clearPart(body: RegionBuilder, key: string, part: Type, of: Type | undefined): void {
    if (part.kind === "number") return body.store(bar, key, body.number(0, origin), origin);
    if (!of || !tangentOf(of, types)) return;
    const inner = { param: body.load(param, key, of, origin), bar: body.load(bar, key, part, origin) };
    clear(body, { ...inner, names: names.map((name) => name && `${name}.${key}`) }, types, origin);
  }
}

function rowNames(names: readonly (string | undefined)[]): readonly (string | undefined)[] {
  return names.map((name) => name && (name.startsWith("a row of ") ? name : `a row of ${name}`));
}

function partOf(type: Type, key: string): Type | undefined {
  if (type.kind === "tuple") return type.elements[Number(key)];
  return type.kind === "record" ? type.fields.find((field) => field.name === key)?.type : numberType;
}
