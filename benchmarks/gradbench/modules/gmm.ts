import { evaluation } from "../message.ts";
import type { Module } from "../message.ts";
import { logPosterior_grad } from "../programs/gmm.ad.ts";
import { logPosterior } from "../programs/gmm.ts";
import type { Mixture, Prior } from "../programs/gmm.ts";

interface Input extends Mixture, Prior {
  readonly x: readonly (readonly number[])[];
}

interface Ready {
  readonly mixture: Mixture;
  readonly x: Input["x"];
  readonly prior: Prior;
}

const prepare = ({ alpha, mu, q, l, x, m, gamma }: Input): Ready => ({
  mixture: { alpha, mu, q, l },
  x,
  prior: { m, gamma },
});
const gmm: Module = {
  objective: evaluation({ prepare, run: ({ mixture, x, prior }) => logPosterior(mixture, x, prior), output: (y) => y }),
  jacobian: evaluation({
    prepare,
    run: ({ mixture, x, prior }) => logPosterior_grad(mixture, x, prior),
    output: ({ alpha, mu, q, l }) => ({ alpha, mu, q, l }),
  }),
};
export default gmm;
