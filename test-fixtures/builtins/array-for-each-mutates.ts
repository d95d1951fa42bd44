// @differentiable
export function f(xs: readonly number[]): number {
  const a = [...xs];
  a.forEach((x, i) => {
    a[i + 1] = (a[i + 1] ?? 1) * x;
    a.push(x * x);
  });
  const b = [...xs];
  let s = 0;
  b.forEach((x) => {
    b.pop();
    s += x * x;
  });
  return a.reduce((t, x) => t + x * x, s);
}

// @check f([0.5, 1.5, -2, 0.7])
