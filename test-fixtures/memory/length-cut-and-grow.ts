// @differentiable wrt: x
export function f(x: number, n: number): number {
  const a = [x, x * x, x + 1, 2];
  let s = 0;
  for (let k = 0; k < n; k++) {
    s += a[a.length - 1]! * x;
    a.length = a.length - 1;
    a.push(s * a[0]!);
    a.push(x * a[1]!);
    a.length -= 1;
  }
  for (const v of a) s += v * v;
  return s;
}

// @check f(0.6, 3)
