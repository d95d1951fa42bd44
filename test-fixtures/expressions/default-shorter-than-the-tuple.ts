// The literal's rows are tuples of three, the default is one of one.
// @differentiable
export function product(x: number): number {
  const [[a = 0.1] = [0.2], [, b = 0.3] = [0.4, 0.5]] = [
    [x, x, x],
    [x, x * 2, x],
  ];
  return a * b * x;
}

// @check product(1.3)
