// @differentiable
export function square(x: number): number {
  return x * x;
}

function between(x: number): number {
  return square(x) + 1;
}

// @differentiable
export function f(x: number, y: number): number {
  return square(x * y) * between(x);
}

// @check square(3)
// @check f(1.5, 0.7)
