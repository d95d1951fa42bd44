/**
 * The function of tables 2 and 3 in Baydin, Pearlmutter, Radul and Siskind (2018), "Automatic Differentiation in Machine Learning:
 * a Survey".
 */
// @differentiable
export function f(x1: number, x2: number): number {
  return Math.log(x1) + x1 * x2 - Math.sin(x2);
}
