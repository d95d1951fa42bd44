// @differentiable
export function f(x: readonly number[]): number {
  const m = new Array<Float64Array>(2);
  for (let i = 0; i < 2; i++) m[i] = new Float64Array(x.length);
  for (let i = 0; i < 2; i++) for (let j = 0; j < x.length; j++) m[i]![j] = x[j]! ** (i + 1);
  for (let j = 1; j < x.length; j++) m[1]![j]! += m[0]![j - 1]! * m[1]![j - 1]!;
  return m[1]![x.length - 1]! * m[0]![0]!;
}

// @check f([1.5, 0.7, 2])
