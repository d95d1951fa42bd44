/** The log marginal likelihood of a Gaussian process with a squared exponential kernel, by a Cholesky factorisation. */

/** Hyperparameters, as logarithms: all of them are positive. */
export interface Kernel {
  readonly logLength: number;
  readonly logAmplitude: number;
  readonly logNoise: number;
}

/** Factorises a symmetric positive definite matrix in place: the lower triangle of `a` becomes L with L Lᵀ = a. */
function cholesky(a: number[][]): void {
  for (let j = 0; j < a.length; j++) {
    const row = a[j]!;
    for (let k = 0; k < j; k++) row[j] = row[j]! - row[k]! * row[k]!;
    if (!(row[j]! > 0)) throw new RangeError(`the matrix is not positive definite at ${j}`);
    const diagonal = Math.sqrt(row[j]!);
    row[j] = diagonal;
    for (let i = j + 1; i < a.length; i++) {
      const other = a[i]!;
      let sum = other[j]!;
      for (let k = 0; k < j; k++) sum -= other[k]! * row[k]!;
      other[j] = sum / diagonal;
    }
  }
}

/** Solves L x = b in place. */
function forwardSubstitution(l: readonly (readonly number[])[], x: number[]): void {
  for (let i = 0; i < x.length; i++) {
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= l[i]![k]! * x[k]!;
    x[i] = sum / l[i]![i]!;
  }
}

// @differentiable wrt: kernel modes: grad, hvp, hessian
export function logLikelihood(kernel: Kernel, xs: readonly number[], ys: readonly number[]): number {
  const length = Math.exp(kernel.logLength);
  const variance = Math.exp(2 * kernel.logAmplitude);
  const noise = Math.exp(2 * kernel.logNoise);
  const covariance = xs.map((x, i) =>
    xs.map((other, j) => {
      const distance = (x - other) / length;
      return variance * Math.exp(-0.5 * distance * distance) + (i === j ? noise : 0);
    }),
  );
  cholesky(covariance);
  const whitened = [...ys];
  forwardSubstitution(covariance, whitened);
  let logDeterminant = 0;
  for (let i = 0; i < xs.length; i++) logDeterminant += 2 * Math.log(covariance[i]![i]!);
  const squares = whitened.reduce((sum, value) => sum + value * value, 0);
  return -0.5 * (squares + logDeterminant + xs.length * Math.log(2 * Math.PI));
}
