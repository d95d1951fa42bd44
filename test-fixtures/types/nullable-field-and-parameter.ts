// @differentiable
export function f(o: { readonly x: number; readonly y: number | null }, z: number | null): number {
  const y = o.y === null ? o.x : o.y;
  if (z === null) return y * o.x;
  return y * o.x * z;
}

// @check f({ x: 1.5, y: 2 }, 3)
// @check f({ x: 1.5, y: null }, 3)
// @check f({ x: 1.5, y: 2 }, null)
