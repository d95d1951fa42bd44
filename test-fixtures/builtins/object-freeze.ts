// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, k: number): number {
  const point = Object.freeze({ x: x * k, y: k });
  const list = Object.freeze([x, point.x, k]);
  return point.x * point.y + list[1]! * list[0]!;
}

// @check f(1.3, 0.7)
