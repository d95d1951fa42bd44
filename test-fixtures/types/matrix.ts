// @differentiable
export function f(a: readonly (readonly number[])[], x: readonly number[]): number {
  let s = 0;
  for (let i = 0; i < a.length; i++) {
    const row = a[i]!;
    let r = 0;
    for (let j = 0; j < row.length; j++) r += row[j]! * x[j]!;
    s += r * r;
  }
  return s;
}

// @check f([[1, 2], [3, 4], [5, 6]], [0.5, -1.5])
