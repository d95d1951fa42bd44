// @differentiable
export function f(x: number, y: number): number {
  const a: (number | undefined)[] = [x, undefined, y];
  a[1] = x * y;
  const t = a[0];
  a[0] = undefined;
  let s = (t ?? 1) * y;
  for (const v of a) s += v === undefined ? x : v * v;
  a.push(undefined, y);
  const q = a.pop();
  const r = a.pop();
  return s * (q ?? 1) + (r ?? x * x);
}

// @check f(3, 0.5)
