// @differentiable
export function f(x: number, y: number): number {
  let a = 0;
  let b = 0;
  [a, b] = [x * y, x];
  ({ a, c: b } = { a: a * b, c: a });
  return a * b * b;
}

// @check f(1.5, 0.7)
