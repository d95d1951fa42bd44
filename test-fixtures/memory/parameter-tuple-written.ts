// @differentiable
export function f(t: [number, number[]], k: number): number {
  t[1][0] = t[0] * k;
  t[0] = t[1][0]! * t[1][1]!;
  return t[0] * t[1][0]!;
}

// @writes f(t)
// @check f([1.2, [0.7, 2]], 0.6)
