// @differentiable
export function f(cells: (number | number[])[], y: number): number {
  cells[0] = y;
  const c = cells[1]!;
  if (typeof c !== "number") c[0] = y * y;
  return y * (typeof c === "number" ? c : c[0]!);
}

// @writes f(cells)
// @check f([2, 2], 2)
// @check f([2, [2, 3], [3]], 2)
