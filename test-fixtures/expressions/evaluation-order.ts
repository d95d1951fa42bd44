// @differentiable
export function f(x: number, y: number): number {
  let a = x;
  const s = a + (a = a * y) * a - (a += x) / a;
  const t = a * a++ + a;
  return s * t;
}

// @check f(1.3, 0.7)
// @closed value f(2, 3) = (2 + 36 - 1) * (64 + 9)
