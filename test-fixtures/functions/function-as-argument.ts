function twice(g: (t: number) => number, x: number): number {
  return g(g(x));
}

function square(t: number): number {
  return t * t;
}

// @differentiable
export function f(x: number, a: number): number {
  return twice((t) => a * t * t, x) + twice(square, x) + twice(Math.sin, a);
}

// @check f(1.5, 0.7)
// @closed value f(2, 1) = 32 + Math.sin(Math.sin(1))
