/** Directions, seeds and products over the nested shapes of arguments and results. */
import { raw, tangentAt } from "../oracle/dual.ts";
import { Dual } from "../oracle/dual.ts";

/** The same shape with each number replaced: typed arrays become Float64Array, instances plain records. */
export function mapped(value: unknown, next: () => number): unknown {
  if (typeof value === "number") return next();
  if (value instanceof Float64Array || value instanceof Float32Array) return Float64Array.from(value, next);
  if (Array.isArray(value)) return value.map((item) => mapped(item, next));
  if (typeof value !== "object" || value === null) return value;
  // What is absent has no tangent.
  const present = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
  return Object.fromEntries(present.map(([key, item]) => [key, mapped(item, next)]));
}

/** Ordinary numbers, other ones for every seed. */
export function direction(value: unknown, seed: number): unknown {
  let at = 0;
  return mapped(value, () => Math.sin(1.7 * ++at + seed));
}

/** The sum of products of the numbers at the same places, and of their sizes. */
export function dot(a: unknown, b: unknown): { readonly sum: number; readonly size: number } {
  let [sum, size] = [0, 0];
  eachPair(a, b, (x, y) => {
    const product = x === 0 || y === 0 ? 0 : x * y;
    sum += product;
    size += Math.abs(product);
  });
  return { sum, size };
}

/** Visits the numbers of `a` with what stands at the same place in `b`; what is not there is 0. */
export function eachPair(a: unknown, b: unknown, visit: (x: number, y: number) => void): void {
  if (typeof a === "number") {
    visit(a, typeof b === "number" ? b : 0);
    return;
  }
  if (typeof a !== "object" || a === null) return;
  const other = typeof b === "object" && b !== null ? (b as Record<string, unknown>) : {};
  for (const [key, value] of Object.entries(a)) eachPair(value, other[key], visit);
}

export function numbers(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(numbers);
}

/** The tangents of a level of what the duals gave, as plain numbers in its shape; `inner` takes those of another level of them. */
export function tangentsOf(value: unknown, level: number, inner?: number): unknown {
  if (typeof value === "number") return 0;
  if (value instanceof Dual) {
    const tangent = tangentAt(value, level);
    return raw(inner === undefined ? tangent : tangentAt(tangent, inner));
  }
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value) || Symbol.iterator in value)
    return [...(value as Iterable<unknown>)].map((item) => tangentsOf(item, level, inner));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, tangentsOf(item, level, inner)]));
}

/** The plain numbers of what the duals gave. */
export function valuesOf(value: unknown): unknown {
  if (value instanceof Dual) return raw(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value) || Symbol.iterator in value) return [...(value as Iterable<unknown>)].map(valuesOf);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, valuesOf(item)]));
}
