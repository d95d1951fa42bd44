export {
  checkpoint,
  grad,
  hessian,
  hvp,
  jacobian,
  jvp,
  stopGradient,
  UncompiledError,
  valueAndGrad,
  vjp,
} from "./operators.ts";
export { checkGradient } from "./check-gradient.ts";
export type { Derivatives } from "./check-gradient.ts";
export type { CheckGradientOptions } from "./gradient-check.ts";
export { GradientError } from "./gradient-error.ts";
export type { Adjoint, Gradient, Wrt } from "./adjoint.ts";
