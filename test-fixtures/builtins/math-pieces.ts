// @differentiable
export function f(x: number): number {
  const steps = Math.floor(x) + Math.ceil(x) * Math.round(x) + Math.trunc(x) + Math.sign(x);
  return steps * x * x + Math.abs(x) * x;
}

// @check f(2.3)
// @check f(-2.3)
