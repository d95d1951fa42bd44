// @differentiable
export function f(x: number): number {
  const a = [x, 1];
  const grow = (): void => {
    a[0] = a[0]! * x; // @expect AD2013
  };
  grow();
  return a[0]! * x;
}
