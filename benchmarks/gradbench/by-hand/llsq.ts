/** The gradient of `leastSquares`, as a person would write it. */
export function leastSquaresGradient(x: readonly number[], n: number): { value: number; grad: number[] } {
  const grad = x.map(() => 0);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const t = -1 + (2 * i) / (n - 1);
    let residual = Math.sign(t);
    let power = 1;
    for (let j = 0; j < x.length; j++) {
      residual -= x[j]! * power;
      power *= t;
    }
    sum += residual * residual;
    // d(sum / 2)/dx_j = −residual · t^j
    power = 1;
    for (let j = 0; j < x.length; j++) {
      grad[j]! -= residual * power;
      power *= t;
    }
  }
  return { value: sum / 2, grad };
}
