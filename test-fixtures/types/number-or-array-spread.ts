// @differentiable
export function f(x: number, y: number): number {
  const cells: (number | number[])[] = [x, [x, y]];
  const more: (number | number[])[] = [...cells, y, ...cells];
  let s = 0;
  for (const c of more) s = s * 0.5 + (typeof c === "number" ? c * c : c[0]! * c[1]!);
  return s;
}

// @check f(0.7, 2)
