// @differentiable
export function softPlus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

// @check softPlus(1.3)
// @check softPlus(-1.3)
