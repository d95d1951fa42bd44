// @differentiable
export function f(x: number): number {
  return Math.floor(x) + Math.ceil(x) + Math.round(x) + Math.trunc(x) + Math.sign(x) + x;
}

// @closed grad f(0) = 1
// @closed grad f(2) = 1
// @closed grad f(2.5) = 1
