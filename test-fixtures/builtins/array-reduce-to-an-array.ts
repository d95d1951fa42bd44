// @differentiable
export function f(xs: readonly number[], k: number): number {
  const sums = xs.reduce<number[]>((sofar, x) => {
    sofar.push((sofar.at(-1) ?? 0) + x * k);
    return sofar;
  }, []);
  const doubled = xs.reduce((list, x) => [...list, x * 2], [k]);
  return sums.reduce((s, v) => s + v * v, 0) * doubled[1]! * doubled[0]!;
}

// @check f([0.5, 1.5, 2], 0.7)
