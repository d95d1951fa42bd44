// @differentiable
export function f(x: number): number {
  const a = [x, 1];
  const grow = (): void => {
    a[0] = a[0]! * x;
  };
  grow();
  return a[0]! * x;
}

// @check f(1.5)
// @closed grad f(1.5) = 3 * 1.5 * 1.5
