// @differentiable
export function f(xs: readonly number[], k: number): number {
  const a = [...xs];
  const squares = a.map((x, i) => {
    if (i === 1) a.pop();
    return x * x * k;
  });
  const b = [...xs];
  const total = b.reduce((s, x) => {
    b.shift();
    return s * k + x;
  }, 1);
  const c = [...xs];
  const any = c.some((x) => {
    c.length = 1;
    return x > 5;
  });
  return squares.filter((x) => x > 0.1).reduce((s, x) => s + x, 0) * total * (any ? 1 : 2) * squares.length;
}

// @check f([0.5, 1.5, 2, 0.9], 0.8)
// @check f([6, 1.5], 0.8)
