// @differentiable wrt: x
export function f(x: number, n: number): number {
  let prev = [1, 2];
  let s = x;
  for (let k = 0; k < n; k++) {
    const cur = [k, k + 1];
    s = s * cur[0]! + x * cur[1]! * s;
    prev[0] = 7;
    prev[1] = prev[1]! + 5;
    prev = cur;
  }
  return s * prev[0]!;
}

// @check f(0.9, 3)
