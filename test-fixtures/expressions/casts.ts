// @differentiable
export function f(x: number | undefined, y: number): number {
  const a = x!;
  const b = (a * y) as number;
  const c = (b * a) satisfies number;
  return (c as number | undefined)! * a;
}

// @check f(1.5, 0.7)
