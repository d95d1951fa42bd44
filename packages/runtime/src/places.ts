/** The numbers inside nested values: what each is called, and values with some of them changed. */

/** A number inside a list of values, by the keys that lead to it. */
export interface Place {
  readonly keys: readonly PropertyKey[];
  /** `w[2]`, `state.angle`: how a program would write it. */
  readonly path: string;
  readonly value: number;
}

/** Every number of a value; what no derivative goes into (integer arrays, maps, strings …) has none. */
export function placesOf(value: unknown, path: string, keys: readonly PropertyKey[] = []): readonly Place[] {
  if (typeof value === "number") return [{ keys, path, value }];
  return partsOf(value).flatMap(([key, part]) => placesOf(part, pathOf(path, key), [...keys, key]));
}

/** What stands at a place of another value, or undefined. */
export function partAt(value: unknown, keys: readonly PropertyKey[]): unknown {
  return keys.reduce<unknown>((part, key) => {
    const isThere = typeof part === "object" && part !== null && Object.hasOwn(part, key);
    return isThere ? (part as Readonly<Record<PropertyKey, unknown>>)[key] : undefined;
  }, value);
}

/**
 * A deep copy with other numbers at some places. A Float32Array becomes a Float64Array where a number of it changes: its rounding is no
 * part of a derivative.
 */
export function copyWith(value: unknown, changes: readonly Place[]): unknown {
  const whole = changes.find(({ keys }) => keys.length === 0);
  if (whole) return whole.value;
  const inside = new Map<PropertyKey | undefined, Place[]>();
  for (const place of changes) {
    const [key, ...keys] = place.keys;
    const list = inside.get(key) ?? [];
    list.push({ ...place, keys });
    inside.set(key, list);
  }
  const changed = (key: PropertyKey, part: unknown): unknown => copyWith(part, inside.get(key) ?? []);
  if (value instanceof Float64Array || (value instanceof Float32Array && changes.length > 0)) {
    const copy = new Float64Array(value);
    for (const { keys, value: number } of changes) copy[Number(keys[0])] = number;
    return copy;
  }
  if (isView(value)) return value.slice();
  if (Array.isArray(value)) return Array.from(value, (item, i) => changed(i, item));
  if (!isRecord(value)) return value;
  const copy = Object.create(Object.getPrototypeOf(value) as object | null) as Record<PropertyKey, unknown>;
  for (const [key, part] of Object.entries(value)) copy[key] = changed(key, part);
  return copy;
}

/** A tangent or adjoint in the shape of a value, with a number for each of its places, in their order. */
export function tangentWith(value: unknown, next: () => number): unknown {
  if (typeof value === "number") return next();
  if (value instanceof Float64Array || value instanceof Float32Array) return Float64Array.from(value, next);
  if (isView(value)) return undefined;
  if (Array.isArray(value)) return value.map((item) => tangentWith(item, next));
  if (!isRecord(value)) return undefined;
  return Object.fromEntries(partsOf(value).map(([key, part]) => [key, tangentWith(part, next)]));
}

/** The parts of a value that may hold numbers, by key. */
export function partsOf(value: unknown): readonly (readonly [key: number | string, part: unknown])[] {
  if (value instanceof Float64Array || value instanceof Float32Array || Array.isArray(value))
    return Array.from(value as ArrayLike<unknown>, (part, i) => [i, part] as const);
  return isRecord(value) ? Object.entries(value) : [];
}

export function pathOf(path: string, key: number | string): string {
  if (typeof key === "number") return `${path}[${key}]`;
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
  return (
    isObject && !(value instanceof Map || value instanceof Set || value instanceof Date || value instanceof RegExp)
  );
}

function isView(value: unknown): value is Float64Array {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}
