/** Derivatives written by hand, by the names of their programs: each takes and gives what the module's own derivative does. */
import type { Evaluation } from "../message.ts";
import { jacobianOf } from "../modules/ba.ts";
import type { Scene, SparseMatrix } from "../modules/ba.ts";
import type { Mixture, Prior } from "../programs/gmm.ts";
import { reprojectionJacobian } from "./ba.ts";
import { determinantGradient } from "./det.ts";
import { logPosteriorGradient } from "./gmm.ts";
import type { Gradient } from "./gmm.ts";
import { leastSquaresGradient } from "./llsq.ts";
import { lossGradient } from "./lstm.ts";

type Matrix = readonly (readonly number[])[];

interface Network {
  readonly main_params: Matrix;
  readonly extra_params: Matrix;
  readonly state: Matrix;
  readonly sequence: Matrix;
}

type Run = Evaluation["run"];

export const runsByHand: Readonly<Record<string, Run>> = {
  llsq: ({ x, n }: { x: readonly number[]; n: number }): number[] => leastSquaresGradient(x, n).grad,
  det: ({ a, ell }: { a: Float64Array; ell: number }): Float64Array => determinantGradient(a, ell).grad,
  gmm: ({ mixture, x, prior }: { mixture: Mixture; x: Matrix; prior: Prior }): Gradient =>
    logPosteriorGradient(mixture, x, prior).grad,
  lstm: ({ main_params, extra_params, state, sequence }: Network): [number[][], number[][]] =>
    lossGradient(main_params, extra_params, state, sequence).grad,
  ba: (scene: Scene): SparseMatrix => jacobianOf(scene, reprojectionJacobian),
} satisfies Record<string, (ready: never) => unknown> as Readonly<Record<string, Run>>;
