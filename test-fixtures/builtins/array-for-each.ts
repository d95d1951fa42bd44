// @differentiable
export function f(xs: readonly number[], k: number): number {
  let s = k;
  const out: number[] = [];
  xs.forEach((x, i) => {
    if (i === 2) return;
    s = s * x + k;
    out.push(s * x);
  });
  out.forEach((o) => (s += o * o));
  return s;
}

// @check f([0.5, 1.5, -2, 0.7], 1.2)
// @check f([], 1.2)
