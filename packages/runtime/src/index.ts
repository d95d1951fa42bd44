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
export type { Adjoint, Gradient, Wrt } from "./adjoint.ts";
