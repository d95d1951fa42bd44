import { evaluation } from "../message.ts";
import type { Module } from "../message.ts";
import { cost_hvp } from "../programs/kmeans.ad.ts";
import { cost } from "../programs/kmeans.ts";

interface Input {
  readonly points: readonly (readonly number[])[];
  readonly centroids: readonly (readonly number[])[];
}

const kmeans: Module = {
  cost: evaluation({
    prepare: (input: Input) => input,
    run: ({ points, centroids }) => cost(points, centroids),
    output: (y) => y,
  }),
  dir: evaluation({
    prepare: (input: Input) => input,
    // The Hessian is diagonal: its product with a vector of ones is its diagonal.
    run: ({ points, centroids }) => {
      const { grad, hvp } = cost_hvp(
        points,
        centroids,
        centroids.map((row) => row.map(() => 1)),
      );
      return grad.map((row, j) => row.map((slope, l) => slope / hvp[j]![l]!));
    },
    output: (direction) => direction,
  }),
};
export default kmeans;
