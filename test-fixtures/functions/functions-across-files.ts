import { fixedPoint, power, total, zip } from "./support/higher-order.ts";
import * as all from "./support/higher-order.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

// @differentiable
export function f(a: number, xs: readonly number[], ys: readonly number[]): number {
  const cube = power(3);
  const points = zip(xs, ys, (x, y): Point => ({ x: x * a, y }));
  const length = total(points, ({ x, y }) => x * x + y * y);
  let calls = 0;
  const wave: all.Scalar = (t) => {
    calls += a;
    return Math.cos(a * t);
  };
  return fixedPoint(wave, 0.3) * cube(a) + all.fixedPoint(Math.cos, a, 2) + length * calls + total(ys, all.power(a));
}

// @check f(0.7, [0.5, 1.5], [0.4, 2])
