import { evaluation } from "../message.ts";
import type { Module } from "../message.ts";
import { chain_vjp } from "../programs/ode.ad.ts";
import { chain } from "../programs/ode.ts";

interface Input {
  readonly x: readonly number[];
  readonly s: number;
}

const prepare = ({ x, s }: Input): { x: Float64Array; s: number } => ({ x: Float64Array.from(x), s });
const ode: Module = {
  primal: evaluation({ prepare, run: ({ x, s }) => chain(x, s), output: (y) => [...y] }),
  gradient: evaluation({
    prepare,
    run: ({ x, s }) => {
      const seed = new Float64Array(x.length);
      seed[x.length - 1] = 1;
      return chain_vjp(x, s, seed).grad;
    },
    output: (gradient) => [...gradient],
  }),
};
export default ode;
