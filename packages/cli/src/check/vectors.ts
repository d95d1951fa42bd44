/** Vectors of the numbers of a point, and how they are moved and compared. */
import type { Point, Vector } from "./point.ts";
import { directionOf } from "./random.ts";
import type { Random } from "./random.ts";

/** One output is taken as it is: the numbers that are shown are those of the gradient. */
export function seedOf({ outputs }: Point, random: Random): Vector {
  return outputs.length === 1 ? [1] : directionOf(random, outputs.length);
}

/** How far a number is moved: as far as it is large. */
export function sizeOf({ inputs }: Point, i: number): number {
  return Math.max(Math.abs(inputs[i] ?? 0), 0.1);
}

/** Whether a function can be looked at with another number in this place: whole numbers that count something are steps of it. */
export function canMove({ analysed, inputs, paths }: Point, i: number): boolean {
  return !(Number.isInteger(inputs[i]) && analysed.counts.has(paths[i] ?? ""));
}

/** A direction in which each number that can be moved goes as far as it is large. */
export function scaled(point: Point, direction: Vector): Vector {
  return direction.map((x, i) => (canMove(point, i) ? x * sizeOf(point, i) : 0));
}

export function unit({ inputs }: Point, at: number): Vector {
  return inputs.map((_, i) => (i === at ? 1 : 0));
}

export function relative(off: number, size: number): number {
  return off === 0 ? 0 : Math.abs(off) / size;
}

export function largestOf(numbers: Vector): number {
  return numbers.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
}

/** A dot product, and the sum of the absolute values of its terms. */
export function dot(a: Vector, b: Vector): { readonly sum: number; readonly size: number } {
  let [sum, size] = [0, 0];
  for (const [i, x] of a.entries()) {
    const term = x * (b[i] ?? Number.NaN);
    sum += term;
    size += Math.abs(term);
  }
  return { sum, size };
}
