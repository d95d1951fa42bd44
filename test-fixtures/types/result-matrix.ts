// @differentiable
export function outer(x: readonly number[], y: readonly number[]): number[][] {
  const result: number[][] = [];
  for (let i = 0; i < x.length; i++) {
    const row: number[] = [];
    for (let j = 0; j < y.length; j++) row.push(x[i]! * y[j]! * y[j]!);
    result.push(row);
  }
  return result;
}

// @check outer([1.5, 2], [0.5, 3, -1])
