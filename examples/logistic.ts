/**
 * Logistic regression: the mean of log(1 + exp(−y·z)) with z = w·x, over rows of `features` and labels of +1 and −1.
 */
// @differentiable wrt: weights
export function loss(weights: Float64Array, features: Float64Array, labels: Float64Array): number {
  const width = weights.length;
  let sum = 0;
  for (let i = 0; i < labels.length; i++) {
    let z = 0;
    for (let j = 0; j < width; j++) z += weights[j]! * features[i * width + j]!;
    const margin = labels[i]! * z;
    sum += margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
  }
  return sum / labels.length;
}
