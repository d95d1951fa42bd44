// @differentiable
export function f(x: number, y: number): number {
  const cells = new Array<number | number[]>(3).fill(x);
  const v: number | number[] = y > 0 ? [x, y] : x * y;
  cells.fill(v);
  let s = 0;
  for (const c of cells) s += typeof c === "number" ? c * c : c[0]! * c[1]!;
  return s;
}

// @check f(0.7, 2)
// @check f(0.7, -2)
