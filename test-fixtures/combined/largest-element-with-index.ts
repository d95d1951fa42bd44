// @differentiable
export function f(xs: readonly number[], w: readonly number[]): number {
  let at = 0;
  for (let i = 1; i < xs.length; i++) if (xs[i]! * w[i]! > xs[at]! * w[at]!) at = i;
  let s = 0;
  for (let i = 0; i < xs.length; i++) s += i === at ? xs[i]! * w[at]! : Math.exp(xs[i]! - xs[at]!);
  return s;
}

// @check f([1, 3, 2], [0.5, 0.7, 0.2])
