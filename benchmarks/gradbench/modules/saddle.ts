import { evaluation } from "../message.ts";
import type { Evaluation, Module } from "../message.ts";
import {
  answerByForward_jvp,
  answerByReverse_jvp,
  worstByForward_jvp,
  worstByForward_vjp,
  worstByReverse_jvp,
  worstByReverse_vjp,
} from "../programs/saddle.ad.ts";
import { argmin } from "../programs/descent.ts";

type Point = readonly number[];
type Jvp<R> = (x: Point, start: Point, xDot: number[]) => { readonly value: R; readonly tangent: R };
type Vjp = (x: Point, start: Point) => { readonly value: number; readonly grad: Point };

const still: number[] = [0, 0];
const directions: readonly number[][] = [
  [1, 0],
  [0, 1],
];

interface Outer {
  readonly value: (x: Point, start: Point) => number;
  readonly slope: (x: Point, start: Point) => Point;
}

function byForward(worst: Jvp<number>): Outer {
  return {
    value: (x, start) => worst(x, start, still).value,
    slope: (x, start) => directions.map((direction) => worst(x, start, direction).tangent),
  };
}

function byReverse(worst: Vjp): Outer {
  return { value: (x, start) => worst(x, start).value, slope: (x, start) => worst(x, start).grad };
}

function saddleOf({ value, slope }: Outer, answer: Jvp<Point>): Evaluation {
  return evaluation({
    prepare: ({ start }: { readonly start: Point }) => start,
    run: (start) => {
      const x = argmin(
        (at) => value(at, start),
        (at) => slope(at, start),
        start,
      );
      return [...x, ...answer(x, start, still).value];
    },
    output: (saddle) => saddle,
  });
}

// The first letter: how the outer slope is taken, through the inner descent; the second: how the inner one is.
const saddle: Module = {
  ff: saddleOf(byForward(worstByForward_jvp), answerByForward_jvp),
  fr: saddleOf(byForward(worstByReverse_jvp), answerByReverse_jvp),
  rf: saddleOf(byReverse(worstByForward_vjp), answerByForward_jvp),
  rr: saddleOf(byReverse(worstByReverse_vjp), answerByReverse_jvp),
};
export default saddle;
