function squares(xs: readonly number[]): number[] {
  const result: number[] = [];
  for (const x of xs) result.push(x * x);
  return result;
}

// @differentiable
export function f(xs: readonly number[]): number {
  const s = squares(squares(xs));
  let sum = 0;
  for (let i = 0; i < s.length; i++) sum += s[i]! * xs[i]!;
  return sum;
}

// @check f([1.1, 0.5, -0.7])
