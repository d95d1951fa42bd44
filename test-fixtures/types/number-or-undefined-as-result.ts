function root(x: number): number | undefined {
  return x < 0 ? undefined : Math.sqrt(x) * x;
}

// @differentiable
export function f(x: number, y: number): number {
  const a = root(x);
  const b = root(x - y);
  if (a === undefined) return y;
  return a * (b ?? y * y);
}

// @differentiable
export function g(x: number): number | undefined {
  return root(x);
}

// @check f(2, 1)
// @check f(2, 3)
// @check f(-1, 3)
// @check g(2)
// @check g(-2)
