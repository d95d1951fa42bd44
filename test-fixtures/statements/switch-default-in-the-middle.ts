// @differentiable wrt: x
export function f(x: number, kind: number): number {
  let y = x;
  switch (kind) {
    case 0:
      y = x * x;
      break;
    default:
      y = y * y * y;
    case 1:
      y = y + Math.exp(x);
      break;
    case 2:
      y = 1 / (x + 2);
  }
  return y * x;
}

// @check f(0.8, 0)
// @check f(0.8, 1)
// @check f(0.8, 2)
// @check f(0.8, 7)
