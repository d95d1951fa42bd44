/**
 * Arguments made up by the types of parameters. A type says nothing of what a function wants (positive numbers, arrays of one length, a
 * length that fits), so attempts differ in how large numbers are and how long arrays; those at which the function has no finite value
 * are left out by the caller.
 */
import type { AnalysedParameter, Type, TypeTable } from "@adgen/transformer";
import { oneOf } from "./random.ts";
import type { Random } from "./random.ts";

/** There are no values of this type to make up. */
export class NotSampled extends Error {
  override name = "NotSampled";
  readonly path: string;
  readonly what: string;

  constructor(path: string, what: string) {
    super(`${path} is ${what}`);
    this.path = path;
    this.what = what;
  }
}

export interface Sampling {
  readonly parameters: readonly AnalysedParameter[];
  readonly types: TypeTable;
  /** The numbers that count something. */
  readonly counts: ReadonlySet<string>;
  readonly random: Random;
  /** Counted from 0: early attempts are the plainest. */
  readonly attempt: number;
}

type Range = readonly [from: number, to: number];
const ranges: readonly Range[] = [
  [-2, 2],
  [0.2, 2.5],
  [0.05, 0.95],
  [-0.5, 0.5],
  [1, 20],
  [-10, 10],
];
const lengths: readonly number[] = [3, 2, 4, 1, 6, 5, 8];
/** From here on arrays may have a length of their own, for those that hold a matrix. */
const attemptsOfOneLength = 2 * ranges.length;
const deepest = 3;

export function sampledArguments(sampling: Sampling): unknown[] {
  const sampler = new Sampler(sampling);
  return sampling.parameters.map((parameter) => sampler.parameter(parameter));
}

class Sampler {
  readonly #sampling: Sampling;
  readonly #random: Random;
  readonly #length: number;

  constructor(sampling: Sampling) {
    this.#sampling = sampling;
    this.#random = sampling.random;
    this.#length = lengths[sampling.attempt % lengths.length] ?? 1;
  }

  parameter({ name, type, isOptional }: AnalysedParameter): unknown {
    // What may be left out is left out every other time.
    if (isOptional && this.#sampling.attempt % 2 === 0) return undefined;
    try {
      return this.#value(type, name, 0);
    } catch (error) {
      if (isOptional && error instanceof NotSampled) return undefined;
      throw error;
    }
  }

  #value(type: Type, path: string, depth: number): unknown {
    switch (type.kind) {
      case "number":
        return type.discrete ? this.#discrete(type.text) : this.#number(path);
      case "boolean":
        return this.#random() < 0.5;
      case "string":
        return oneOf(this.#random, stringsIn(type.text)) ?? "a";
      case "bigint":
        return 1n;
      case "null":
        return null;
      case "undefined":
      case "void":
        return undefined;
      case "array": {
        const length = depth > deepest ? 0 : this.#lengthOf(type.element);
        return Array.from({ length }, () => this.#value(type.element, path, depth + 1));
      }
      case "typed-array":
        return this.#typedArray(type.name, path);
      case "tuple":
        return type.elements.map((element, i) => this.#value(element, `${path}.${i}`, depth + 1));
      case "record": {
        const present = type.fields.filter(({ optional }) => !optional || (depth <= deepest && this.#random() < 0.7));
        return Object.fromEntries(
          present.map((field) => [field.name, this.#value(field.type, `${path}.${field.name}`, depth + 1)]),
        );
      }
      case "dictionary": {
        const keys = depth > deepest ? [] : ["a", "b", "c"].slice(0, this.#length);
        return Object.fromEntries(keys.map((key) => [key, this.#value(type.value, `${path}.${key}`, depth + 1)]));
      }
      case "named": {
        const definition = this.#sampling.types.get(type.name);
        if (!definition) throw new NotSampled(path, `of type \`${type.name}\``);
        return this.#value(definition.type, path, depth + 1);
      }
      case "union":
        return this.#member(type.members, path, depth);
      case "opaque":
        throw new NotSampled(path, type.text.includes("=>") ? "a function" : `of type \`${type.text}\``);
    }
  }

  /** Deep down, what ends: a member that holds nothing, or the first that can be made up. */
  #member(members: readonly Type[], path: string, depth: number): unknown {
    const ending = members.filter(({ kind }) => kind === "undefined" || kind === "null" || kind === "number");
    const from = depth > deepest && ending.length > 0 ? ending : members;
    const chosen = oneOf(this.#random, from);
    const order = chosen ? [chosen, ...from.filter((member) => member !== chosen)] : from;
    let failed = new NotSampled(path, "of no type");
    for (const member of order) {
      try {
        return this.#value(member, path, depth + 1);
      } catch (error) {
        if (!(error instanceof NotSampled)) throw error;
        failed = error;
      }
    }
    throw failed;
  }

  #number(path: string): number {
    const { attempt, counts } = this.#sampling;
    if (counts.has(path)) return this.#random() < 0.5 ? this.#length : 1 + Math.floor(this.#random() * this.#length);
    // Later, each number is of a size of its own.
    const range = attempt < 3 * ranges.length ? ranges[attempt % ranges.length] : oneOf(this.#random, ranges);
    const [from, to] = range ?? [0, 1];
    return Number((from + (to - from) * this.#random()).toPrecision(4));
  }

  #discrete(text: string | undefined): number {
    const literals = [...(text ?? "").matchAll(/(?<![\w"'.])-?\d+(?:\.\d+)?(?![\w"'])/g)].map(([literal]) =>
      Number(literal),
    );
    return oneOf(this.#random, literals.length > 0 ? literals : [0, 1, 2]) ?? 0;
  }

  #lengthOf(element: Type): number {
    const isFlat = element.kind === "number";
    if (!isFlat || this.#sampling.attempt < attemptsOfOneLength || this.#random() < 0.5) return this.#length;
    return oneOf(this.#random, [this.#length ** 2, this.#length + 1, 2 * this.#length]) ?? this.#length;
  }

  #typedArray(name: Extract<Type, { kind: "typed-array" }>["name"], path: string): unknown {
    if (name === "ArrayBuffer") throw new NotSampled(path, "an ArrayBuffer");
    const length = this.#lengthOf({ kind: "number" });
    if (name === "Float64Array") return Float64Array.from({ length }, () => this.#number(path));
    if (name === "Float32Array") return Float32Array.from({ length }, () => this.#number(path));
    // Integers are mostly indices into arrays of the same length.
    return integerArrays[name].from(Array.from({ length }, () => Math.floor(this.#random() * this.#length)));
  }
}

const integerArrays = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
} as const;

/** The literals of a type such as `"call" | "put"`. */
function stringsIn(text: string | undefined): readonly string[] {
  return [...(text ?? "").matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/g)].map(
    ([, double, single]) => double ?? single ?? "",
  );
}
