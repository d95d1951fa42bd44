function power(x: number, n: number): number {
  if (n === 0) return 1;
  if (n % 2 === 1) return x * power(x, n - 1);
  const half = power(x, n / 2);
  return half * half;
}

// @differentiable
export function f(x: number): number {
  return power(x, 7) + power(x, 2);
}

// @check f(1.2)
// @closed grad f(1) = 9
