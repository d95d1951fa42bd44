interface Pair {
  u: number;
  v: number;
}

/** What is written into the list comes back as the result. */
function carried(list: number[], pair: Pair, k: number): number {
  pair.u += (list[0]! <= pair.u ? pair.v + k : pair.v) ** 2;
  list[1] = list[1]! * 2 + k;
  return Math.sin(list[1]!) * k;
}

// @differentiable
export function f(x: number, xs: number[], p: Pair): number {
  const y = carried([1.5, 2, 3], p, carried(xs, { u: xs[0]!, v: x }, p.v));
  // Nobody needs the list of the first call, nor that of the second.
  return y > 0 ? p.u : p.u * x;
}

// @writes f(xs, p)
// @check f(0.7, [1.5, -0.4, 2], { u: 0.3, v: 1.2 })
// @check f(1.7, [-1.5, 0.4, 2], { u: 1.3, v: -0.2 })
