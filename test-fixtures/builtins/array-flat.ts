// @differentiable
export function f(rows: readonly (readonly number[])[], deep: readonly (readonly (readonly number[])[])[]): number {
  const a = rows.flat();
  const b = deep.flat(2);
  const c = deep.flat();
  let s = c[0]![0]!;
  for (const x of a) s = s * 0.5 + x * x;
  for (const x of b) s = s * 0.5 + x * x * x;
  return s;
}

// @check f([[0.5, 1.5], [], [2]], [[[0.3]], [[1.2, 0.9], [0.4]]])
