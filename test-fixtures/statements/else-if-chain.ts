// @differentiable
export function f(x: number): number {
  let y = x;
  if (x < -1) y = x * x;
  else if (x < 0) y = x * x * x;
  else if (x < 1) y = Math.sin(x) * x;
  else y = Math.log(x) + y * y;
  return y * y;
}

// @check f(-2)
// @check f(-0.5)
// @check f(0.5)
// @check f(3)
