// An index, a count or an enum on one path, a number with a derivative on the other.
export enum Order {
  first = 1,
  second = 2,
}
export const limits = { low: 0.1, high: 2 } as const;

// @differentiable
// @check f(0.4, [1, 0.5, 2])
// @check f(3, [1, 0.5, 2])
export const f = (x: number, xs: readonly number[]): number =>
  (x < xs[2]! ? xs.indexOf(0.5) : Math.sinh(x)) + xs[1]! * x;

// @differentiable
// @check scaled(0.3)
// @check scaled(1.3)
export function scaled(x: number): number {
  x *= x >= Math.SQRT1_2 ? [x, 2].reduce((s, v) => s + v * limits.low, 0) : limits.low;
  return x * x;
}

// @differentiable
// @check power(0.3)
// @check power(1.3)
export function power(x: number): number {
  let k = x < 1 ? Order.second : x * x;
  k += x;
  return k * x;
}

// @differentiable
// @check best(0.9, [1, 2, 3])
// @check best(0.1, [1, 2, 3])
export function best(x: number, xs: readonly number[]): number {
  const found = xs.findIndex((v) => v * x > 2);
  const at = found < 0 ? { i: x * x, w: 1 } : { i: found, w: x };
  return at.i * at.w + x;
}
