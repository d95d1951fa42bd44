// @differentiable
export function f(x: number, y: number): number {
  const a = [x, y, x * y];
  [a[0], a[2]] = [a[2]!, a[0]!];
  return a[0]! * a[0]! * a[1]! + a[2]!;
}

// @check f(1.1, 0.7)
