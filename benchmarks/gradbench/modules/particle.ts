import { evaluation } from "../message.ts";
import type { Evaluation, Module } from "../message.ts";
import {
  landingByForward_jvp,
  landingByForward_vjp,
  landingByReverse_jvp,
  landingByReverse_vjp,
} from "../programs/particle.ad.ts";
import { argmin } from "../programs/descent.ts";

function best(landing: (w: number) => number, slope: (w: number) => number): Evaluation {
  return evaluation({
    prepare: ({ w }: { readonly w: number }) => w,
    run: (w) =>
      argmin(
        (at) => landing(at[0]!),
        (at) => [slope(at[0]!)],
        [w],
      ),
    output: ([w]) => w,
  });
}

// The first letter: how dE/dw is taken; the second: how the force is.
const particle: Module = {
  ff: best(
    (w) => landingByForward_jvp(w, 0).value,
    (w) => landingByForward_jvp(w, 1).tangent,
  ),
  fr: best(
    (w) => landingByReverse_jvp(w, 0).value,
    (w) => landingByReverse_jvp(w, 1).tangent,
  ),
  rf: best(
    (w) => landingByForward_vjp(w).value,
    (w) => landingByForward_vjp(w).grad,
  ),
  rr: best(
    (w) => landingByReverse_vjp(w).value,
    (w) => landingByReverse_vjp(w).grad,
  ),
};
export default particle;
