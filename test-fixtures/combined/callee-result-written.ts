function squares(xs: readonly number[]): number[] {
  const result: number[] = [];
  for (const x of xs) result.push(x * x);
  return result;
}

// @differentiable
export function f(xs: readonly number[]): number {
  const a = squares(xs);
  a[0] = a[0]! * a[1]!;
  a.push(a[0]);
  return a[0] * a[2]! * a[1]!;
}

// @check f([1.5, 2])
