// @differentiable wrt: x
export function f(x: number, n: number): number {
  let cur = [x, x * x, 1];
  let next = [0, 0, 0];
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < 3; i++) next[i] = cur[i]! * 0.5 + cur[(i + 1) % 3]! * cur[i]!;
    [cur, next] = [next, cur];
  }
  return cur[0]! + cur[1]! * cur[2]! + next[0]!;
}

// @check f(0.8, 3)
// @check f(0.8, 0)
