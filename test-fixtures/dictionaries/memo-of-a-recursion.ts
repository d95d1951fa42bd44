function fib(n: number, x: number, memo: Record<number, number>): number {
  if (n < 2) return n === 0 ? x : x * x;
  const known = memo[n];
  if (known !== undefined) return known;
  const r = fib(n - 1, x, memo) * 0.5 + fib(n - 2, x, memo);
  memo[n] = r;
  return r;
}
// @differentiable
// @check f(1.2)
export function f(x: number): number {
  return fib(8, x, {});
}
