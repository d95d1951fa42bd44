import { evaluation } from "../message.ts";
import type { Module } from "../message.ts";
import { logSumExp_grad } from "../programs/lse.ad.ts";
import { logSumExp } from "../programs/lse.ts";

const prepare = ({ x }: { readonly x: readonly number[] }): Float64Array => Float64Array.from(x);
const lse: Module = {
  primal: evaluation({ prepare, run: logSumExp, output: (y) => y }),
  gradient: evaluation({ prepare, run: logSumExp_grad, output: (gradient) => [...gradient] }),
};
export default lse;
