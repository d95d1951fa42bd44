// @differentiable
export function f(xs: readonly number[]): number {
  const positive: number[] = [];
  for (const x of xs) {
    if (x > 0) positive.push(x * x);
    else if (positive.length > 0) positive[0]! += x;
  }
  let p = 1;
  for (const x of positive) p *= x;
  return p;
}

// @check f([1.5, -0.2, 2, -0.3, 0.8])
