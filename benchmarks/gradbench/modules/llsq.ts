import { evaluation } from "../message.ts";
import type { Module } from "../message.ts";
import { leastSquares_grad } from "../programs/llsq.ad.ts";
import { leastSquares } from "../programs/llsq.ts";

interface Input {
  readonly x: readonly number[];
  readonly n: number;
}

const llsq: Module = {
  primal: evaluation({ prepare: (input: Input) => input, run: ({ x, n }) => leastSquares(x, n), output: (y) => y }),
  gradient: evaluation({
    prepare: (input: Input) => input,
    run: ({ x, n }) => leastSquares_grad(x, n),
    output: (gradient) => gradient,
  }),
};
export default llsq;
