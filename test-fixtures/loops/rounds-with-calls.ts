function norm(a: readonly number[], b: readonly number[], z: readonly number[]): number {
  const y = z.map((v, i) => a[i]! * v);
  let at = 0;
  for (let s = 0; s < z.length; s++) {
    for (let r = s + 1; r < z.length; r++) {
      y[r] = y[r]! + b[at]! * z[s]!;
      at++;
    }
  }
  let sum = 0;
  for (const v of y) sum += Math.exp(0.1 * v) * v;
  return sum;
}

function fills(out: number[], x: number, i: number): void {
  for (let k = 0; k < out.length; k++) out[k] = Math.sin(x * (k + i)) * (k > 0 ? out[k - 1]! : 1);
}

function bump(counts: number[], i: number): void {
  for (let k = 0; k < 1; k++) counts[0] = counts[0]! + i;
}

// @differentiable
export function sums(points: readonly (readonly number[])[], a: readonly number[], b: readonly number[]): number {
  let s = 0;
  for (const point of points) {
    const centred = point.map((v, j) => v - a[j]! * 0.5);
    s += norm(a, b, centred);
  }
  return s;
}

// @differentiable wrt: x
export function ownBuffer(x: number, n: number): number {
  let s = 0;
  for (let i = 0; i < n; i++) {
    const buffer = [x, x * x, 1];
    fills(buffer, x, i);
    for (const v of buffer) s += v * v;
  }
  return s;
}

// @differentiable wrt: x
export function sharedBuffer(x: number, n: number): number {
  const buffer = [x, x * x, 1];
  let s = 0;
  for (let i = 0; i < n; i++) {
    fills(buffer, x, i);
    for (const v of buffer) s += v * v;
  }
  return s;
}

// @differentiable wrt: x
export function counts(x: readonly number[], n: number): number {
  const seen = [0];
  let s = 0;
  for (let i = 0; i < n; i++) {
    bump(seen, i);
    let p = seen[0]!;
    for (const v of x) p *= Math.sin(v + i);
    s += p;
  }
  return s * seen[0]!;
}

// @check sums([[0.4, 0.9, 0.2], [1.2, -0.3, 0.8]], [0.5, 0.7, 0.9], [0.1, 0.2, 0.3])
// @check sums([], [0.5, 0.7, 0.9], [0.1, 0.2, 0.3])
// @check ownBuffer(0.7, 3)
// @check sharedBuffer(0.7, 3)
// @check counts([0.7, 0.4], 3)
