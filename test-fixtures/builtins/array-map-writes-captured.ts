// @differentiable
export function f(xs: readonly number[], k: number): number {
  let previous = k;
  let count = 0;
  const ys = xs.map((x) => {
    count++;
    const y = x * previous;
    if (y < 0) return previous * previous;
    previous = y + k;
    return y;
  });
  let s = previous * count;
  ys.forEach((y, i) => {
    s = s * 0.5 + y * y * (i + 1);
  });
  return s;
}

// @check f([0.5, 1.5, -2, 0.7], 1.2)
// @check f([], 1.2)
