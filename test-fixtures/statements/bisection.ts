// @differentiable
export function f(x: number, target: number): number {
  let low = 0;
  let high = 4;
  for (let i = 0; i < 6; i++) {
    const middle = 0.5 * (low + high);
    if (middle * middle > target) high = middle;
    else low = middle;
  }
  return low * x * x + high * x;
}

// @check f(1.5, 3)
