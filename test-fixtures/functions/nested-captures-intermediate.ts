// @differentiable
export function f(x: number, y: number): number {
  const product = x * y;
  const root = Math.sqrt(x);
  function term(t: number): number {
    return t * product + root * t * t;
  }
  return term(x) * term(2);
}

// @check f(1.2, 0.7)
