/** log(1 + exp(·)), n times nested. */
// @differentiable wrt: x
export function softRelu(x: number, n: number): number {
  let y = x;
  for (let i = 0; i < n; i++) y = Math.log(1 + Math.exp(y));
  return y;
}
