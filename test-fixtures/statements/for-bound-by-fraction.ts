// @differentiable wrt: x
export function f(x: number, n: number): number {
  let s = x;
  for (let i = 0; i <= n; i++) s = s * x + i;
  return s;
}

// @check f(0.9, 3.5)
