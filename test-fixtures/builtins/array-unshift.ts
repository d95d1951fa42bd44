// @differentiable
export function f(xs: readonly number[], y: number): number {
  const a = [y, y * y];
  const n = a.unshift(y * 3, a[0]! * a[1]!);
  a.unshift(...xs);
  a.unshift();
  let s = n * y;
  for (let i = 0; i < a.length; i++) s += (i + 1) * a[i]! * a[i]!;
  return s;
}

// @check f([0.5, 1.5], 0.7)
// @check f([], 0.7)
