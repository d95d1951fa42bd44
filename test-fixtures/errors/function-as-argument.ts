function twice(g: (t: number) => number, x: number): number {
  return g(g(x)); // @expect AD2011
}

// @differentiable
export function f(x: number): number {
  return twice((t) => t * t, x); // @expect AD2011
}
