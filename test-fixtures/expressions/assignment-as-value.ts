// @differentiable
export function f(x: number): number {
  let a: number;
  let b: number;
  const c = (a = x * x) + (b = a * x) * a;
  return c * b;
}

// @check f(1.1)
