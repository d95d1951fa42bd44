/** Evaluates a program of ordinary TypeScript along a direction, independently of the compiler. */
import { DualBuffer, typedArrays } from "./containers.ts";
import { Dual, raw, tangentAt } from "./dual.ts";
import type { Num } from "./dual.ts";
import { rewrite } from "./rewrite.ts";
import { D } from "./runtime.ts";

/** The functions that a program exports, over dual numbers. */
export type DualModule = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** `host`: what the program names and does not declare. */
export function dualModule(sourceText: string, host: Readonly<Record<string, unknown>> = {}): DualModule {
  const { body, names } = asFunctionBody(rewrite(sourceText));
  const globals = Object.keys(host);
  const make = new Function("D", ...globals, `"use strict";\n${body}\nreturn { ${names.join(", ")} };`) as (
    ...args: unknown[]
  ) => DualModule;
  return make(D, ...globals.map((name) => host[name]));
}

/** A module's text as statements, and what it exports as properties of an object (`g`, `h: g`). */
export function asFunctionBody(text: string): { readonly body: string; readonly names: readonly string[] } {
  const names: string[] = [];
  const body = text
    .replaceAll(/^export default function (\w+)/gm, (_, name: string) => (names.push(name), `function ${name}`))
    .replaceAll(/^export (?:async )?(function|class|const|let) (\w+)/gm, (_, kind: string, name: string) => {
      names.push(name);
      return `${kind} ${name}`;
    })
    .replaceAll(/^import .*$/gm, "")
    .replaceAll(/^export \{([^}]*)\};?$/gm, (_, list: string) => {
      for (const item of list.split(",").filter((text) => text.trim() !== "")) {
        const [name, other] = item.trim().split(/ as /);
        names.push(other === undefined ? name! : `${other}: ${name}`);
      }
      return "";
    });
  return { body, names };
}

/** An argument as duals of a level, along a direction of its shape (undefined: no direction). Shared memory stays shared. */
export function lift(
  value: unknown,
  direction: unknown,
  level: number,
  seen: Map<unknown, unknown> = new Map(),
): unknown {
  if (typeof value === "number" || value instanceof Dual) {
    return typeof direction === "number" || direction instanceof Dual ? new Dual(value, direction, level) : value;
  }
  if (typeof value !== "object" || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  const along = (key: string | number): unknown => (direction as Record<string | number, unknown> | undefined)?.[key];
  if (ArrayBuffer.isView(value) || "subarray" in value) {
    const name = value.constructor.name;
    const make = typedArrays[name] as new (items: readonly unknown[]) => object;
    const made = new make([...(value as unknown as Iterable<Num>)].map((x, i) => lift(x, along(i), level)));
    seen.set(value, made);
    return made;
  }
  if (value instanceof DualBuffer) return value;
  if (Array.isArray(value)) {
    const made: unknown[] = [];
    seen.set(value, made);
    for (const [i, item] of value.entries()) made.push(lift(item, along(i), level, seen));
    return made;
  }
  const made = Object.create(Object.getPrototypeOf(value) as object | null) as Record<string, unknown>;
  seen.set(value, made);
  for (const [key, inner] of Object.entries(value)) made[key] = lift(inner, along(key), level, seen);
  return made;
}

/** Every number of a result in the order of its parts: values, and tangents of a level. */
export function numbersOf(
  value: unknown,
  level: number,
  found: { value: number; tangent: Num }[] = [],
): { value: number; tangent: Num }[] {
  if (typeof value === "number" || value instanceof Dual) {
    found.push({ value: raw(value), tangent: tangentAt(value, level) });
  } else if (typeof value === "object" && value !== null) {
    const items = Symbol.iterator in value ? [...(value as Iterable<unknown>)] : Object.values(value);
    for (const item of items) numbersOf(item, level, found);
  }
  return found;
}
