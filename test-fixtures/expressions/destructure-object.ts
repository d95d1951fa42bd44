// @differentiable
export function f(o: { readonly x: number; readonly y: number; readonly z?: number }): number {
  const { x, y: why, z = x * why } = o;
  return x * why * z;
}

// @check f({ x: 1.5, y: 0.7, z: 2 })
// @check f({ x: 1.5, y: 0.7 })
