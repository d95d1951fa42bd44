function product(xs: readonly number[]): number {
  let p = 1;
  for (let i = 0; i < xs.length; i++) p *= xs[i]!;
  return p;
}

// @differentiable
export function f(x: number): number {
  const a = [x, 2, x];
  let s = 0;
  for (let i = 0; i < 3; i++) {
    s += product(a);
    a[i] = product(a) * 0.1 + s;
  }
  return s * product(a);
}

// @check f(0.8)
