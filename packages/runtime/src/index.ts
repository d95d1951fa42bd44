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
export type { Wrt } from "./operators.ts";
