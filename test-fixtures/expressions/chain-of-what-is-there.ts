// `?.` behind what is never missing by its type gives what it gives by its type.
interface Pair {
  u: number;
  v: number;
}

// @differentiable
export function f(x: number, pair: Pair, xs: number[]): number {
  let y = x;
  while (y < pair?.u * 3) y *= 2;
  if (pair?.v > x) y += xs[1]! * pair?.v;
  return y * (pair?.u + 1);
}

// @check f(0.5, { u: 1.2, v: 0.7 }, [1, 2])
// @check f(0.8, { u: 1.2, v: 0.7 }, [1, 2])
