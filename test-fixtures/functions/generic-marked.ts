// @differentiable
export function f<T extends number, P extends { readonly rate: number }>(x: T, p: P, ys: readonly number[]): number {
  return x * x * p.rate * (ys[0] ?? 1);
}

// @check f(1.5, { rate: 0.7 }, [2, 1])
