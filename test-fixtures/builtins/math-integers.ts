// @differentiable
export function f(x: number): number {
  return (Math.clz32(x) + Math.imul(x, 3)) * x * x;
}

// @check f(5.5)
// @closed grad f(5.5) = 2 * 5.5 * (29 + 15)
