// @differentiable
export function f(x: number, y: number): number {
  let a = [x, y];
  let b = [y, x * x];
  for (let k = 0; k < 4; k++) {
    a[0] = b[1]! * a[1]!;
    b[1] = a[0]! + b[0]!;
    if (k === 1) a = b;
    if (k === 2) b = [a[0]! * a[1]!, x];
  }
  return a[0]! * a[1]! + b[0]! * b[1]!;
}

// @check f(1.2, 0.7)
