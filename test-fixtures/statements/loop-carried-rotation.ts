// @differentiable
export function f(x: number, y: number, z: number): number {
  let a = x;
  let b = y;
  let c = z;
  for (let i = 0; i < 5; i++) {
    const t = a;
    a = b * c;
    b = c + 0.1 * t;
    c = t;
  }
  return a + b * c;
}

// @check f(0.9, 1.2, 0.7)
