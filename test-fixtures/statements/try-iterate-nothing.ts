// @differentiable wrt: x, m
export function f(x: number, m: number[][], i: number): number {
  let s = x;
  try { s *= x; for (const v of m[i]!) s += v * x; } catch { s = s * 3 + x; }
  return s;
}

// @check f(2, [[1, 2], [3, 4]], 1)
// @check f(2, [[1, 2], [3, 4]], 5)
