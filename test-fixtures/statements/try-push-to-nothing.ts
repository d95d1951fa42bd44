// @differentiable wrt: x
export function f(x: number, i: number): number {
  const rows: number[][] = [[], []];
  let s = x;
  try { s *= 2; rows[i]!.push(x); s *= rows[i]![0]!; } catch { s = s * 3 + x; }
  return s;
}

// @check f(2, 1)
// @check f(2, 2)
