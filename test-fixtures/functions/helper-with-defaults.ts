function weigh(x: number, scale: number = x * 2, shift?: number): number {
  return x * scale + (shift ?? scale);
}

// @differentiable
export function f(x: number): number {
  return weigh(x) * weigh(x, x * x) + weigh(x, undefined, x);
}

// @check f(1.2)
