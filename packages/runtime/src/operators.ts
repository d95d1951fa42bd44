/**
 * The operators as they are when nobody has compiled the call: adgen replaces `grad(f)` by a derivative in the text of
 * the file, so running one of these means that the file was not compiled, which is said in the error.
 */

import type { Adjoint, Adjoints, Gradient, Nested, Wrt } from "./adjoint.ts";

/** The error of an operator call that reached run time. */
export class UncompiledError extends Error {
  override readonly name = "UncompiledError";

  constructor(operator: string) {
    super(
      `${operator}(f) was called at run time, but it is an instruction to adgen: it must be compiled. ` +
        `Either mark f with // @differentiable, run \`adgen file.ts\` and import the derivative from "./file.ad.ts", ` +
        `or compile this file with the plugin "@adgen/transformer/tsc".`,
    );
  }
}

/** A function that an operator applies to; where nothing in it can be differentiated, a message in its place. */
type Target<A extends readonly unknown[], R> =
  Adjoints<A> extends readonly []
    ? "adgen: no parameter of this function holds numbers that could carry a derivative"
    : [Adjoint<R>] extends [undefined]
      ? "adgen: the result of this function holds no numbers that could carry a derivative"
      : (...args: A) => R;

/** A choice of parameters; where it names none that is there and holds numbers, a message in its place. */
type Choice<A extends readonly unknown[], W> =
  Adjoints<A, W> extends readonly []
    ? "adgen: there is no parameter of this index that holds numbers (the first is 0)"
    : W;

/** The arguments as one array: a rest parameter is an array in it. */
type Listed<A extends readonly unknown[]> = Readonly<A>;

/** One direction for every differentiable parameter. */
type Directions<A extends readonly unknown[], W> = Readonly<Adjoints<A, W>>;

/** The arguments, then the seed: 1 where it is left out, which it can be where the result is a number. */
type Seeded<A extends readonly unknown[], R> = R extends number
  ? [...args: A, seed?: number]
  : [...args: A, seed: Adjoint<R>];

/** The gradient of a function whose result is a number, called as the function is: `grad(f)(x, y)`. */
export function grad<A extends readonly unknown[], R extends number, W extends Wrt | [] | undefined = undefined>(
  _f: Target<A, R>,
  _wrt?: Choice<A, W>,
): (...args: A) => Gradient<A, W> {
  throw new UncompiledError("grad");
}

/** The value with the gradient, from one evaluation: `valueAndGrad(f)(x, y)`. */
export function valueAndGrad<
  A extends readonly unknown[],
  R extends number,
  W extends Wrt | [] | undefined = undefined,
>(_f: Target<A, R>, _wrt?: Choice<A, W>): (...args: A) => { value: number; grad: Gradient<A, W> } {
  throw new UncompiledError("valueAndGrad");
}

/** The forward tangent: `jvp(f)([x, y], [xDot, yDot])`, one direction for every differentiable parameter. */
export function jvp<A extends readonly unknown[], R, W extends Wrt | [] | undefined = undefined>(
  _f: Target<A, R>,
  _wrt?: Choice<A, W>,
): (args: Listed<A>, dots: Directions<A, W>) => { value: R; tangent: Adjoint<R> } {
  throw new UncompiledError("jvp");
}

/** The reverse adjoint: `vjp(f)(x, y, seed)`, the seed being the adjoint of the result. */
export function vjp<A extends readonly unknown[], R, W extends Wrt | [] | undefined = undefined>(
  _f: Target<A, R>,
  _wrt?: Choice<A, W>,
): (...args: Seeded<A, R>) => { value: R; grad: Gradient<A, W> } {
  throw new UncompiledError("vjp");
}

/** The result with each number replaced by its gradient: `jacobian(f)(x, y)`. Forward or reverse, by the shapes. */
export function jacobian<A extends readonly unknown[], R, W extends Wrt | [] | undefined = undefined>(
  _f: Target<A, R>,
  _wrt?: Choice<A, W>,
): (...args: A) => Nested<Adjoint<R>, Gradient<A, W>> {
  throw new UncompiledError("jacobian");
}

/** The gradient with each number replaced by its own gradient: `hessian(f)(x, y)`. */
export function hessian<A extends readonly unknown[], R extends number, W extends Wrt | [] | undefined = undefined>(
  _f: Target<A, R>,
  _wrt?: Choice<A, W>,
): (...args: A) => Nested<Gradient<A, W>, Gradient<A, W>> {
  throw new UncompiledError("hessian");
}

/** The product of the Hessian with a direction, forward over reverse: `hvp(f)([x, y], [xDot, yDot])`. */
export function hvp<A extends readonly unknown[], R extends number, W extends Wrt | [] | undefined = undefined>(
  _f: Target<A, R>,
  _wrt?: Choice<A, W>,
): (args: Listed<A>, dots: Directions<A, W>) => { value: number; grad: Gradient<A, W>; hvp: Gradient<A, W> } {
  throw new UncompiledError("hvp");
}

/** Its argument, of which derivatives take no notice. Uncompiled, the identity. */
export function stopGradient<T>(x: T): T {
  return x;
}

/** The function itself, whose calls the adjoint sweep recomputes instead of recording. Uncompiled, the identity. */
export function checkpoint<A extends readonly unknown[], R>(f: (...args: A) => R): (...args: A) => R {
  return f;
}
