// @differentiable wrt: x
export function f(x: readonly number[], n: number): number {
  let s = 0;
  for (let i = 0; i < n; i++) {
    let p = 1;
    for (const v of x) p *= v > 0 ? Math.sqrt(v) : 0.5;
    s += p;
  }
  return s;
}

// @differentiable wrt: x
export function g(x: readonly number[], n: number): number {
  let s = 0;
  for (let i = 0; i < n; i++) {
    let p = x[i]!;
    for (let k = 0; k < 2; k++) p *= Math.exp(x[k]! + i);
    s += p;
  }
  return s;
}

// @nonsmooth f([0, 0.4], 2)
// @check f([0.7, 0.4], NaN)
// @check f([-0.7, 0.4], 3)
// @check g([0.7, 0.2], 2)
