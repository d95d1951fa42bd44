// @differentiable
export function f(x: number, y: number): number {
  const a = [x, y, 1];
  const b = [y, x, 2];
  let t = a;
  for (let k = 0; k < 6; k++) {
    if (k % 2 === 0) t = a; else t = b;
    t[k % 3] = t[(k + 1) % 3]! * a[k % 3]! + 0.3 * b[(k + 2) % 3]!;
    if (t[0]! > 100) break;
  }
  return t[0]! * a[1]! + b[2]! * a[2]!;
}

// @check f(1.2, 0.7)
