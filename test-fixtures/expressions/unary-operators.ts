// @differentiable
export function f(x: number): number {
  let y = -x;
  y = -(-y) + +y;
  return -y * y;
}

// @check f(1.2)
