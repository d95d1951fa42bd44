// @differentiable
export function f(points: readonly { readonly x: number; readonly y: number }[]): number {
  let s = 1;
  for (const { x, y } of points) s = s * x + Math.sin(y);
  return s;
}

// @check f([{ x: 1.5, y: 0.2 }, { x: -0.7, y: 1 }])
