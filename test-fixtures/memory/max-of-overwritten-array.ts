function logSumExp(values: readonly number[]): number {
  const max = Math.max(...values);
  let sum = 0;
  for (const value of values) sum += Math.exp(value - max);
  return max + Math.log(sum);
}

// @differentiable
export function f(x: readonly number[], a: number): number {
  const own = [0, 0, 0];
  let total = 0;
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) own[j] = x[j]! * a + i * x[i]! * j;
    total += logSumExp(own);
  }
  return total;
}

// @differentiable
export function g(x: readonly number[], a: number): number {
  const own = [1, a, x[0]!];
  const before = Math.max(...own) + Math.hypot(...own);
  own[0] = 7;
  own.push(a);
  return before * Math.min(2, ...own);
}

// @check f([0.3, -0.7, 1.9], 0.6)
// @check g([3.5, -0.7], 0.6)
