// @differentiable
export function f(xs: readonly number[], k: number): number {
  const sum = xs.reduce((s, x) => s + x * k, 0);
  const product = xs.reduce((p, x) => p * x);
  const horner = xs.reduceRight((p, c, i) => p * k + c * (i + 1), 0);
  const last = xs.reduceRight((p, c) => p * k + c);
  const largest = xs.reduce((m, x) => Math.max(m, x), -Infinity);
  return sum * product + horner * last * largest;
}

// @check f([0.5, 1.5, 2], 0.7)
// @check f([0.5], 0.7)
// @throws f([], 0.7)
