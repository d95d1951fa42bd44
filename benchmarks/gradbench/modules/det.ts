import { evaluation } from "../message.ts";
import type { Module } from "../message.ts";
import { determinant_grad } from "../programs/det.ad.ts";
import { determinant } from "../programs/det.ts";

interface Input {
  readonly A: readonly number[];
  readonly ell: number;
}

const prepare = ({ A, ell }: Input): { a: Float64Array; ell: number } => ({ a: Float64Array.from(A), ell });
const det: Module = {
  primal: evaluation({ prepare, run: ({ a, ell }) => determinant(a, ell), output: (y) => y }),
  gradient: evaluation({ prepare, run: ({ a, ell }) => determinant_grad(a, ell), output: (gradient) => [...gradient] }),
};
export default det;
