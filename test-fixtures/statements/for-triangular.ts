// @differentiable
export function f(x: readonly number[]): number {
  let s = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j <= i; j++) s += x[i]! * x[j]! * x[j]!;
  }
  return s;
}

// @check f([1, 2, 3])
