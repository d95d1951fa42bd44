// @differentiable
export function f(xs: number[], x: number): number {
  const groups: number[][] = [];
  xs.forEach((v, i) => { (groups[i % 2] ??= []).push(v * x); });
  return groups.map((g) => g.reduce((a, b) => a + b * b, 0)).reduce((a, b) => a * b, 1);
}

// @check f([1, 2, 3, 4], 0.5)
