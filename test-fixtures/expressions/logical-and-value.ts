// @differentiable
export function f(x: number, wanted: boolean): number {
  const y = x && x * x;
  const z = (wanted && x * x * x) || 2;
  return y * z;
}

// @check f(1.5, true)
// @check f(1.5, false)
