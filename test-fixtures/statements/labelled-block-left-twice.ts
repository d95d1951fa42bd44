// @differentiable
export function f(x: number): number {
  let y = x * x;
  let z = x;
  step: {
    if (x > 2) break step;
    z = Math.sin(z);
    if (z > 0.9) break step;
    y = Math.cos(y) * x;
    z = y * x;
  }
  return y * z;
}

// @check f(3)
// @check f(1.6)
// @check f(0.7)
