// @differentiable wrt: x
export function f(x: number, n: number): number {
  let prev = [1, 2];
  let s = x;
  for (let k = 0; k < n; k++) {
    prev[0] = 7 + k;
    prev[1] = prev[1]! + 5;
    const cur = [k + 1, k + 2];
    s = Math.sin(s * cur[0]!) + x * cur[1]! * s * 0.1;
    prev = cur;
  }
  return s * prev[0]!;
}
// @check f(0.9, 3)
