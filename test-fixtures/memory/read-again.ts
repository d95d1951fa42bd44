// What a loop leaves behind is read again by the adjoint sweep, not recorded; what it comes back to is not.

// @differentiable wrt: a
export function recurrence(a: number, n: number): number {
  const f = [a, a * a, Math.cos(a)];
  for (let i = 3; i < n; i++) f[i] = Math.sin(f[i - 1]!) * f[i - 2]! + f[i - 3]! * f[0]!;
  return f[n - 1]! * f[1]!;
}

// @differentiable
export function backSubstitution(u: number[][], b: number[]): number {
  const n = b.length;
  const x = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let s = b[i]!;
    for (let k = i + 1; k < n; k++) s -= u[i]![k]! * x[k]!;
    x[i] = s / u[i]![i]!;
  }
  let t = 0;
  for (const v of x) t += v * v * v;
  return t;
}

// @differentiable wrt: a
export function upwards(a: number, n: number): number {
  const f = new Array<number>(2 * n + 2).fill(0);
  f[0] = a;
  for (let i = 0; i < n; i++) {
    f[2 * i + 1] = Math.exp(0.1 * f[i]!);
    f[i + 1] = f[2 * i + 1]! * f[i]!;
  }
  return f[n]! * f[n + 1]!;
}

// @differentiable wrt: a
export function ahead(a: number, n: number): number {
  const f = new Float64Array(n + 3).fill(1);
  f[0] = a;
  for (let i = 1; i < n; i++) {
    const next = f[i + 1]! * a;
    f[i] = next * f[i - 1]! + f[i]! ** 2;
    f[i + 1] = f[i]! * f[i + 1]! + f[i + 2]! * a;
  }
  return f[n - 1]! * f[n]!;
}

// @differentiable wrt: x
export function smooth(x: number[], steps: number): number {
  const u = [...x];
  for (let t = 0; t < steps; t++)
    for (let i = 1; i < u.length; i++) u[i] = 0.5 * u[i]! * u[i - 1]! + Math.sin(u[i - 1]!);
  return u[u.length - 1]! * u[1]!;
}

// @differentiable wrt: x
export function halves(x: Float64Array, n: number): number {
  const y = new Float64Array(x.length);
  y.set(x);
  const tail = y.subarray(1);
  let s = 0;
  for (let i = 0; i < n; i++) {
    s += Math.exp(y[i]!) * y[i + 1]!;
    tail[i] = y[i]! * tail[i]! * x[0]!;
  }
  return s * y[n]!;
}

// @differentiable
export function oneRow(x: number[]): number {
  const row = [x[0]!, x[1]!, x[2]!];
  const m = [row, row, row];
  let s = 0;
  for (let j = 1; j < 3; j++) {
    for (let i = 0; i < 3; i++) {
      const r = m[i]!;
      s += Math.exp(r[j]!) * r[j - 1]!;
      r[j] = r[j]! * r[j - 1]! * 0.5;
    }
  }
  return s;
}

function clear(x: number[], at: number): void {
  x[at] = 0.5;
}

// @differentiable
export function cleared(x: number[]): number {
  const y: number[] = [];
  let s = 0;
  for (let i = 0; i < x.length; i++) {
    const e = Math.exp(x[i]!);
    y[i] = e;
    s += e * Math.sin(y[i]!);
    if (i === 1) clear(y, 0);
  }
  return s * y[0]! * y[1]!;
}

// @differentiable wrt: a
export function twoStores(a: number, n: number): number {
  const f = new Array<number>(n + 1).fill(a);
  let s = 1;
  for (let i = 0; i < n; i++) {
    const e = Math.exp(f[i]! * 0.5);
    f[i] = e;
    s *= e;
    f[i] = Math.log(e + 1) * f[i]!;
    f[i + 1] = e * f[i]!;
  }
  return s * f[n]!;
}

// @differentiable wrt: a
export function readBehindTheStore(a: number, n: number): number {
  const f = new Array<number>(n + 2).fill(a);
  let s = 1;
  for (let i = 0; i < n; i++) {
    f[i] = Math.sin(f[i]!) * (i + 1);
    s *= Math.sin(f[i + 1]!);
  }
  for (let k = 0; k < 2; k++) s += Math.sin(f[2]! * k);
  for (let i = 1; i < n; i++) f[i] = f[i - 1]! * 0.5;
  return s * f[n - 1]!;
}

// @differentiable wrt: x
export function viewBehind(x: Float64Array, n: number): number {
  const y = x.slice();
  const tail = y.subarray(1);
  let s = 0;
  for (let i = 0; i < n; i++) {
    y[i] = y[i]! * x[0]!;
    s += Math.sin(tail[i]!);
  }
  return s;
}

// @differentiable wrt: x
export function oneCell(x: Float64Array, n: number): number {
  const y = x.slice();
  let s = 0;
  for (let i = 0; i < n; i++) {
    const view = y.subarray(n - i);
    view[i] = view[i]! * x[i]!;
    s += Math.sin(view[i]!);
  }
  return s;
}

// @differentiable
export function inclusive(x: number[]): number {
  const f = [...x];
  let s = 0;
  for (let i = 0; i < f.length; i++) {
    for (let k = 0; k < i + 1; k++) s += Math.sin(f[k]!);
    f[i] = f[i]! ** 2;
    for (let k = i; k < f.length; k++) s += Math.sin(0.5 * f[k]!);
  }
  return s;
}

// @differentiable wrt: a
export function readAhead(a: number, n: number): number {
  const f = new Array<number>(n + 2).fill(a);
  let s = 1;
  for (let i = 0; i < n; i++) {
    f[i] = Math.sin(f[i]!) * (i + 1);
    s *= Math.sin(f[i + 1]!);
  }
  return s * f[n - 1]!;
}

// @check recurrence(0.6, 8)
// @check recurrence(0.6, 3)
// @check backSubstitution([[2, 0.3, 0.1], [0, 1.5, 0.4], [0, 0, 1.2]], [0.7, 0.2, 0.9])
// @check upwards(0.6, 4)
// @check ahead(0.6, 5)
// @check smooth([0.3, 0.8, 0.5, 0.9], 3)
// @check halves(new Float64Array([0.5, 0.6, 0.7, 0.4]), 3)
// @check oneRow([0.5, 0.6, 0.7])
// @check cleared([0.5, 0.6, 0.7])
// @check twoStores(0.4, 3)
// @check readBehindTheStore(0.7, 3)
// @check viewBehind(new Float64Array([0.5, 0.6, 0.7, 0.4]), 3)
// @check oneCell(new Float64Array([0.5, 0.6, 0.7, 0.4]), 3)
// @check inclusive([0.5, 0.6, 0.7])
// @check readAhead(0.7, 3)
