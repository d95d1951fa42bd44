// @differentiable
export function f(x: number): number {
  let a = x;
  const b = a++ * 2;
  const c = ++a * a--;
  const d = --a;
  return b * c + d * a;
}

// @check f(1.3)
// @closed value f(1) = 19
