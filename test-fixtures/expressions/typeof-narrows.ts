// @differentiable
export function f(x: number | readonly number[]): number {
  if (typeof x === "number") return x * x;
  return x[0]! * x[1]! * x[1]!;
}

// @check f(1.5)
// @check f([2, 3])
