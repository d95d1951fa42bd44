import { evaluation } from "../message.ts";
import type { Module } from "../message.ts";
import { loss_grad } from "../programs/lstm.ad.ts";
import { loss } from "../programs/lstm.ts";

type Matrix = readonly (readonly number[])[];
interface Input {
  readonly main_params: Matrix;
  readonly extra_params: Matrix;
  readonly state: Matrix;
  readonly sequence: Matrix;
}

const lstm: Module = {
  objective: evaluation({
    prepare: (input: Input) => input,
    run: ({ main_params, extra_params, state, sequence }) => loss(main_params, extra_params, state, sequence),
    output: (y) => y,
  }),
  jacobian: evaluation({
    prepare: (input: Input) => input,
    run: ({ main_params, extra_params, state, sequence }) => loss_grad(main_params, extra_params, state, sequence),
    output: ([main, extra]) => [...main.flat(), ...extra.flat()],
  }),
};
export default lstm;
