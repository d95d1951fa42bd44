/** Arguments and directions by the types of the IR. */
import { isOfType } from "../packages/cli/src/check/of-type.ts";
import type { NumberType, Type, TypeTable } from "../packages/transformer/src/ir/types.ts";
import { tangentOf } from "../packages/transformer/src/ir/types.ts";
import type { Random } from "../packages/transformer/test/fixtures/random.ts";
import type { Shape } from "../packages/transformer/test/fixtures/tangent-space.ts";

/** There is no value of the type that could be made up: a function, a Map, an endless record. */
export class NoSample extends Error {
  override name = "NoSample";
}

/** Where the arguments of a trial lie, and how long its arrays are. */
export interface Trial {
  readonly length: number;
  readonly number: (random: Random) => number;
}

export const trials: readonly Trial[] = [
  { length: 3, number: (random) => 0.2 + 0.7 * random() },
  { length: 5, number: (random) => 1.1 + 3 * random() },
  { length: 4, number: (random) => 4 * random() - 2 },
  { length: 16, number: (random) => Math.ceil(4 * random()) },
];

export interface Sampling {
  readonly trial: Trial;
  readonly random: Random;
  readonly types: TypeTable;
  /** The prototype of a class of the module, by its name. */
  readonly prototypeOf: (name: string) => object | undefined;
}

export function sample(type: Type, from: Sampling, depth = 0): unknown {
  const { trial, random, types } = from;
  if (depth > 6) throw new NoSample();
  const inner = (one: Type): unknown => sample(one, from, depth + 1);
  const several = <T>(make: () => T): T[] => Array.from({ length: trial.length }, make);
  switch (type.kind) {
    case "number":
      return type.discrete ? discrete(type, random) : trial.number(random);
    case "boolean":
      return random() < 0.5;
    case "string":
      return literal(type.text, random) ?? "a";
    case "bigint":
      return 3n;
    case "undefined":
    case "void":
      return undefined;
    case "null":
      return null;
    case "array":
      return several(() => inner(type.element));
    case "tuple":
      return type.elements.map(inner);
    case "typed-array": {
      if (type.name === "ArrayBuffer") return new ArrayBuffer(8 * trial.length);
      const isFloat = type.name.startsWith("Float");
      return globalThis[type.name].from(several(() => (isFloat ? trial.number(random) : Math.floor(3 * random()))));
    }
    case "record": {
      const prototype = type.class === undefined ? Object.prototype : from.prototypeOf(type.class);
      if (!prototype) throw new NoSample(`an instance of ${type.class}`);
      const made = Object.create(prototype) as Record<string, unknown>;
      for (const field of type.fields) {
        const isLeftOut = field.optional && (random() < 0.5 || depth > 2);
        // An accessor of the class is no field.
        if (!isLeftOut) Object.defineProperty(made, field.name, { value: inner(field.type), ...plain });
      }
      return made;
    }
    case "dictionary":
      return Object.fromEntries(["a", "b", "c"].map((key) => [key, inner(type.value)]));
    case "union":
      return oneOf(type.members, from, depth);
    case "named": {
      const definition = types.get(type.name);
      if (!definition) throw new NoSample(type.name);
      return inner(definition.type);
    }
    case "opaque":
      throw new NoSample(type.text);
  }
}

const plain = { enumerable: true, configurable: true, writable: true } as const;

/** A member that can be made up, tried from a random one on; nothing rather than an endless value. */
function oneOf(members: readonly Type[], from: Sampling, depth: number): unknown {
  const first = depth > 2 ? members.findIndex(({ kind }) => kind === "undefined" || kind === "null") : -1;
  // Integer arrays stand for arrays of numbers in types, hardly ever in calls.
  const likely = members.filter((member) => !isIntegerArray(member));
  const list = likely.length > 0 ? likely : members;
  const start = first >= 0 ? list.indexOf(members[first]!) : Math.floor(from.random() * list.length);
  for (let i = 0; i < list.length; i++) {
    try {
      return sample(list[(start + i) % list.length]!, from, depth + 1);
    } catch (error) {
      if (!(error instanceof NoSample)) throw error;
    }
  }
  throw new NoSample();
}

function isIntegerArray(type: Type): boolean {
  return type.kind === "typed-array" && !type.name.startsWith("Float");
}

function discrete({ text }: NumberType, random: Random): number {
  const listed = text?.match(/-?\d+(\.\d+)?/g);
  return listed ? Number(listed[Math.floor(random() * listed.length)]) : Math.floor(3 * random());
}

function literal(text: string | undefined, random: Random): string | undefined {
  const listed = text?.match(/"([^"]*)"|'([^']*)'/g);
  return listed?.[Math.floor(random() * listed.length)]?.slice(1, -1);
}

/** Where a value of the type has differentiable numbers. */
export function shapeOf(type: Type, value: unknown, types: TypeTable, depth = 0): Shape | undefined {
  // Nested values are made up no deeper; what is, contains itself.
  if (depth > 200) throw new NoSample("a value that contains itself");
  const inner = (of: Type, part: unknown): Shape | undefined => shapeOf(of, part, types, depth + 1);
  if (value === undefined || value === null || tangentOf(type, types) === undefined) return undefined;
  switch (type.kind) {
    case "number":
      return typeof value === "number" ? 0 : undefined;
    case "typed-array":
      return value.constructor.name === type.name ? new Float64Array((value as Float64Array).length) : undefined;
    case "array":
      return Array.isArray(value) ? Array.from(value, (item) => inner(type.element, item)) : undefined;
    case "tuple":
      if (!Array.isArray(value)) return undefined;
      // A type that the program only claims: `out as [number, number]`.
      if (value.length > type.elements.length) throw new NoSample(`${value.length} elements`);
      return type.elements.map((element, i) => inner(element, value[i])).slice(0, value.length);
    case "record": {
      if (typeof value !== "object" || Array.isArray(value) || ArrayBuffer.isView(value)) return undefined;
      const fields = value as Readonly<Record<string, unknown>>;
      const shapes = type.fields.map(({ name, type: own }) => [name, inner(own, fields[name])] as const);
      return Object.fromEntries(shapes.filter((entry): entry is [string, Shape] => entry[1] !== undefined));
    }
    case "named": {
      const definition = types.get(type.name);
      return definition && inner(definition.type, value);
    }
    case "union": {
      const members = type.members.filter((member) => isOfType(value, member, types));
      const shapes = members.map((member) => inner(member, value)).filter((one) => one !== undefined);
      return shapes.toSorted((a, b) => weight(b) - weight(a))[0];
    }
    default:
      return undefined;
  }
}

/** The member of a union that a value is of, is the one that finds the most numbers in it. */
function weight(shape: Shape | undefined): number {
  if (shape === undefined) return 0;
  if (typeof shape === "number") return 1;
  if (ArrayBuffer.isView(shape)) return 1 + (shape as Float64Array).length;
  return Object.values(shape).reduce<number>((sum, one) => sum + weight(one as Shape | undefined), 1);
}
