// @differentiable
export function f(x: number): number {
  const xs = [x, 2 * x];
  const grow = (t: number): void => {
    if (xs.length < 5) xs.push(t * x);
  };
  let s = 0;
  for (let i = 0; i < xs.length; i++) {
    grow(i + 1);
    s += xs[i]! * xs[i]!;
  }
  return s;
}

// @check f(1.5)
