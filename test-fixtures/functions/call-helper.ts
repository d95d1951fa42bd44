function square(t: number): number {
  return t * t;
}

// @differentiable
export function f(x: number, y: number): number {
  return square(x) * square(y) + square(x * y);
}

// @check f(1.5, 0.7)
