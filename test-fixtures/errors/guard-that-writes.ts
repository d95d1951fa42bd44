// What takes an `unknown` and does more than look at it is no type guard.
function isReset(x: unknown): x is number[] {
  (x as number[])[0] = 1;
  return true;
}

// @differentiable
export function first(xs: number[]): number {
  return isReset(xs) ? xs[0]! * 2 : 0; // @expect AD2001
}
