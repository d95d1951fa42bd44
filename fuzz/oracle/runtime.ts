/** `D`: what a rewritten program calls. */
import { DualBuffer, inOrder, typedArrays } from "./containers.ts";
import { add, div, Dual, DualMath, mul, neg, pow, raw, rem, sub } from "./dual.ts";
import type { Num } from "./dual.ts";
import { noted } from "./path.ts";

function isNum(x: unknown): x is Num {
  return typeof x === "number" || x instanceof Dual;
}

/** A value as it is where no tangent matters. */
function plain(x: unknown): unknown {
  return x instanceof Dual ? raw(x) : x;
}

function numeric(x: unknown): Num {
  return x instanceof Dual ? x : Number(x);
}

type Loose = (a: never, b: never) => unknown;

/** An operator of numbers that leaves strings, bigints and the like to the engine. */
function arithmetic(dual: (a: Num, b: Num) => Num, other: Loose): (a: unknown, b: unknown) => unknown {
  return (a, b) => (isNum(a) && isNum(b) ? dual(a, b) : other(plain(a) as never, plain(b) as never));
}

function onPlain(operator: Loose): (a: unknown, b: unknown) => unknown {
  return (a, b) => noted(operator(plain(a) as never, plain(b) as never));
}

type Any = Record<PropertyKey, unknown>;

export const D: Readonly<Record<string, unknown>> = {
  add: arithmetic(add, (a: string, b: string) => a + b),
  sub: arithmetic(sub, (a: number, b: number) => a - b),
  mul: arithmetic(mul, (a: number, b: number) => a * b),
  div: arithmetic(div, (a: number, b: number) => a / b),
  rem: arithmetic(rem, (a: number, b: number) => a % b),
  pow: arithmetic(pow, (a: number, b: number) => a ** b),
  neg: (a: unknown) => (isNum(a) ? neg(a) : -(a as number)),
  numeric,
  plain: (x: unknown) => noted(plain(x)),
  truthy: (x: unknown) => noted(Boolean(plain(x))),
  not: (x: unknown) => noted(!plain(x)),
  and: (a: unknown, b: () => unknown) => (noted(Boolean(plain(a))) ? b() : a),
  or: (a: unknown, b: () => unknown) => (noted(Boolean(plain(a))) ? a : b()),
  lt: onPlain((a: number, b: number) => a < b),
  le: onPlain((a: number, b: number) => a <= b),
  gt: onPlain((a: number, b: number) => a > b),
  ge: onPlain((a: number, b: number) => a >= b),
  eq: onPlain((a: unknown, b: unknown) => a === b),
  ne: onPlain((a: unknown, b: unknown) => a !== b),
  // eslint-disable-next-line eqeqeq
  looseEq: onPlain((a: unknown, b: unknown) => a == b),
  // eslint-disable-next-line eqeqeq
  looseNe: onPlain((a: unknown, b: unknown) => a != b),
  bitAnd: onPlain((a: number, b: number) => a & b),
  bitOr: onPlain((a: number, b: number) => a | b),
  bitXor: onPlain((a: number, b: number) => a ^ b),
  shl: onPlain((a: number, b: number) => a << b),
  shr: onPlain((a: number, b: number) => a >> b),
  ushr: onPlain((a: number, b: number) => a >>> b),
  bitNot: (a: unknown) => ~(plain(a) as number),
  typeOf: (x: unknown) => typeof plain(x),
  change: (object: Any, key: PropertyKey, next: (old: unknown) => unknown) => (object[key] = next(object[key])),
  step: (object: Any, key: PropertyKey, next: (old: unknown) => unknown) => {
    const old = numeric(object[key]);
    object[key] = next(old);
    return old;
  },
  indexOf: comparing("indexOf"),
  lastIndexOf: comparing("lastIndexOf"),
  includes: comparing("includes"),
  sort: ordering("sort"),
  toSorted: ordering("toSorted"),
  $Math: DualMath,
  $Number: Object.assign((x: unknown) => numeric(x), {
    isFinite: (x: unknown) => Number.isFinite(plain(x)),
    isInteger: (x: unknown) => Number.isInteger(plain(x)),
    isSafeInteger: (x: unknown) => Number.isSafeInteger(plain(x)),
    isNaN: (x: unknown) => Number.isNaN(plain(x)),
    parseFloat: Number.parseFloat,
    EPSILON: Number.EPSILON,
    MAX_VALUE: Number.MAX_VALUE,
    MIN_VALUE: Number.MIN_VALUE,
    MAX_SAFE_INTEGER: Number.MAX_SAFE_INTEGER,
    MIN_SAFE_INTEGER: Number.MIN_SAFE_INTEGER,
    POSITIVE_INFINITY: Infinity,
    NEGATIVE_INFINITY: -Infinity,
    NaN: Number.NaN,
  }),
  $Object: new Proxy(Object, {
    get: (target, key): unknown =>
      key === "is" ? (a: unknown, b: unknown) => Object.is(plain(a), plain(b)) : (Reflect.get(target, key) as unknown),
  }),
  $Array: arrays(),
  $ArrayBuffer: DualBuffer,
  $Map: class extends Map<unknown, unknown> {
    constructor(entries: Iterable<readonly [unknown, unknown]> = []) {
      super([...entries].map(([key, value]) => [plain(key), value] as const));
    }
    override get(key: unknown): unknown {
      return super.get(plain(key));
    }
    override has(key: unknown): boolean {
      return super.has(plain(key));
    }
    override set(key: unknown, value: unknown): this {
      return super.set(plain(key), value);
    }
    override delete(key: unknown): boolean {
      return super.delete(plain(key));
    }
  },
  $Set: class extends Set<unknown> {
    constructor(values: Iterable<unknown> = []) {
      super([...values].map(plain));
    }
    override has(value: unknown): boolean {
      return super.has(plain(value));
    }
    override add(value: unknown): this {
      return super.add(plain(value));
    }
    override delete(value: unknown): boolean {
      return super.delete(plain(value));
    }
  },
  $isFinite: (x: unknown) => Number.isFinite(Number(plain(x))),
  $isNaN: (x: unknown) => Number.isNaN(Number(plain(x))),
  $parseFloat: Number.parseFloat,
  $structuredClone: copy,
  ...Object.fromEntries(Object.entries(typedArrays).map(([name, made]) => [`$${name}`, made])),
};

