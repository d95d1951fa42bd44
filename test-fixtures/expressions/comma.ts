// @differentiable
export function f(x: number): number {
  let a = x;
  const b = ((a = a * a), (a = a + x), a * x);
  return (a++, a * b);
}

// @check f(1.2)
