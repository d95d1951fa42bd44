function times(k: number): (t: number) => number {
  return (t) => k * t; // @expect AD2011
}

// @differentiable
export function f(x: number): number {
  return times(x)(x); // @expect AD2031
}
