/**
 * Kepler's equation E − e·sin(E) = M, solved for the eccentric anomaly E by Newton's iteration: a loop that ends when it is done.
 */
// @differentiable wrt: mean, eccentricity
export function eccentricAnomaly(mean: number, eccentricity: number, tolerance = 1e-12, limit = 50): number {
  let anomaly = eccentricity < 0.8 ? mean : Math.PI;
  let step = Infinity;
  let iterations = 0;
  while (Math.abs(step) > tolerance) {
    if (iterations === limit) throw new RangeError(`no solution after ${limit} iterations`);
    step = (anomaly - eccentricity * Math.sin(anomaly) - mean) / (1 - eccentricity * Math.cos(anomaly));
    anomaly -= step;
    iterations++;
  }
  return anomaly;
}
