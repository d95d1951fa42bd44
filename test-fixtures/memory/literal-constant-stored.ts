const LIMITS = { low: 0.1, high: 2 } as const;

interface Pair {
  u: number;
  v: number;
}

function again(a: number, b: number, n: number): number {
  return n <= 0 ? a : again(b, a * b, n - 1);
}

// The type of `LIMITS.low` is 0.1; what it is stored into is a place of numbers, whose tangent and adjoint it ends.
// @differentiable
export function stored(x: number): number {
  const p: Pair = { u: x, v: x };
  const xs = [x, x];
  p.u = x * x;
  if (x > 1) p.u = LIMITS.low;
  xs[0] = LIMITS.high;
  xs.push(LIMITS.low);
  const ys = [x, x * x, x];
  ys.fill(LIMITS.high, 1);
  ys[0] = x > 1 ? LIMITS.low : x;
  return p.u * x + xs[0]! * xs.at(-1)! * x + ys[1]! * ys[0]!;
}

// @differentiable
export function written(x: number, y: number): number {
  const p: Pair = { u: LIMITS.low, v: x };
  const list = [LIMITS.high, x, y];
  if (x > y) p.u = x;
  return p.u * p.v + list[0]! * list[1]! + again(LIMITS.low, x, 3);
}

// One branch computes what the other reads.
// @differentiable
export function branches(x: number, y: number): number {
  let sum = 0;
  for (const { u, v } of x > y ? [{ u: x, v: x }] : [{ u: LIMITS.low, v: x }]) sum += v <= y ? u * v : u * u;
  return sum * x;
}

// @check stored(0.5)
// @check stored(1.5)
// @closed grad stored(1.5) = 0.1 + 0.2
// @check written(0.7, 0.2)
// @check written(0.2, 0.7)
// @check branches(0.7, 0.2)
// @check branches(0.2, 0.7)
