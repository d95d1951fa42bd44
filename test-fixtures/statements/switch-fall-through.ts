// @differentiable wrt: x
export function f(x: number, kind: number): number {
  let y = x;
  switch (kind) {
    case 0:
      y = y * y;
    case 1:
      y = y * x + 1;
      break;
    case 2:
    case 3:
      y = Math.sin(y);
    default:
      y = y * 3;
  }
  return y * y;
}

// @check f(1.3, 0)
// @check f(1.3, 1)
// @check f(1.3, 2)
// @check f(1.3, 3)
// @check f(1.3, 9)
