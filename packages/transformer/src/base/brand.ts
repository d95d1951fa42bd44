declare const brand: unique symbol;

/** A nominal type over a plain one: ids of different things do not mix. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
