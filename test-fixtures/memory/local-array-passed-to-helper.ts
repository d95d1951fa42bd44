function norm(xs: readonly number[]): number {
  let s = 0;
  for (const x of xs) s += x * x;
  return Math.sqrt(s);
}

// @differentiable
export function f(x: number, y: number): number {
  const a = [x, y, x * y];
  const before = norm(a);
  a[1] = before;
  return norm(a) * before;
}

// @check f(1.5, 0.7)
