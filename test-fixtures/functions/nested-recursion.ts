// @differentiable
export function f(x: number): number {
  const climb = (t: number, n: number): number => (n === 0 ? t : climb(t * x + 1, n - 1));
  return climb(x, 4);
}

// @check f(0.7)
