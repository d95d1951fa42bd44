/**
 * The shape of derivatives, on the level of types (CONTRACT, Shapes): a tangent or adjoint has the shape of the value with only its
 * differentiable parts.
 */

/** Whether a type is `number` (branded or not), and not an enum, a literal or a union of literals. */
type IsContinuous<T> = [T] extends [never]
  ? false
  : T extends number
    ? {} extends { [K in T]: 1 }
      ? true
      : false
    : false;

/** What is carried along and never looked into. */
type Opaque =
  | ((...args: never[]) => unknown)
  | ReadonlyMap<unknown, unknown>
  | ReadonlySet<unknown>
  | Date
  | RegExp
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** How deep types are looked into for numbers; what is deeper, as recursive types are, is taken to hold some. */
type Depth = readonly [0, 0, 0, 0];

type Shallower<D extends readonly unknown[]> = D extends readonly [unknown, ...infer Rest] ? Rest : never;

/** `true` where something in the type carries a derivative, else `never`. */
type HoldsNumber<T, D extends readonly unknown[]> = [D] extends [never]
  ? true
  : T extends number
    ? IsContinuous<T> extends true
      ? true
      : never
    : T extends Float64Array | Float32Array
      ? true
      : T extends Opaque
        ? never
        : T extends readonly unknown[]
          ? HoldsNumber<T[number], D>
          : T extends object
            ? true extends { [K in keyof T]-?: IsContinuous<T[K]> }[keyof T]
              ? true
              : { [K in keyof T]-?: HoldsNumber<T[K], Shallower<D>> }[keyof T]
            : never;

/** Whether something in the type carries a derivative. */
export type Carries<T> = [HoldsNumber<T, Depth>] extends [never] ? false : true;

/**
 * Tangents and adjoints of a type: `number` → `number`, `number[]` → `number[]`, `Float32Array` → `Float64Array`, tuples with `undefined`
 * in inactive places, records of their differentiable fields, class instances as plain records.
 */
export type Adjoint<T> = T extends number
  ? IsContinuous<T> extends true
    ? number
    : undefined
  : T extends Float64Array | Float32Array
    ? Float64Array
    : T extends Opaque
      ? undefined
      : T extends readonly unknown[]
        ? Carries<T> extends true
          ? { -readonly [I in keyof T]: Adjoint<T[I]> }
          : undefined
        : T extends object
          ? Carries<T> extends true
            ? { -readonly [K in keyof T as Carries<T[K]> extends true ? K : never]: Adjoint<T[K]> }
            : undefined
          : undefined;

/** A tangent `T` with each of its numbers replaced by a `Row`; a typed array whose elements stop being numbers becomes an array. */
export type Nested<T, Row> = T extends number
  ? Row
  : T extends Float64Array
    ? Row extends number
      ? Float64Array
      : Row[]
    : T extends readonly unknown[] | object
      ? { [K in keyof T]: Nested<T[K], Row> }
      : T;

/** Which parameters to differentiate with respect to: an index, or several, counted over all parameters. */
export type Wrt = number | readonly number[];

type Chosen<W, I> = [W] extends [undefined]
  ? true
  : I extends (W extends readonly number[] ? W[number] : W)
    ? true
    : false;

/**
 * The parameters `A` that are differentiated, as a tuple of their adjoints with their labels; a rest parameter is one array.
 * `I` counts the parameters passed.
 */
export type Adjoints<
  A extends readonly unknown[],
  W = undefined,
  I extends readonly unknown[] = [],
> = A extends readonly []
  ? []
  : A extends readonly [unknown?, ...infer Rest]
    ? number extends Rest["length"]
      ? A extends readonly [unknown, ...unknown[]]
        ? [...Kept<[A[0]], W, I>, ...Kept<[Rest], W, [...I, 0]>]
        : Kept<[A], W, I>
      : First<A, Rest, W, I>
    : [];

type First<
  A extends readonly unknown[],
  Rest extends readonly unknown[],
  W,
  I extends readonly unknown[],
> = A extends readonly [...infer One, ...Rest] ? [...Kept<One, W, I>, ...Adjoints<Rest, W, [...I, 0]>] : [];

/** A single parameter, as a tuple of one that keeps its label, where it is differentiated. */
type Kept<One extends readonly unknown[], W, I extends readonly unknown[]> =
  Chosen<W, I["length"]> extends true ? (Carries<One[0]> extends true ? Labelled<Required<One>, One> : []) : [];

/** `Place` gives length and labels: what may be left out has a place in a gradient all the same. */
type Labelled<Place extends readonly unknown[], One extends readonly unknown[]> = {
  -readonly [K in keyof Place]: Adjoint<One[K & keyof One]>;
};

/** What `grad` gives: the bare adjoint where one parameter is differentiated, else the labelled tuple. */
export type Gradient<A extends readonly unknown[], W = undefined> =
  Adjoints<A, W> extends readonly [infer Only] ? Only : Adjoints<A, W>;
