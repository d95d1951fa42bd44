// @differentiable
export function f(x: number, n: number): number {
  const memo: (number | undefined)[] = new Array(6);
  const fib = (k: number): number => {
    const known = memo[k];
    if (known !== undefined) return known;
    const made = k < 2 ? x + k : fib(k - 1) * 0.5 + fib(k - 2) * x;
    memo[k] = made;
    return made;
  };
  return fib(5) * n;
}

// @check f(1.1, 2)
