/** The places where memory hangs on arguments at a fixed depth, and which two of them may be one memory that is written. */
import { elementKey } from "../analysis/places.ts";
import type { Node } from "../analysis/places.ts";
import type { Flow } from "../analysis/flow.ts";
import { isWrittenMemory } from "../analysis/written.ts";
import type { ValueId } from "../ir/ir.ts";
import { isReference, mayBeOne, typeKey, undefinedType, unionOf } from "../ir/types.ts";
import type { Type, TypeTable } from "../ir/types.ts";

/** A place where memory hangs on an argument: `p`, `p.v`, `m[…]`. */
export interface Spot {
  readonly param: ValueId;
  /** Field names (private ones in quotes), and `elementKey` for every element. */
  readonly keys: readonly string[];
  readonly type: Type;
  readonly node: Node;
  /** What else may stand there: for the argument itself, and behind each key. */
  readonly guards: readonly Guard[];
}

/** What stands in the place of memory: nothing else, undefined, null (or undefined too), a number or another primitive. */
export type Guard = "none" | "undefined" | "null" | "primitive" | "null or primitive";

function guardOf(type: Type): Guard {
  const kinds = type.kind === "union" ? type.members.filter((m) => !isReference(m)).map(({ kind }) => kind) : [];
  if (kinds.some((kind) => kind !== "undefined" && kind !== "null"))
    return kinds.includes("null") ? "null or primitive" : "primitive";
  if (kinds.includes("null")) return "null";
  return kinds.length > 0 ? "undefined" : "none";
}

export function spotsOf(flow: Flow, types: TypeTable): readonly Spot[] {
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
      // What is written and hangs on a dictionary is looked for on a walk.
      case "dictionary":
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
export function mayClash(flow: Flow, a: Spot, b: Spot, types: TypeTable): boolean {
  if (!mayBeOne(a.type, b.type, types)) return false;
  return isWrittenIn(flow, a, b) || isWrittenIn(flow, b, a);
}

/** Whether memory of another type has what is written in a place. */
export function isWrittenIn(flow: Flow, spot: Written, { type }: { readonly type: Type }): boolean {
  if (!isWrittenMemory(flow, spot.node)) return false;
  if (spot.type.kind !== "record" || type.kind !== "record") return true;
  return writtenKeys(flow, spot.node).some(
    (key) => key === elementKey || type.fields.some((field) => field.name === key),
  );
}

/** What of memory is written: names of fields, `elementKey` for elements. */
function writtenKeys({ places, summary }: Flow, node: Node): readonly string[] {
  return places.cells(node).flatMap(([key, cell]) => (summary.written.has(places.find(cell)) ? [key] : []));
}

/** Memory of a type that is written. */
export interface Written {
  readonly type: Type;
  readonly node: Node;
}

/** All memory that is written and hangs on parameters, at any depth. */
export function writtenMemory(flow: Flow, params: readonly ValueId[], types: TypeTable): readonly Written[] {
  const { fn, places, nodeOf } = flow;
  const found: Written[] = [];
  const seen = new Set<string>();
  const visit = (type: Type, node: Node): void => {
    if (!isReference(type)) return;
    const key = `${typeKey(type)} ${places.find(node)}`;
    const isWritten = isWrittenMemory(flow, node);
    // Nothing is written in what no op has a name for.
    if (seen.has(key) || (!isWritten && places.cells(node).length === 0)) return;
    seen.add(key);
    switch (type.kind) {
      case "union":
        return type.members.forEach((member) => visit(member, node));
      case "named": {
        const definition = types.get(type.name);
        return definition && visit(definition.type, node);
      }
      default:
        if (isWritten) found.push({ type, node });
    }
    if (type.kind === "dictionary") visit(type.value, places.cell(node, elementKey));
    if (type.kind === "array") visit(type.element, places.cell(node, elementKey));
    if (type.kind === "tuple") type.elements.forEach((element, i) => visit(element, places.cell(node, String(i))));
    if (type.kind === "record") type.fields.forEach((field) => visit(field.type, places.cell(node, field.name)));
  };
  for (const param of params) visit(fn.values[param]!.type, nodeOf[param]!);
  return found;
}
