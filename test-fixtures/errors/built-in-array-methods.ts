// @differentiable
export function mapped(xs: readonly number[]): number {
  const ys = xs.map((x) => x * x); // @expect AD2017
  return ys[0]!;
}

// @differentiable
export function sliced(xs: readonly number[]): number {
  return xs.slice(1)[0]!; // @expect AD2017
}

// @differentiable
export function popped(x: number): number {
  const a = [x, x * x];
  const last = a.pop()!; // @expect AD2017
  return last * x;
}

// @differentiable
export function sorted(x: number): number {
  const a = [x, x * x];
  a.sort(); // @expect AD2017
  return a[0]! * x;
}
