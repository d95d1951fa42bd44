/** The declarations of `@adgen/runtime`, for files that come without a program. Written by tools/runtime-types.ts. */
export const runtimePackage = "@adgen/runtime";
export const runtimeTypesFileName = "/adgen-runtime.d.ts";

export const runtimeTypesText = `
type IsContinuous<T> = [T] extends [never] ? false : T extends number ? {} extends {
    [K in T]: 1;
} ? true : false : false;
type Opaque = ((...args: never[]) => unknown) | ReadonlyMap<unknown, unknown> | ReadonlySet<unknown> | Date | RegExp | Int8Array | Uint8Array | Uint8ClampedArray | Int16Array | Uint16Array | Int32Array | Uint32Array;
type Depth = readonly [0, 0, 0, 0];
type Shallower<D extends readonly unknown[]> = D extends readonly [unknown, ...infer Rest] ? Rest : never;
type HoldsNumber<T, D extends readonly unknown[]> = [D] extends [never] ? true : T extends number ? IsContinuous<T> extends true ? true : never : T extends Float64Array | Float32Array ? true : T extends Opaque ? never : T extends readonly unknown[] ? HoldsNumber<T[number], D> : T extends object ? true extends {
    [K in keyof T]-?: IsContinuous<T[K]>;
}[keyof T] ? true : {
    [K in keyof T]-?: HoldsNumber<T[K], Shallower<D>>;
}[keyof T] : never;
export type Carries<T> = [HoldsNumber<T, Depth>] extends [never] ? false : true;
export type Adjoint<T> = T extends number ? IsContinuous<T> extends true ? number : undefined : T extends Float64Array | Float32Array ? Float64Array : T extends Opaque ? undefined : T extends readonly unknown[] ? Carries<T> extends true ? {
    -readonly [I in keyof T]: Adjoint<T[I]>;
} : undefined : T extends object ? Carries<T> extends true ? {
    -readonly [K in keyof T as Carries<T[K]> extends true ? K : never]: Adjoint<T[K]>;
} : undefined : undefined;
export type Nested<T, Row> = T extends number ? Row : T extends Float64Array ? Row extends number ? Float64Array : Row[] : T extends readonly unknown[] | object ? {
    [K in keyof T]: Nested<T[K], Row>;
} : T;
export type Wrt = number | readonly number[];
type Chosen<W, I> = [W] extends [undefined] ? true : I extends (W extends readonly number[] ? W[number] : W) ? true : false;
export type Adjoints<A extends readonly unknown[], W = undefined, I extends readonly unknown[] = []> = A extends readonly [] ? [] : A extends readonly [unknown?, ...infer Rest] ? number extends Rest["length"] ? A extends readonly [unknown, ...unknown[]] ? [...Kept<[A[0]], W, I>, ...Kept<[Rest], W, [...I, 0]>] : Kept<[A], W, I> : First<A, Rest, W, I> : [];
type First<A extends readonly unknown[], Rest extends readonly unknown[], W, I extends readonly unknown[]> = A extends readonly [...infer One, ...Rest] ? [...Kept<One, W, I>, ...Adjoints<Rest, W, [...I, 0]>] : [];
type Kept<One extends readonly unknown[], W, I extends readonly unknown[]> = Chosen<W, I["length"]> extends true ? (Carries<One[0]> extends true ? Labelled<Required<One>, One> : []) : [];
type Labelled<Place extends readonly unknown[], One extends readonly unknown[]> = {
    -readonly [K in keyof Place]: Adjoint<One[K & keyof One]>;
};
export type Gradient<A extends readonly unknown[], W = undefined> = Adjoints<A, W> extends readonly [infer Only] ? Only : Adjoints<A, W>;
export {};
export declare class UncompiledError extends Error {
    readonly name = "UncompiledError";
    constructor(operator: string);
}
type Target<A extends readonly unknown[], R> = Adjoints<A> extends readonly [] ? "adgen: no parameter of this function holds numbers that could carry a derivative" : [Adjoint<R>] extends [undefined] ? "adgen: the result of this function holds no numbers that could carry a derivative" : (...args: A) => R;
type Choice<A extends readonly unknown[], W> = Adjoints<A, W> extends readonly [] ? "adgen: there is no parameter of this index that holds numbers (the first is 0)" : W;
type Listed<A extends readonly unknown[]> = Readonly<A>;
type Directions<A extends readonly unknown[], W> = Readonly<Adjoints<A, W>>;
type Seeded<A extends readonly unknown[], R> = R extends number ? [...args: A, seed?: number] : [...args: A, seed: Adjoint<R>];
export declare function grad<A extends readonly unknown[], R extends number, W extends Wrt | [] | undefined = undefined>(_f: Target<A, R>, _wrt?: Choice<A, W>): (...args: A) => Gradient<A, W>;
export declare function valueAndGrad<A extends readonly unknown[], R extends number, W extends Wrt | [] | undefined = undefined>(_f: Target<A, R>, _wrt?: Choice<A, W>): (...args: A) => {
    value: number;
    grad: Gradient<A, W>;
};
export declare function jvp<A extends readonly unknown[], R, W extends Wrt | [] | undefined = undefined>(_f: Target<A, R>, _wrt?: Choice<A, W>): (args: Listed<A>, dots: Directions<A, W>) => {
    value: R;
    tangent: Adjoint<R>;
};
export declare function vjp<A extends readonly unknown[], R, W extends Wrt | [] | undefined = undefined>(_f: Target<A, R>, _wrt?: Choice<A, W>): (...args: Seeded<A, R>) => {
    value: R;
    grad: Gradient<A, W>;
};
export declare function jacobian<A extends readonly unknown[], R, W extends Wrt | [] | undefined = undefined>(_f: Target<A, R>, _wrt?: Choice<A, W>): (...args: A) => Nested<Adjoint<R>, Gradient<A, W>>;
export declare function hessian<A extends readonly unknown[], R extends number, W extends Wrt | [] | undefined = undefined>(_f: Target<A, R>, _wrt?: Choice<A, W>): (...args: A) => Nested<Gradient<A, W>, Gradient<A, W>>;
export declare function hvp<A extends readonly unknown[], R extends number, W extends Wrt | [] | undefined = undefined>(_f: Target<A, R>, _wrt?: Choice<A, W>): (args: Listed<A>, dots: Directions<A, W>) => {
    value: number;
    grad: Gradient<A, W>;
    hvp: Gradient<A, W>;
};
export declare function stopGradient<T>(x: T): T;
export declare function checkpoint<A extends readonly unknown[], R>(f: (...args: A) => R): (...args: A) => R;
export {};
`;
