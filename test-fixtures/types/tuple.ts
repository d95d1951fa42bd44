// @differentiable
export function f(p: [number, number], q: readonly [x: number, y: number, z: number]): number {
  return p[0] * q[1] * q[1] + p[1] * q[2];
}

// @check f([1.5, 2], [9, 3, 0.5])
