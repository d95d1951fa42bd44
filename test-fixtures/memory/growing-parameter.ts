// Stores that may lengthen: the adjoint of the initial content has the initial length.

// @differentiable wrt: f modes: jvp, vjp, grad, hvp
// @check recurrence([1, 0.5], 6)
// @check recurrence([1, 0.5, 2, 3], 3)
export function recurrence(f: number[], n: number): number {
  for (let i = 2; i < n; i++) f[i] = Math.sin(f[i - 1]!) * f[i - 2]! + (f[i] ?? 0);
  return f[n - 1]!;
}

// @differentiable modes: jvp, vjp, grad, hvp
// @check twice([1, 2], 3)
export function twice(x: number[], a: number): number {
  x[3] = x[0]! * a;
  x[3] += x[1]! * a;
  x[2] = x[3] * x[3];
  x[3] = x[2] - x[0]!;
  return x[3] * x[2];
}

// @differentiable wrt: a, x, y modes: jvp, vjp
// @check axpy(4, 3, [1, 2, 3, 4], [5, 6, 7, 8])
// @check axpy(2, 3, [1, 2, 3, 4], [5, 6, 7, 8])
export function axpy(n: number, a: number, x: number[], y: number[]): void {
  for (let i = 0; i < n; i++) y[i]! += a * x[i]!;
}

// @differentiable wrt: x
// @check norm(3, [1, 2, 3])
export function norm(n: number, x: number[]): number {
  const y: number[] = [];
  for (let i = 0; i < n; i++) y[i] = 1;
  axpy(n, 2, x, y);
  axpy(n, 3, x, y);
  let s = 0;
  for (let i = 0; i < n; i++) s += y[i]! * y[i]!;
  return Math.sqrt(s);
}

// @differentiable modes: jvp, vjp, grad, hvp
// @check shrinking([1, 2, 3], 2)
export function shrinking(x: number[], a: number): number {
  let s = 0;
  for (let i = 0; i < 4; i++) {
    x[i] = (x[i] ?? a) * a;
    s += (x[i + 1] ?? 0) * x[i]!;
    if (i % 2 === 1) s += x.pop()!;
  }
  return s;
}

// @writes recurrence(f)
// @writes twice(x)
// @writes axpy(y)
// @writes shrinking(x)
