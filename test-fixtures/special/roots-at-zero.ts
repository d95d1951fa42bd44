// @differentiable
export function square(x: number): number {
  return Math.sqrt(x);
}

// @differentiable
export function cube(x: number): number {
  return Math.cbrt(x);
}

// @closed grad square(0) = Infinity
// @closed grad cube(0) = Infinity
// @closed grad square(-1) = NaN
