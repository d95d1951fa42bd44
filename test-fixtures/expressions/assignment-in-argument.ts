function weigh(a: number, b: number, c: number): number {
  return a * b - c * c;
}

// @differentiable
export function f(x: number): number {
  let y = x;
  return weigh(y, (y = y * x), y) + y;
}

// @check f(1.3)
