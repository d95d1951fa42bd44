// @differentiable
export function f(xs: readonly number[], order: Int32Array): number {
  let s = 1;
  for (let k = 0; k < order.length; k++) s = s * xs[order[k]!]! + order[k]!;
  return s;
}

// @check f([1.5, 2, 0.5], Int32Array.of(2, 0, 2, 1))
