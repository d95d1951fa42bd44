// @differentiable
export function f(a: (number | number[][])[], y: number): number {
  for (const v of a) if (typeof v !== "number") v[0]![0]! *= y;
  const v = a[1]!;
  return typeof v === "number" ? v : v[0]![0]! * y;
}

// @writes f(a)
// @check f([2, [[2, 3], [4]]], 2)
// @check f([2, 2], 2)
