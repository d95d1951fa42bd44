function doubled(list: number[]): number {
  list[2]! += list[2]!;
  return list[1]! * 1.5 + list[2]!;
}

// @differentiable
export function f(x: number, xs: readonly number[]): number {
  let y = x;
  if (x > 0) y -= Math.asinh(doubled([...xs])) - doubled(xs.map((item) => item * 2));
  return Math.asinh((xs.find((item) => item > xs[2]!) ?? x) * y);
}

// @check f(1.3, [0.4, 1.7, 0.9])
// @check f(-0.3, [0.4, 1.7, 0.9])
