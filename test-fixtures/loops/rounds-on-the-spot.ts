// Each round is computed again where it is reversed: nothing of it is recorded.
// @differentiable wrt: x
export function polynomials(x: readonly number[], n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const t = 0.3 * i - 1;
    let residual = Math.cos(t);
    let power = 1;
    for (let j = 0; j < x.length; j++) {
      residual -= x[j]! * power;
      power *= t;
    }
    sum += residual * residual;
  }
  return sum;
}

// @differentiable
export function stored(x: number[], out: number[]): number {
  let sum = 0;
  for (let i = 0; i < out.length; i++) {
    let p = 1;
    for (const v of x) p *= Math.sin(v + 0.1 * i);
    sum += p;
    out[i] = sum;
  }
  return sum;
}

// @differentiable
export function withWork(x: readonly number[], w: number): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    const work: number[] = [];
    for (let k = 0; k <= i; k++) work.push(Math.exp(x[k]! * w));
    for (let k = 1; k < work.length; k++) work[k] = work[k]! * work[k - 1]!;
    for (const v of work) total += v * w;
  }
  return total;
}

// @check polynomials([0.5, -0.2, 0.7], 5)
// @check polynomials([0.5], 0)
// @check polynomials([], 3)
// @check polynomials([0.5, -0.2], 2.5)
// @writes stored(out)
// @check stored([0.4, 0.9, 1.2], [1, 2, 3, 4])
// @check stored([0.4, 0.9, 1.2], [])
// @check withWork([0.3, 0.6, -0.4], 0.8)
