// @differentiable
export function f(x: number): number {
  return Math.exp(x) * Math.expm1(x) + Math.log(x) * Math.log1p(x) + Math.log2(x) * Math.log10(x);
}

// @check f(1.3)