/** Methods that look for a value among the elements, by the plain numbers. */
function comparing(name: "indexOf" | "lastIndexOf" | "includes"): (list: unknown, ...args: unknown[]) => unknown {
  return (list, ...args) => {
    const items: unknown = Array.isArray(list) ? list.map(plain) : list;
    return noted((items as Record<string, (...args: unknown[]) => unknown>)[name]!(...args.map(plain)));
  };
}

type Compare = (a: unknown, b: unknown) => unknown;

/** Methods that put elements in order: which comes first is a choice, and where two are level so is that they are. */
function ordering(name: "sort" | "toSorted"): (list: unknown, compare?: Compare) => unknown {
  return (list, compare) => {
    const own = compare ?? (Array.isArray(list) ? asTexts : (inOrder as Compare));
    const sorted = (list as Record<string, (compare: Compare) => unknown>)[name]!;
    return Reflect.apply(sorted, list, [(a: unknown, b: unknown) => noted(Math.sign(Number(plain(own(a, b)))))]);
  };
}

/** As lists are sorted by themselves. */
function asTexts(a: unknown, b: unknown): number {
  const [x, y] = [String(plain(a)), String(plain(b))];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** `Array`, whose length may be a dual number. */
function arrays(): unknown {
  const make = (...args: unknown[]): unknown[] =>
    Reflect.construct(
      Array,
      args.map((x) => (args.length === 1 ? plain(x) : x)),
    ) as unknown[];
  return new Proxy(Array, {
    construct: (_, args: unknown[]) => make(...args),
    apply: (_, __, args: unknown[]) => make(...args),
    get(target, key): unknown {
      if (key !== "from") return Reflect.get(target, key) as unknown;
      return (items: unknown, mapper?: (x: unknown, i: number) => unknown) => {
        const list = items as { readonly length?: unknown };
        const known =
          !(Symbol.iterator in (items as object)) && list.length !== undefined
            ? { ...list, length: plain(list.length) }
            : items;
        return mapper ? Array.from(known as Iterable<unknown>, mapper) : Array.from(known as Iterable<unknown>);
      };
    },
  });
}

function copy<T>(value: T): T {
  if (value instanceof Dual || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copy) as T;
  if (Symbol.iterator in value && "subarray" in value) return (value as unknown as { slice(): T }).slice();
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner as unknown)])) as T;
}
