// @differentiable
export function f(x: number): number {
  const whole = x | 0; // @note AD3003
  return (x - whole) * (x - whole) + (~x & 3) * x;
}

// @check f(2.3)
// @closed grad f(2.25) = 0.5 + 1
