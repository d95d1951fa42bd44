// @differentiable
export function f(x: number): number {
  const Math = { sin: x, PI: 2 };
  return Math.sin * Math.sin * Math.PI;
}

// @check f(1.3)
