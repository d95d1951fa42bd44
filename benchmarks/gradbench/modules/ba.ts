import { evaluation } from "../message.ts";
import type { Module } from "../message.ts";
import { reprojectionError_jacobian, weightError_grad } from "../programs/ba.ad.ts";
import { reprojectionError, weightError } from "../programs/ba.ts";

interface Input {
  readonly n: number;
  readonly m: number;
  readonly p: number;
  readonly cam: readonly number[];
  readonly x: readonly number[];
  readonly w: number;
  readonly feat: readonly number[];
}

/** A camera, point, weight and feature for every index. */
export interface Scene {
  readonly cameras: readonly Float64Array[];
  readonly points: readonly Float64Array[];
  readonly weights: Float64Array;
  readonly seen: readonly Float64Array[];
}

/** The Jacobian by rows: `rows` holds where each starts, `cols` and `vals` its entries. */
export interface SparseMatrix {
  readonly rows: Int32Array;
  readonly cols: Int32Array;
  readonly vals: Float64Array;
}

const perCamera = 11;
const perPoint = 3;
const perRow = perCamera + perPoint + 1;

/** The suite sends one of each: all are alike, and all are computed. */
function expand({ n, m, p, cam, x, w, feat }: Input): Scene {
  const copies = (count: number, values: readonly number[]): Float64Array[] =>
    Array.from({ length: count }, () => Float64Array.from(values));
  return {
    cameras: copies(n, cam),
    points: copies(m, x),
    weights: new Float64Array(p).fill(w),
    seen: copies(p, feat),
  };
}

interface Errors {
  readonly reprojection: Float64Array;
  readonly weight: Float64Array;
}

export function errorsOf({ cameras, points, weights, seen }: Scene): Errors {
  const p = weights.length;
  const reprojection = new Float64Array(2 * p);
  const weight = new Float64Array(p);
  for (let i = 0; i < p; i++) {
    const own = weights[i]!;
    const [x, y] = reprojectionError(cameras[i % cameras.length]!, points[i % points.length]!, own, seen[i]!);
    reprojection[2 * i] = x;
    reprojection[2 * i + 1] = y;
    weight[i] = weightError(own);
  }
  return { reprojection, weight };
}

type Blocks = typeof reprojectionError_jacobian;

export function jacobianOf(
  { cameras, points, weights, seen }: Scene,
  blockOf: Blocks = reprojectionError_jacobian,
): SparseMatrix {
  const [n, m, p] = [cameras.length, points.length, weights.length];
  const rows = new Int32Array(3 * p + 1);
  const cols = new Int32Array((2 * perRow + 1) * p);
  const vals = new Float64Array((2 * perRow + 1) * p);
  const firstPoint = perCamera * n;
  const firstWeight = firstPoint + perPoint * m;
  let at = 0;
  for (let i = 0; i < p; i++) {
    const camera = i % n;
    const point = i % m;
    const block = blockOf(cameras[camera]!, points[point]!, weights[i]!, seen[i]!);
    for (const [r, [cameraRow, pointRow, weight]] of block.entries()) {
      rows[2 * i + r] = at;
      for (let j = 0; j < perCamera; j++, at++) {
        cols[at] = perCamera * camera + j;
        vals[at] = cameraRow[j]!;
      }
      for (let j = 0; j < perPoint; j++, at++) {
        cols[at] = firstPoint + perPoint * point + j;
        vals[at] = pointRow[j]!;
      }
      cols[at] = firstWeight + i;
      vals[at++] = weight;
    }
  }
  for (let i = 0; i < p; i++, at++) {
    rows[2 * p + i] = at;
    cols[at] = firstWeight + i;
    vals[at] = weightError_grad(weights[i]!);
  }
  rows[3 * p] = at;
  return { rows, cols, vals };
}

/** The first thirty and the last. */
function sample(values: Int32Array | Float64Array): number[] {
  return [...values.subarray(0, 30), values[values.length - 1]!];
}

const ba: Module = {
  objective: evaluation({
    prepare: expand,
    run: errorsOf,
    output: ({ reprojection, weight }) => ({
      reproj_error: { elements: [...reprojection.subarray(0, 2)], repeated: weight.length },
      w_err: { element: weight[0]!, repeated: weight.length },
    }),
  }),
  jacobian: evaluation({
    prepare: expand,
    run: (scene) => jacobianOf(scene),
    output: ({ rows, cols, vals }) => ({ rows: sample(rows), cols: sample(cols), vals: sample(vals) }),
  }),
};
export default ba;
