function times(k: number): (t: number) => number {
  return (t) => k * t;
}

// @differentiable
export function f(x: number): number {
  return times(x)(x);
}

// @check f(1.5)
// @closed grad f(1.5) = 3
