// @differentiable
export function f(x: number): number {
  let y = 0;
  if ((y = x * x) > 2) y = y * x;
  const z = (y = y + 1) > 4 ? y * y : (y = Math.sin(y));
  return y * z;
}

// @check f(2)
// @check f(1.5)
// @check f(0.5)
