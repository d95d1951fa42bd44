function f(x: number, y: number): number {
  return x * y;
}

// @expect-next AD2040
// @derivative of f
export function fAdjoint(x: number, y: number, seed: number): { value: number; grad: number } {
  return { value: f(x, y), grad: y * seed };
}

// @expect-next AD2040
// @derivative of nothing
export function g(x: number): number {
  return f(x, x);
}
