// @differentiable
export function f(x: number, y: number): number {
  const weigh = (t: number): number => t * t * y;
  return weigh(x) + weigh(weigh(y));
}

// @check f(1.2, 0.7)
