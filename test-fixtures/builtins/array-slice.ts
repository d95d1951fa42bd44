// @differentiable wrt: xs
export function f(xs: readonly number[], i: number): number {
  const all = xs.slice();
  all[0] = all[0]! * 2;
  const tail = xs.slice(1);
  const last = xs.slice(-2);
  const inner = xs.slice(1, -1);
  const none = xs.slice(3, 1);
  const some = xs.slice(i, i + 2.5);
  let s = none.length + all[0] * xs[0]!;
  for (const x of tail) s = s * x + x;
  for (const x of last) s += x * x;
  for (const x of inner) s *= 1 + x;
  for (const x of some) s += x * x * x;
  return s;
}

// @check f([0.5, 1.5, 2, -0.7, 1.1], 1)
// @check f([0.5, 1.5, 2, -0.7, 1.1], -2)
// @check f([0.5, 1.5, 2, -0.7, 1.1], 1.7)
// @check f([0.5], 9)
// @check f([0.5], NaN)
