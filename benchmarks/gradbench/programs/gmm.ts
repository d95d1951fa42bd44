/** The log posterior of a Gaussian mixture with a Wishart prior. */

export interface Prior {
  readonly m: number;
  readonly gamma: number;
}

/** A mixture: for each component its weight, mean, and the logs of the diagonal and the strict lower triangle of its inverse root. */
export interface Mixture {
  readonly alpha: readonly number[];
  readonly mu: readonly (readonly number[])[];
  readonly q: readonly (readonly number[])[];
  readonly l: readonly (readonly number[])[];
}

function logSumExp(values: readonly number[]): number {
  const max = Math.max(...values);
  let sum = 0;
  for (const value of values) sum += Math.exp(value - max);
  return max + Math.log(sum);
}

/** log Γ(z) for a multiple z of one half. */
function logGammaOfHalves(z: number): number {
  let sum = z % 1 === 0 ? 0 : Math.log(Math.PI) / 2;
  for (let at = z % 1 === 0 ? 1 : 0.5; at < z; at++) sum += Math.log(at);
  return sum;
}

function logMultivariateGamma(a: number, d: number): number {
  let sum = ((d * (d - 1)) / 4) * Math.log(Math.PI);
  for (let j = 1; j <= d; j++) sum += logGammaOfHalves(a + (1 - j) / 2);
  return sum;
}

/** ‖Q z‖² for the lower triangular Q with diagonal exp(q) and, column by column below it, l. */
function squaredNorm(diagonal: readonly number[], l: readonly number[], z: readonly number[]): number {
  const d = z.length;
  const product = z.map((value, r) => diagonal[r]! * value);
  let at = 0;
  for (let s = 0; s < d; s++) {
    for (let r = s + 1; r < d; r++) {
      product[r] = product[r]! + l[at]! * z[s]!;
      at++;
    }
  }
  let sum = 0;
  for (const value of product) sum += value * value;
  return sum;
}

function logPrior({ q, l }: Mixture, { m, gamma }: Prior): number {
  const d = q[0]!.length;
  const nu = d + m + 1;
  const constant = nu * d * (Math.log(gamma) - Math.log(2) / 2) - logMultivariateGamma(nu / 2, d);
  let sum = 0;
  for (let c = 0; c < q.length; c++) {
    let squares = 0;
    let logs = 0;
    for (const value of q[c]!) {
      squares += Math.exp(2 * value);
      logs += value;
    }
    for (const value of l[c]!) squares += value * value;
    sum += constant - 0.5 * gamma * gamma * squares + m * logs;
  }
  return sum;
}

// @differentiable wrt: mixture modes: grad
export function logPosterior(mixture: Mixture, x: readonly (readonly number[])[], prior: Prior): number {
  const { alpha, mu, q, l } = mixture;
  const n = x.length;
  const k = alpha.length;
  const d = mu[0]!.length;
  const diagonals = q.map((row) => row.map(Math.exp));
  const logDeterminants = q.map((row) => row.reduce((sum, value) => sum + value, 0));
  let sum = 0;
  const beta: number[] = alpha.map(() => 0);
  for (const point of x) {
    for (let c = 0; c < k; c++) {
      const mean = mu[c]!;
      const centred = point.map((value, j) => value - mean[j]!);
      beta[c] = alpha[c]! + logDeterminants[c]! - 0.5 * squaredNorm(diagonals[c]!, l[c]!, centred);
    }
    sum += logSumExp(beta);
  }
  return -((n * d) / 2) * Math.log(2 * Math.PI) + sum - n * logSumExp(alpha) + logPrior(mixture, prior);
}
