// @differentiable
export function f(x: number, y: number): number {
  return square(x) * y + square(y);

  function square(t: number): number {
    return t * t * y;
  }
}

// @check f(1.5, 0.8)
