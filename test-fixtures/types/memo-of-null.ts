// @differentiable wrt: x
export function f(x: number, k: number): number {
  const memo: (number | null)[] = new Array(k + 1).fill(null);
  function go(i: number): number {
    if (memo[i] !== null) return memo[i]!;
    const v = i < 2 ? x * (i + 1) : go(i - 1) * x + go(i - 2);
    memo[i] = v;
    return v;
  }
  return go(k);
}

// @check f(1.1, 4)
