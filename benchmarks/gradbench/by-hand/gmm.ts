/** The gradient of `logPosterior`, as a person would write it: the weights of the components are the adjoints of their terms. */
import { logPosterior } from "../programs/gmm.ts";
import type { Mixture, Prior } from "../programs/gmm.ts";

export interface Gradient {
  readonly alpha: number[];
  readonly mu: number[][];
  readonly q: number[][];
  readonly l: number[][];
}

export function logPosteriorGradient(
  { alpha, mu, q, l }: Mixture,
  x: readonly (readonly number[])[],
  { m, gamma }: Prior,
): { value: number; grad: Gradient } {
  const n = x.length;
  const k = alpha.length;
  const d = mu[0]!.length;
  const zeros = (rows: readonly (readonly number[])[]): number[][] => rows.map((row) => row.map(() => 0));
  const grad: Gradient = { alpha: alpha.map(() => 0), mu: zeros(mu), q: zeros(q), l: zeros(l) };
  const diagonals = q.map((row) => row.map(Math.exp));
  const sums = q.map((row) => row.reduce((sum, value) => sum + value, 0));
  const beta = new Float64Array(k);
  const centred = Array.from({ length: k }, () => new Float64Array(d));
  const products = Array.from({ length: k }, () => new Float64Array(d));
  let total = 0;
  for (let i = 0; i < n; i++) {
    const point = x[i]!;
    let max = -Infinity;
    for (let c = 0; c < k; c++) {
      const [mean, diagonal, below] = [mu[c]!, diagonals[c]!, l[c]!];
      const [z, product] = [centred[c]!, products[c]!];
      for (let j = 0; j < d; j++) {
        z[j] = point[j]! - mean[j]!;
        product[j] = diagonal[j]! * z[j]!;
      }
      let at = 0;
      for (let s = 0; s < d; s++) for (let r = s + 1; r < d; r++) product[r]! += below[at++]! * z[s]!;
      let norm = 0;
      for (let j = 0; j < d; j++) norm += product[j]! * product[j]!;
      beta[c] = alpha[c]! + sums[c]! - 0.5 * norm;
      if (beta[c]! > max) max = beta[c]!;
    }
    let sum = 0;
    for (let c = 0; c < k; c++) sum += Math.exp(beta[c]! - max);
    total += max + Math.log(sum);
    for (let c = 0; c < k; c++) {
      const weight = Math.exp(beta[c]! - max) / sum;
      const [diagonal, below] = [diagonals[c]!, l[c]!];
      const [z, product] = [centred[c]!, products[c]!];
      const [meanBar, qBar, belowBar] = [grad.mu[c]!, grad.q[c]!, grad.l[c]!];
      grad.alpha[c]! += weight;
      let at = 0;
      for (let s = 0; s < d; s++) {
        let zBar = -weight * product[s]! * diagonal[s]!;
        qBar[s]! += weight * (1 - product[s]! * z[s]! * diagonal[s]!);
        for (let r = s + 1; r < d; r++) {
          const productBar = -weight * product[r]!;
          belowBar[at]! += productBar * z[s]!;
          zBar += productBar * below[at++]!;
        }
        meanBar[s]! -= zBar;
      }
    }
  }
  const max = Math.max(...alpha);
  let sum = 0;
  for (const value of alpha) sum += Math.exp(value - max);
  for (let c = 0; c < k; c++) {
    grad.alpha[c]! -= (n * Math.exp(alpha[c]! - max)) / sum;
    for (let j = 0; j < d; j++) grad.q[c]![j]! += m - gamma * gamma * Math.exp(2 * q[c]![j]!);
    for (let j = 0; j < l[c]!.length; j++) grad.l[c]![j]! -= gamma * gamma * l[c]![j]!;
  }
  // What does not depend on the points.
  const rest = logPosterior({ alpha, mu, q, l }, [], { m, gamma });
  const value = rest - ((n * d) / 2) * Math.log(2 * Math.PI) + total - n * (max + Math.log(sum));
  return { value, grad };
}
