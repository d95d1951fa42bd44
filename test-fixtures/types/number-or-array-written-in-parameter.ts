// @differentiable
export function f(cells: (number | number[])[], y: number): number {
  const v: number | number[] = y > 1 ? [y, y * y] : y * 3;
  cells[0] = v;
  const c = cells[0]!;
  const d = cells[1]!;
  return (typeof c === "number" ? c * c : c[0]! * c[1]!) + (typeof d === "number" ? d : d[0]!) * y;
}

// @writes f(cells)
// @check f([1.5, [2, 3]], 2)
// @check f([1.5, 0.3], 0.5)
