// @differentiable
export function f(x: number, wanted: boolean): number {
  return x * x * Number(wanted) + x * +(x > 1);
}

// @check f(1.5, true)
// @check f(0.5, false)
