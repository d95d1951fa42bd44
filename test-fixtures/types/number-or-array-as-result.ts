function pick(x: number, xs: readonly number[], one: boolean): number | readonly number[] {
  return one ? x * x : xs;
}

// @differentiable
export function f(x: number, xs: readonly number[], one: boolean): number {
  const picked = pick(x, xs, one);
  if (typeof picked === "number") return picked * x;
  return picked[0]! * picked[1]! * x;
}

// @check f(1.5, [2, 3], true)
// @check f(1.5, [2, 3], false)
