/** Typed arrays that hold dual numbers: fixed length, views share their elements, stores convert as the real ones do. */
import { fround, raw } from "./dual.ts";
import type { Num } from "./dual.ts";

/** The elements behind a buffer, by byte offset and element size. */
export class DualBuffer {
  readonly byteLength: number;
  readonly cells: Map<number, Num> = new Map();

  constructor(byteLength: Num) {
    this.byteLength = raw(byteLength);
  }
}

type Convert = (x: Num) => Num;

interface Kind {
  readonly name: string;
  readonly size: number;
  readonly convert: Convert;
}

function integer(array: { new (length: number): { [index: number]: number } }): Convert {
  const one = new array(1);
  return (x) => {
    one[0] = raw(x);
    return one[0]!;
  };
}

function toNumber(x: Num): Num {
  return typeof x === "object" && x !== null ? x : Number(x);
}

/** A class of typed arrays. It extends Array, so that every method of arrays works; length is fixed. */
function typedArrayClass({ name, size, convert }: Kind): unknown {
  class DualTypedArray {
    static readonly BYTES_PER_ELEMENT: number = size;
    readonly buffer: DualBuffer;
    readonly byteOffset: number;
    readonly length: number;
    declare readonly [Symbol.toStringTag]: string;

    constructor(source: unknown = 0, byteOffset: Num = 0, length?: Num) {
      if (source instanceof DualBuffer) {
        this.buffer = source;
        this.byteOffset = raw(byteOffset);
        this.length = length === undefined ? (source.byteLength - this.byteOffset) / size : raw(length);
        return proxied(this);
      }
      const items =
        typeof source === "object" && source !== null && Symbol.iterator in source
          ? [...(source as Iterable<Num>)]
          : undefined;
      const count = items ? items.length : raw(source as Num);
      if (!Number.isInteger(count) && !items) throw new RangeError(`Invalid typed array length: ${count}`);
      if (count < 0) throw new RangeError(`Invalid typed array length: ${count}`);
      this.buffer = new DualBuffer(count * size);
      this.byteOffset = 0;
      this.length = count;
      items?.forEach((item, i) => this.put(i, item));
      return proxied(this);
    }

    at_(index: number): Num {
      return this.buffer.cells.get(this.byteOffset + index * size) ?? 0;
    }

    put(index: number, value: Num): void {
      this.buffer.cells.set(this.byteOffset + index * size, convert(toNumber(value)));
    }

    static from(items: Iterable<Num> | ArrayLike<Num>, mapper?: (x: Num, i: number) => Num): DualTypedArray {
      return new DualTypedArray(Array.from(items as Iterable<Num>, mapper ?? ((x) => x)));
    }

    static of(...items: readonly Num[]): DualTypedArray {
      return new DualTypedArray(items);
    }

    get byteLength(): number {
      return this.length * size;
    }

    *[Symbol.iterator](): Iterator<Num> {
      for (let i = 0; i < this.length; i++) yield this.at_(i);
    }

    #list(): Num[] {
      return [...this];
    }

    #same(items: readonly Num[]): DualTypedArray {
      return new DualTypedArray(items);
    }

    at(index: Num): Num | undefined {
      return this.#list().at(raw(index));
    }

    *entries(): IterableIterator<[number, Num]> {
      for (let i = 0; i < this.length; i++) yield [i, this.at_(i)];
    }

    keys(): IterableIterator<number> {
      return this.#list().keys();
    }

    /** What is written on the way is seen. */
    values(): IterableIterator<Num> {
      return this[Symbol.iterator]() as IterableIterator<Num>;
    }

    map(fn: (x: Num, i: number, all: unknown) => Num): DualTypedArray {
      const made = new DualTypedArray(this.length);
      for (let i = 0; i < this.length; i++) made.put(i, fn(this.at_(i), i, this));
      return made;
    }

    filter(fn: (x: Num, i: number, all: unknown) => unknown): DualTypedArray {
      const kept: Num[] = [];
      for (const [i, x] of this.entries()) if (fn(x, i, this)) kept.push(x);
      return this.#same(kept);
    }

    forEach(fn: (x: Num, i: number, all: unknown) => void): void {
      for (let i = 0; i < this.length; i++) fn(this.at_(i), i, this);
    }

    some(fn: (x: Num, i: number, all: unknown) => unknown): boolean {
      return this.findIndex(fn) >= 0;
    }

    every(fn: (x: Num, i: number, all: unknown) => unknown): boolean {
      return this.findIndex((x, i, all) => !fn(x, i, all)) < 0;
    }

    find(fn: (x: Num, i: number, all: unknown) => unknown): Num | undefined {
      for (const [i, x] of this.entries()) if (fn(x, i, this)) return x;
      return undefined;
    }

    findIndex(fn: (x: Num, i: number, all: unknown) => unknown): number {
      for (const [i, x] of this.entries()) if (fn(x, i, this)) return i;
      return -1;
    }

    reduce(...args: [(a: Num, x: Num, i: number, all: unknown) => Num, ...(readonly Num[])]): Num {
      return this.#folded([...this.keys()], args);
    }

    reduceRight(...args: [(a: Num, x: Num, i: number, all: unknown) => Num, ...(readonly Num[])]): Num {
      return this.#folded([...this.keys()].toReversed(), args);
    }

    #folded(
      order: readonly number[],
      [fn, ...start]: [(a: Num, x: Num, i: number, all: unknown) => Num, ...(readonly Num[])],
    ): Num {
      const [first, ...rest] = order;
      if (start.length === 0 && first === undefined) throw new TypeError("Reduce of empty array with no initial value");
      let folded = start.length > 0 ? start[0]! : this.at_(first!);
      for (const i of start.length > 0 ? order : rest) folded = fn(folded, this.at_(i), i, this);
      return folded;
    }

    fill(value: Num, start: Num = 0, end: Num = this.length): this {
      const places = [...Array(this.length).keys()].slice(raw(start), raw(end));
      for (const i of places) this.put(i, value);
      return this;
    }

    reverse(): this {
      this.#list()
        .toReversed()
        .forEach((x, i) => this.put(i, x));
      return this;
    }

    sort(compare: (a: Num, b: Num) => Num = inOrder): this {
      this.#list()
        .toSorted((a, b) => raw(compare(a, b)))
        .forEach((x, i) => this.put(i, x));
      return this;
    }

    toSorted(compare?: (a: Num, b: Num) => Num): DualTypedArray {
      const made = this.slice();
      made.sort(compare);
      return made;
    }

    toReversed(): DualTypedArray {
      const made = this.slice();
      made.reverse();
      return made;
    }

    with(index: Num, value: Num): DualTypedArray {
      return this.#same(this.#list().with(raw(index), value));
    }

    slice(start?: Num, end?: Num): DualTypedArray {
      return this.#same(this.#list().slice(start && raw(start), end && raw(end)));
    }

    subarray(start: Num = 0, end: Num = this.length): DualTypedArray {
      const places = [...Array(this.length).keys()].slice(raw(start), raw(end));
      const first = places[0] ?? Math.min(raw(start) < 0 ? this.length + raw(start) : raw(start), this.length);
      return new DualTypedArray(this.buffer, this.byteOffset + first * size, places.length);
    }

    set(source: Iterable<Num>, offset: Num = 0): void {
      const items = [...source];
      if (raw(offset) < 0 || items.length + raw(offset) > this.length) throw new RangeError("offset is out of bounds");
      items.forEach((x, i) => this.put(raw(offset) + i, x));
    }

    copyWithin(target: Num, start: Num, end?: Num): this {
      this.#list()
        .copyWithin(raw(target), raw(start), end && raw(end))
        .forEach((x, i) => this.put(i, x));
      return this;
    }

    indexOf(value: Num): number {
      return this.#list().map(raw).indexOf(raw(value));
    }

    includes(value: Num): boolean {
      return this.#list().map(raw).includes(raw(value));
    }

    join(separator?: string): string {
      return this.#list().map(raw).join(separator);
    }
  }
  Object.defineProperty(DualTypedArray, "name", { value: name });
  return DualTypedArray;

  function proxied(array: DualTypedArray): DualTypedArray {
    return new Proxy(array, {
      get(target, key, receiver) {
        const index = indexOf(key);
        if (index !== undefined)
          return index >= 0 && index < target.length && Number.isInteger(index) ? target.at_(index) : undefined;
        const value: unknown = Reflect.get(target, key, target);
        if (typeof value !== "function" || key === "constructor") return value;
        // What gives the array itself gives it with its elements.
        return (...args: unknown[]): unknown => {
          const given: unknown = Reflect.apply(value, target, args);
          return given === target ? receiver : given;
        };
      },
      set(target, key, value: Num) {
        const index = indexOf(key);
        if (index === undefined) return Reflect.set(target, key, value, target);
        if (index >= 0 && index < target.length && Number.isInteger(index)) target.put(index, value);
        return true;
      },
      has(target, key) {
        const index = indexOf(key);
        return index === undefined
          ? Reflect.has(target, key)
          : Number.isInteger(index) && index >= 0 && index < target.length;
      },
    });
  }
}

