function eliminate(a: number[][], n: number): number {
  let det = 1;
  for (let k = 0; k < n; k++) {
    if (Math.abs(a[k]![k]!) < 1e-9) throw new Error(`zero pivot ${k}`);
    det *= a[k]![k]!;
    for (let i = k + 1; i < n; i++) {
      const factor = a[i]![k]! / a[k]![k]!;
      for (let j = k; j < n; j++) a[i]![j]! -= factor * a[k]![j]!;
    }
  }
  return det;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, y: number, flat: boolean): number {
  const a = [
    [x, y, 1],
    [y, x * y, 2],
    [flat ? 0 : x, 1, y],
  ];
  if (flat) a[1] = [x * 2, y * 2, 0];
  try {
    return eliminate(a, 3);
  } catch {
    return a[2]![2]! * a[2]![2]! * x + a[0]![0]! * a[2]![1]! * y;
  }
}

// @check f(1.3, 0.7, false)
// @check f(1.3, 0.7, true)
