/**
 * The error of differences over their step: it falls with the step as the truncation does, and rises again where rounding sets in. Beside
 * it, the derivative's own error: how far tangent and adjoint are apart.
 */
import { steps, sweepOf } from "@adgen/runtime/differences";
import type { Checked } from "./check-function.ts";
import { directionOf, randomFrom } from "./random.ts";
import { dot, relative, scaled, seedOf } from "./vectors.ts";

export interface ErrorCurve {
  readonly title: string;
  readonly points: readonly { readonly step: number; readonly error: number }[];
  readonly own: number;
}

/** Of the first point, along one direction through all numbers; undefined where there is no point. */
export function errorCurveOf({ analysed, points }: Checked): ErrorCurve | undefined {
  const point = points[0]?.point;
  if (!point) return undefined;
  const random = randomFrom(`${analysed.name} plot`);
  const along = scaled(point, directionOf(random, point.inputs.length));
  const seed = seedOf(point, random);
  const ours = dot(point.adjoint(seed).adjoint, along).sum;
  const tangent = dot(seed, point.tangent(along).tangent).sum;
  const size = Math.max(Math.abs(ours), Math.abs(tangent));
  const sweep = sweepOf((h) => {
    const outputs = point.outputsNear(along, h);
    return outputs && [dot(seed, outputs).sum];
  });
  const found = sweep.flatMap((row, i) => {
    const quotient = row?.[0];
    return quotient === undefined ? [] : [{ step: steps[i] ?? 0, error: relative(quotient - ours, size) }];
  });
  const title = `${analysed.name}(${analysed.parameters.map(({ name }) => name).join(", ")})`;
  return { title, points: found, own: relative(tangent - ours, size) };
}

/** The decades that plots show: of the error, and of the step. */
export const errorDecades = { from: -17, to: 1 } as const;
export const stepDecades = { from: -10, to: -1 } as const;

/** The decade of a number, within those that are shown. */
export function decadeOf(value: number, { from, to }: { readonly from: number; readonly to: number }): number {
  return Math.min(Math.max(value > 0 ? Math.log10(value) : from, from), to);
}
