/**
 * The operators as they are when nobody has compiled the call: adgen replaces `grad(f)` by a derivative in the text of
 * the file, so running one of these means that the file was not compiled, which is said in the error.
 */

/** Which parameters to differentiate with respect to: an index, or several, counted over all parameters. */
export type Wrt = number | readonly number[];

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

/** The gradient of a function whose result is a number, called as the function is: `grad(f)(x, y)`. */
export function grad<A extends readonly unknown[]>(_f: (...args: A) => number, _wrt?: Wrt): (...args: A) => unknown {
  throw new UncompiledError("grad");
}

/** The value with the gradient, from one evaluation: `valueAndGrad(f)(x, y)`. */
export function valueAndGrad<A extends readonly unknown[]>(
  _f: (...args: A) => number,
  _wrt?: Wrt,
): (...args: A) => { value: number; grad: unknown } {
  throw new UncompiledError("valueAndGrad");
}

/** The forward tangent: `jvp(f)([x, y], [xDot, yDot])`, one direction for every differentiable parameter. */
export function jvp<A extends readonly unknown[], R>(
  _f: (...args: A) => R,
  _wrt?: Wrt,
): (args: A, dots: readonly unknown[]) => { value: R; tangent: unknown } {
  throw new UncompiledError("jvp");
}

/** The reverse adjoint: `vjp(f)(x, y, seed)`, the seed being the adjoint of the result. */
export function vjp<A extends readonly unknown[], R>(
  _f: (...args: A) => R,
  _wrt?: Wrt,
): (...argsAndSeed: [...A, seed?: unknown]) => { value: R; grad: unknown } {
  throw new UncompiledError("vjp");
}

/** The result with each number replaced by its gradient: `jacobian(f)(x, y)`. */
export function jacobian<A extends readonly unknown[]>(
  _f: (...args: A) => unknown,
  _wrt?: Wrt,
): (...args: A) => unknown {
  throw new UncompiledError("jacobian");
}

/** The gradient with each number replaced by its own gradient: `hessian(f)(x, y)`. */
export function hessian<A extends readonly unknown[]>(_f: (...args: A) => number, _wrt?: Wrt): (...args: A) => unknown {
  throw new UncompiledError("hessian");
}

/** The product of the Hessian with a direction, forward over reverse: `hvp(f)([x, y], [xDot, yDot])`. */
export function hvp<A extends readonly unknown[]>(
  _f: (...args: A) => number,
  _wrt?: Wrt,
): (args: A, dots: readonly unknown[]) => { value: number; grad: unknown; hvp: unknown } {
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
