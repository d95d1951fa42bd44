function rotate(x: number, y: number, angle: number): [number, number] {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [c * x - s * y, s * x + c * y];
}

// @differentiable
export function f(x: number, angle: number): number {
  const [a, b] = rotate(x, 2, angle);
  const turned = rotate(a, b, angle * x);
  return turned[0] * turned[1] + a;
}

// @check f(1.3, 0.4)
