// @differentiable
export function f(x: number): number {
  const t: [number, number] = [x, 1];
  t[1] = t[0] * x;
  t[0] += t[1] * t[1];
  return t[0] * t[1];
}

// @check f(1.3)
