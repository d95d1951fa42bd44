/**
 * `checkGradient` for a test suite: derivatives of a function, compared with differences and with each other.
 *
 *   test("the gradient of loss", () => checkGradient(loss, loss_vjp, [weights, 0.1]));
 */
import type { Adjoint, Adjoints, Gradient, Wrt } from "./adjoint.ts";
import { GradientCheck } from "./gradient-check.ts";
import type { Callable, CheckGradientOptions, Given } from "./gradient-check.ts";

type AnyFunction = (...args: never[]) => unknown;

type GradOf<A extends readonly unknown[], R, W> = R extends number ? (...args: [...A]) => Gradient<A, W> : never;
type VjpOf<A extends readonly unknown[], R, W> = (...args: [...A, seed: Adjoint<R>]) => {
  readonly value: R;
  readonly grad: Gradient<A, W>;
};
type JvpOf<A extends readonly unknown[], R, W> = (...args: [...A, ...Adjoints<A, W>]) => {
  readonly value: R;
  readonly tangent: Adjoint<R>;
};
type HvpOf<A extends readonly unknown[], R, W> = R extends number
  ? (...args: [...A, ...Adjoints<A, W>]) => {
      readonly value: R;
      readonly grad: Gradient<A, W>;
      readonly hvp: Gradient<A, W>;
    }
  : never;

/** Derivatives of a function, as adgen generates them: `{ vjp: f_vjp, jvp: f_jvp }`. All that are given are checked. */
export interface Derivatives<A extends readonly unknown[], R, W = undefined> {
  readonly grad?: GradOf<A, R, W>;
  readonly vjp?: VjpOf<A, R, W>;
  readonly jvp?: JvpOf<A, R, W>;
  readonly hvp?: HvpOf<A, R, W>;
}

/**
 * Throws a `GradientError` where a derivative of `f` at `args` is not what differences say. `derivative` is `f_grad` or `f_vjp`, or an object
 * with any of `grad`, `vjp`, `jvp` and `hvp`. A point at a kink takes any slope between those of its two sides.
 */
export function checkGradient<F extends AnyFunction, W extends Wrt | [] | undefined = undefined>(
  f: F,
  derivative:
    | GradOf<Parameters<F>, ReturnType<F>, W>
    | VjpOf<Parameters<F>, ReturnType<F>, W>
    | Derivatives<Parameters<F>, ReturnType<F>, W>,
  args: Readonly<Parameters<F>>,
  options: CheckGradientOptions<W> = {},
): void {
  const given = typeof derivative === "function" ? { either: derivative } : derivative;
  new GradientCheck(
    f as unknown as Callable,
    given as Given,
    args,
    options as CheckGradientOptions<Wrt | undefined>,
  ).run();
}
