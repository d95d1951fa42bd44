// @differentiable
export function polar(x: number, y: number): [radius: number, angle: number] {
  return [Math.hypot(x, y), Math.atan2(y, x)];
}

// @check polar(1.5, 2)
