/**
 * The numbers at the differentiable places of nested values, as flat vectors. A shape is a zero tangent of a value: it says where those
 * numbers are. Elements come by index, fields in the order of the shape.
 */
import { fieldsOf, zerosLike } from "@adgen/transformer";
import type { Type, TypeTable } from "@adgen/transformer";

export type Shape = number | Float64Array | readonly (Shape | undefined)[] | ShapeFields;
interface ShapeFields {
  readonly [field: string]: Shape | undefined;
}

/** The shape of a value of a type; `tangent` is the type of its tangents, which has fewer fields where only some are chosen. */
export function shapeOf(value: unknown, type: Type, tangent: Type | undefined, table: TypeTable): Shape | undefined {
  const whole = zerosLike(value, type, table) as Shape | undefined;
  return tangent === undefined ? whole : narrowed(whole, tangent, table);
}

function narrowed(shape: Shape | undefined, type: Type, table: TypeTable): Shape | undefined {
  if (shape === undefined || typeof shape === "number" || isList(shape) || shape instanceof Float64Array) return shape;
  const fields = type.kind === "record" ? fieldsOf(type, table) : undefined;
  if (!fields) return shape;
  return Object.fromEntries(
    fields.flatMap((field) =>
      Object.hasOwn(shape, field.name) ? [[field.name, narrowed(shape[field.name], field.type, table)]] : [],
    ),
  );
}

/** The path of each number: `w[2]`, `state.angle`. */
export function pathsOf(shape: Shape | undefined, path: string): readonly string[] {
  if (shape === undefined) return [];
  if (typeof shape === "number") return [path];
  if (shape instanceof Float64Array) return Array.from(shape, (_, i) => `${path}[${i}]`);
  if (isList(shape)) return shape.flatMap((part, i) => pathsOf(part, `${path}[${i}]`));
  return Object.entries(shape).flatMap(([name, part]) => pathsOf(part, `${path}.${name}`));
}

/** The numbers of a value at the places of a shape; NaN where there is none. */
export function numbersAt(shape: Shape | undefined, value: unknown): readonly number[] {
  return partsAt(shape, value).map(numberOf);
}

/** What a value has at the places of a shape: its numbers, or what a Jacobian has in place of each of them. */
export function partsAt(shape: Shape | undefined, value: unknown): readonly unknown[] {
  if (shape === undefined) return [];
  if (typeof shape === "number") return [value];
  if (shape instanceof Float64Array) return Array.from(shape, (_, i) => partOf(value, i));
  if (isList(shape)) return shape.flatMap((part, i) => partsAt(part, partOf(value, i)));
  return Object.entries(shape).flatMap(([name, part]) => partsAt(part, partOf(value, name)));
}

/** A tangent of the shape with these numbers. */
export function tangentWith(shape: Shape | undefined, numbers: readonly number[]): Shape | undefined {
  const next = reader(numbers);
  const build = (at: Shape | undefined): Shape | undefined => {
    if (at === undefined) return undefined;
    if (typeof at === "number") return next();
    if (at instanceof Float64Array) return at.map(next);
    if (isList(at)) return at.map(build);
    return Object.fromEntries(Object.entries(at).map(([name, part]) => [name, build(part)]));
  };
  return build(shape);
}

/**
 * A deep copy of a value with `numbers` added at the places of the shape. A Float32Array becomes a Float64Array: its rounding is no part
 * of the derivative, and would drown every difference.
 */
export function moved(shape: Shape | undefined, value: unknown, numbers: readonly number[]): unknown {
  const next = reader(numbers);
  const copy = (at: Shape | undefined, inner: unknown): unknown => {
    if (at === undefined) return structuredClone(inner);
    if (typeof at === "number") return numberOf(inner) + next();
    if (at instanceof Float64Array) return at.map((_, i) => numberOf(partOf(inner, i)) + next());
    if (isList(at)) return at.map((part, i) => copy(part, partOf(inner, i)));
    const whole = inner as Readonly<Record<string, unknown>>;
    const parts = new Map(Object.entries(at).map(([name, part]) => [name, copy(part, whole[name])]));
    return Object.fromEntries(
      Object.entries(whole).map(([name, item]) => [name, parts.has(name) ? parts.get(name) : structuredClone(item)]),
    );
  };
  return copy(shape, value);
}

function reader(numbers: readonly number[]): () => number {
  let at = 0;
  return () => numbers[at++] ?? Number.NaN;
}

function partOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
    : undefined;
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : Number.NaN;
}

function isList(shape: Shape): shape is readonly (Shape | undefined)[] {
  return Array.isArray(shape);
}