/** The order of typed arrays: −0 before 0, NaN last. */
export function inOrder(a: Num, b: Num): number {
  const [x, y] = [raw(a), raw(b)];
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
  if (x === 0 && y === 0) return Number(Object.is(y, -0)) - Number(Object.is(x, -0));
  return x - y;
}

/** A key that is a canonical number. */
function indexOf(key: string | symbol): number | undefined {
  if (typeof key === "symbol" || key === "") return undefined;
  const number = Number(key);
  return String(number) === key ? number : undefined;
}

const plain: Convert = (x) => x;
export const typedArrays: Readonly<Record<string, unknown>> = {
  Float64Array: typedArrayClass({ name: "Float64Array", size: 8, convert: plain }),
  Float32Array: typedArrayClass({ name: "Float32Array", size: 4, convert: fround }),
  Int8Array: typedArrayClass({ name: "Int8Array", size: 1, convert: integer(Int8Array) }),
  Uint8Array: typedArrayClass({ name: "Uint8Array", size: 1, convert: integer(Uint8Array) }),
  Uint8ClampedArray: typedArrayClass({ name: "Uint8ClampedArray", size: 1, convert: integer(Uint8ClampedArray) }),
  Int16Array: typedArrayClass({ name: "Int16Array", size: 2, convert: integer(Int16Array) }),
  Uint16Array: typedArrayClass({ name: "Uint16Array", size: 2, convert: integer(Uint16Array) }),
  Int32Array: typedArrayClass({ name: "Int32Array", size: 4, convert: integer(Int32Array) }),
  Uint32Array: typedArrayClass({ name: "Uint32Array", size: 4, convert: integer(Uint32Array) }),
};
