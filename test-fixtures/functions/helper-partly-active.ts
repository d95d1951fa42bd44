function mix(a: number, b: number, t: number): number {
  return a * a * (1 - t) + b * t * t;
}

// @differentiable
export function f(x: number): number {
  return mix(x, 2, 0.3) + mix(1, x, 0.5) + mix(1, 2, x) + mix(x, x, x);
}

// @check f(0.7)
